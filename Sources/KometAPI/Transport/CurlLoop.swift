import CCurl
import CMemory
import Foundation
import Synchronization

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

  /// Makes a loop without a thread; from now on large blocks of memory go back to the system when freed.
  init() {
    memory_return_large_blocks()
  }

  func start(_ transfer: CurlTransfer) {
    if let failure = CurlLibrary.failure {
      transfer.conclude(.failure(failure))
      return
    }
    let isAccepted = state.withLock { state in
      if state.multi == nil {
        guard let handle = curl_multi_init() else { return false }
        let multi = Multi(handle: handle)
        state.multi = multi
        startThread(multi)
      }
      give(.start(transfer), &state)
      return true
    }
    if !isAccepted { transfer.conclude(.failure(.outOfMemory)) }
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

  private func startThread(_ multi: Multi) {
    let thread = Thread { self.run(multi) }
    thread.name = "komet-curl"
    thread.start()
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
