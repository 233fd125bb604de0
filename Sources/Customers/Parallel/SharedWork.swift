import CThreads
import Foundation
import Synchronization

/// Work that several threads do together: each runs the same body until nothing is left.
///
/// Helpers that come too late find it closed and do nothing, so nobody waits for a busy one.
final class SharedWork: @unchecked Sendable {
  /// Run by several threads at once.
  private let body: (_ worker: Int) -> Void
  /// Twice the number of helpers at work, and 1 once nobody may begin any more.
  private let state = Atomic(0)

  private static let closed = 1
  private static let helper = 2

  init(_ body: @escaping (_ worker: Int) -> Void) {
    self.body = body
  }

  /// Helps, as worker number `worker`, unless it is too late.
  func help(as worker: Int) {
    defer { state.subtract(Self.helper, ordering: .releasing) }
    guard state.add(Self.helper, ordering: .acquiring).oldValue & Self.closed == 0 else { return }
    body(worker)
  }

  /// Runs the body on this thread, as worker 0, lets nobody begin any more and waits for the helpers.
  ///
  /// It waits without sleeping, for no longer than a part of the work takes: a thread that wakes up may find
  /// itself on the processor of the one that woke it.
  func finish() {
    body(0)
    state.add(Self.closed, ordering: .relaxed)
    var rounds = 0
    while state.load(ordering: .acquiring) != Self.closed {
      rounds += 1
      // A helper that takes so long lacks a processor.
      if rounds < Self.mostRounds { threads_relax() } else { sched_yield() }
    }
  }

  /// Some tenths of a millisecond.
  private static let mostRounds = 10_000
}
