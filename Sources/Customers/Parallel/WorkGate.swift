import Foundation
import Synchronization

/// Lets some work wait while other work goes on.
final class WorkGate: Sendable {
  private let isEmpty = NSCondition()
  /// How much work is inside; becomes 0 under the condition's lock only.
  private let count = Atomic(0)

  func enter() {
    count.add(1, ordering: .relaxed)
  }

  func leave() {
    isEmpty.withLock {
      if count.subtract(1, ordering: .relaxed).newValue == 0 { isEmpty.broadcast() }
    }
  }

  /// Returns as soon as nothing is inside.
  func waitUntilEmpty() {
    guard count.load(ordering: .relaxed) > 0 else { return }
    isEmpty.withLock {
      while count.load(ordering: .relaxed) > 0 { isEmpty.wait() }
    }
  }
}
