import Synchronization

/// The progress of several transfers that run at the same time, told as that of one.
final class CommonProgress: Sendable {
  private let transfers: Mutex<[TransferProgress]>
  private let onProgress: KometClient.ProgressHandler

  init(of count: Int, _ onProgress: @escaping KometClient.ProgressHandler) {
    let nothing = TransferProgress(receivedBytes: 0, totalBytes: nil)
    transfers = Mutex(Array(repeating: nothing, count: count))
    self.onProgress = onProgress
  }

  /// What tells the progress of one of the transfers.
  func handler(at place: Int) -> KometClient.ProgressHandler {
    { progress in self.onProgress(self.sum(replacing: place, with: progress)) }
  }

  /// All of them together; the total is known once it is known of each.
  private func sum(replacing place: Int, with progress: TransferProgress) -> TransferProgress {
    transfers.withLock { transfers in
      transfers[place] = progress
      return transfers.reduce(TransferProgress(receivedBytes: 0, totalBytes: 0)) { sum, next in
        TransferProgress(
          receivedBytes: sum.receivedBytes + next.receivedBytes,
          totalBytes: sum.totalBytes.flatMap { total in next.totalBytes.map { total + $0 } })
      }
    }
  }
}
