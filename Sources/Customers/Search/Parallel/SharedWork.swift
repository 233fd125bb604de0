import Foundation

/// Work that several threads do together: each runs the same body until nothing is left.
///
/// Helpers that come too late find it closed and do nothing, so nobody waits for a busy one.
final class SharedWork: @unchecked Sendable {
  // All of it is used under the condition's lock; `body` itself may be run by several threads at once.
  private let condition = NSCondition()
  private var body: ((_ worker: Int) -> Void)?
  private var helperCount = 0

  init(_ body: @escaping (_ worker: Int) -> Void) {
    self.body = body
  }

  /// Helps, as worker number `worker`, unless it is too late.
  func help(as worker: Int) {
    let body = condition.withLock {
      if self.body != nil { helperCount += 1 }
      return self.body
    }
    guard let body else { return }
    body(worker)
    condition.withLock {
      helperCount -= 1
      condition.signal()
    }
  }

  /// Runs the body on this thread, as worker 0, lets nobody begin any more and waits for the helpers.
  func finish() {
    condition.withLock { body }?(0)
    condition.withLock {
      body = nil
      while helperCount > 0 { condition.wait() }
    }
  }
}
