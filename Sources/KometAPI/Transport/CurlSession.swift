import CCurl

/// The library that the network is reached by.
package enum NetworkLibrary {
  /// Its name and version, with those of the libraries beneath it; nil if it is not here.
  package static var version: String? { curl_library_version().map { String(cString: $0) } }
}

/// A multi handle and the transfers under way on it; lives on the curl thread.
struct CurlSession {
  /// How long to sleep while nothing is under way; a wake-up ends it.
  private static let idleMilliseconds = Int32.max

  private struct Running {
    let transfer: CurlTransfer
    let easy: UnsafeMutableRawPointer
  }

  private let multi: UnsafeMutableRawPointer
  private var running: [ObjectIdentifier: Running] = [:]

  init(_ multi: UnsafeMutableRawPointer) {
    self.multi = multi
  }

  mutating func add(_ transfer: CurlTransfer) {
    // A cancellation can overtake the start.
    guard !transfer.isConcluded else { return }
    guard let easy = curl_easy_init() else {
      transfer.conclude(.failure(.outOfMemory))
      return
    }
    transfer.start(easy)
    running[ObjectIdentifier(transfer)] = Running(transfer: transfer, easy: easy)
    curl_multi_add_handle(multi, easy)
  }

  mutating func remove(_ transfer: CurlTransfer) {
    guard let easy = running.removeValue(forKey: ObjectIdentifier(transfer))?.easy else { return }
    curl_multi_remove_handle(multi, easy)
    curl_easy_cleanup(easy)
  }

  /// Does what can be done without waiting, and settles what is done or has stalled.
  mutating func perform() {
    var stillRunning: Int32 = 0
    curl_multi_perform(multi, &stillRunning)
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle,
        let transfer = transfer(of: easy)
      else { continue }
      transfer.finish(easy, code: komet_message_result(message))
      remove(transfer)
    }
    let now = ContinuousClock.now
    for transfer in running.values.map(\.transfer) {
      let (time, failure) = transfer.deadline
      guard time <= now else { continue }
      transfer.conclude(.failure(failure))
      remove(transfer)
    }
  }

  /// Waits for the network, a wake-up, or the next transfer's deadline.
  func wait() {
    let patience = running.values.map(\.transfer.deadline.time).min().map { deadline in
      // One more, because the rest of a millisecond was cut off.
      Int32(clamping: ContinuousClock.now.duration(to: deadline).milliseconds + 1)
    }
    curl_multi_poll(multi, nil, 0, max(0, patience ?? Self.idleMilliseconds), nil)
  }

  /// Ends everything; transfers under way end as cancelled.
  mutating func end() {
    for transfer in running.values.map(\.transfer) {
      transfer.conclude(.failure(.cancelled))
      remove(transfer)
    }
    curl_multi_cleanup(multi)
  }

  private func transfer(of easy: UnsafeMutableRawPointer) -> CurlTransfer? {
    var context: UnsafeMutableRawPointer?
    komet_getinfo_pointer(easy, CURLINFO_PRIVATE, &context)
    return CurlTransfer.from(context)
  }
}

/// libcurl, which is loaded and made ready when it is first asked for.
enum CurlLibrary {
  /// Why there is no libcurl to work with; nil if all is well.
  ///
  /// Takes some milliseconds the first time. Nothing else of libcurl may be called before.
  static let failure: TransportFailure? = {
    if let reason = curl_library_load() { return .noLibrary(String(cString: reason)) }
    return curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK ? nil : .outOfMemory
  }()
}

extension Duration {
  /// Whole milliseconds, rounded down.
  var milliseconds: Int {
    let (seconds, attoseconds) = components
    return Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000)
  }
}
