import Foundation
import Synchronization

/// A value that is made once, in the background, when it is first wanted.
///
/// Whoever waits for it can give up; the making goes on and the next one finds it done.
package final class Deferred<Value: Sendable>: Sendable {
  private enum State {
    case idle(@Sendable () -> Value)
    case making
    case ready(Value)
  }

  private let state: Mutex<State>
  private let isMade = DispatchGroup()
  private let hasLowPriority: Bool

  /// With `hasLowPriority` the background thread is served behind all others.
  package init(hasLowPriority: Bool = false, _ make: @escaping @Sendable () -> Value) {
    self.hasLowPriority = hasLowPriority
    state = Mutex(.idle(make))
    isMade.enter()
  }

  deinit {
    let isUnfinished = state.withLock { if case .ready = $0 { false } else { true } }
    if isUnfinished { isMade.leave() }
  }

  /// The value if it is there already.
  package var valueIfReady: Value? {
    state.withLock { state in
      guard case .ready(let value) = state else { return nil }
      return value
    }
  }

  /// Begins to make the value in the background, unless that was done before; returns at once.
  package func start() {
    let isIdle = state.withLock { if case .idle = $0 { true } else { false } }
    guard isIdle else { return }
    Thread.detachNewThread { [self] in
      if hasLowPriority { WorkerThread.lowerPriority() }
      _ = made()
    }
  }

  /// The value, made on this thread unless another one began before; then it waits for that.
  package func made() -> Value {
    let make: (@Sendable () -> Value)? = state.withLock { state in
      guard case .idle(let make) = state else { return nil }
      state = .making
      return make
    }
    if let make {
      let value = make()
      state.withLock { $0 = .ready(value) }
      isMade.leave()
      return value
    }
    while true {
      isMade.wait()
      if let value = valueIfReady { return value }
    }
  }

  /// The value, waiting for it if need be; nil if `isCancelled` said so before it was there.
  package func value(isCancelled: () -> Bool) -> Value? {
    start()
    while true {
      if let value = valueIfReady { return value }
      if isCancelled() { return nil }
      _ = isMade.wait(timeout: .now() + Self.cancellationInterval)
    }
  }

  /// How long a waiter may overlook that it was cancelled.
  private static var cancellationInterval: DispatchTimeInterval { .milliseconds(1) }
}
