import Synchronization
import Testing

/// Remembers what a handler on another thread was told.
final class Recorder<Value: Sendable>: Sendable {
  private let storage = Mutex<[Value]>([])

  var values: [Value] { storage.withLock { $0 } }

  func record(_ value: Value) {
    storage.withLock { $0.append(value) }
  }
}

/// Waits for something that another thread is about to do.
func waitUntil(_ isDone: () -> Bool) async throws {
  let deadline = ContinuousClock.now + .seconds(30)
  while !isDone() {
    try #require(ContinuousClock.now < deadline)
    await Task.yield()
  }
}
