import CCurl
import CMemory
import Foundation
import Synchronization

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

/// The thread that all transfers run on, and the way to give it orders.
///
/// It starts with the first transfer and waits in `curl_multi_poll`, without any wake-up while nothing is
/// under way.
final class CurlLoop: Sendable {
  private enum Order: Sendable {
    case start(CurlTransfer)
    case cancel(CurlTransfer)
  }

  /// A multi handle: used by the loop's thread alone, but for the wake-ups, which any thread may send.
  private struct Multi: @unchecked Sendable {
    let handle: UnsafeMutableRawPointer
  }

  private struct State: Sendable {
    var orders: [Order] = []
    /// Nil before the first transfer and after the end.
    var multi: Multi?
    var isStopped = false
  }

  private let state = Mutex(State())

  /// The loops whose threads run; nil once the program ends, when no more may begin.
  static let running = Mutex<[ObjectIdentifier: CurlLoop]?>([:])
  /// Entered by each of their threads.
  private static let threads = DispatchGroup()
  /// How long the end of the program waits for the threads; none has anything to do that takes so long.
  private static let endPatience = DispatchTimeInterval.seconds(1)

  /// Whether the end of the program will end the threads before it takes the TLS library away from under them.
  ///
  /// What is asked for last is done first, and libcurl has been made ready before.
  private static let isEndPrepared: Bool = atexit { CurlLoop.endAll() } == 0

  /// Ends all threads, and waits for them, but not for ever; from now on none begins.
  static func endAll() {
    let loops = running.withLock { running in
      defer { running = nil }
      return running ?? [:]
    }
    for loop in loops.values { loop.stop() }
    _ = threads.wait(timeout: .now() + endPatience)
  }

  /// Makes a loop without a thread; from now on large blocks of memory go back to the system when freed.
  init() {
    memory_return_large_blocks()
  }

  func start(_ transfer: CurlTransfer) {
    if let failure = CurlLibrary.failure {
      transfer.conclude(.failure(failure))
      return
    }
    _ = Self.isEndPrepared
    let failure = state.withLock { state -> TransportFailure? in
      if state.multi == nil {
        guard let handle = curl_multi_init() else { return TransportFailure.outOfMemory }
        let multi = Multi(handle: handle)
        guard startThread(multi) else {
          curl_multi_cleanup(handle)
          return .cancelled
        }
        state.multi = multi
      }
      give(.start(transfer), &state)
      return nil
    }
    if let failure { transfer.conclude(.failure(failure)) }
  }

  func cancel(_ transfer: CurlTransfer) {
    state.withLock { give(.cancel(transfer), &$0) }
  }

  /// Ends the thread; transfers under way end as cancelled.
  func stop() {
    state.withLock { state in
      state.isStopped = true
      if let multi = state.multi { curl_multi_wakeup(multi.handle) }
    }
  }

  private func give(_ order: Order, _ state: inout State) {
    guard let multi = state.multi else { return }
    state.orders.append(order)
    curl_multi_wakeup(multi.handle)
  }

  /// False if the program ends.
  private func startThread(_ multi: Multi) -> Bool {
    let isAllowed = Self.running.withLock { running in
      guard running != nil else { return false }
      running?[ObjectIdentifier(self)] = self
      Self.threads.enter()
      return true
    }
    guard isAllowed else { return false }
    let thread = Thread {
      self.run(multi)
      _ = Self.running.withLock { $0?.removeValue(forKey: ObjectIdentifier(self)) }
      Self.threads.leave()
    }
    thread.name = "komet-curl"
    thread.start()
    return true
  }

  private func run(_ multi: Multi) {
    var session = CurlSession(multi.handle)
    while let orders = takeOrders() {
      for order in orders {
        switch order {
        case .start(let transfer): session.add(transfer)
        case .cancel(let transfer): session.remove(transfer)
        }
      }
      session.perform()
      session.wait()
    }
    // From here on nobody wakes the handle up, so it can go.
    state.withLock { $0.multi = nil }
    session.end()
  }

  /// The orders since the last time; nil when the thread has to end.
  private func takeOrders() -> [Order]? {
    state.withLock { state in
      guard !state.isStopped else { return nil }
      defer { state.orders = [] }
      return state.orders
    }
  }
}

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
