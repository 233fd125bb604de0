/// Sends requests over HTTP, on a thread of its own that starts with the first one.
///
/// Connections are kept and reused. When the last reference goes, the thread ends.
final class CurlTransport: Sendable {
  private let loop = CurlLoop()

  deinit { loop.stop() }

  /// Waits for the whole answer to `request`.
  ///
  /// A cancelled task gets `.cancelled` at once, and the transfer ends behind it. `onProgress` is called on
  /// the curl thread and must be quick.
  func send(
    _ request: HTTPRequest, onProgress: CurlTransfer.ProgressHandler? = nil
  ) async -> CurlTransfer.Outcome {
    let transfer = CurlTransfer(request, onProgress: onProgress)
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if transfer.await(with: continuation) { loop.start(transfer) }
      }
    } onCancel: {
      transfer.conclude(.failure(.cancelled))
      loop.cancel(transfer)
    }
  }
}
