import Dispatch
import Synchronization

/// Runs asynchronous work from a thread that is none of its pool's, and waits for it.
func waiting<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) -> Value {
  let value = AwaitedValue<Value>()
  Task.detached { value.fill(await work()) }
  return value.wait()
}

/// A value that a task makes and threads wait for.
final class AwaitedValue<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)
  private let isFilled = DispatchGroup()

  init() {
    isFilled.enter()
  }

  /// Sets the value, unless there is one.
  func fill(_ new: Value) {
    let isFirst = value.withLock { value in
      guard value == nil else { return false }
      value = new
      return true
    }
    if isFirst { isFilled.leave() }
  }

  func wait() -> Value {
    while true {
      isFilled.wait()
      if let value = value.withLock({ $0 }) { return value }
    }
  }
}
