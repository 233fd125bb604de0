import CThreads
import Foundation
import Synchronization

/// Splits work on many things, such as the rows of a table, over the processor's cores.
///
/// This room has the program's threads, and what they hand each other:
/// - `ParallelWork`: one piece of work on all cores at once, for somebody who waits;
/// - `WorkerThread`: a thread of its own for one kind of work, a piece after the other;
/// - `Deferred`: a value that is made in the background when it is first wanted.
///
/// Closures come in, each of which is run on one thread at a time; what they share is theirs to guard.
package enum ParallelWork {
  /// Whether somebody waits for the work, or it can be put off.
  package enum Urgency: Sendable {
    case urgent
    /// Pauses while urgent work is done.
    case deferrable

    /// Pauses if need be; for each of many small steps, most of which it does not look at.
    @inlinable
    package func yieldToUrgent(at step: Int) {
      // About each tenth of a millisecond.
      if step % 512 == 0, self == .deferrable { ParallelWork.waitForUrgent() }
    }
  }

  /// How many processors are used; more would only wait for the memory together.
  package static let processorCount = min(ProcessInfo.processInfo.activeProcessorCount, 8)

  /// The threads that help the one that asks.
  private static let helpers = threads("komet.helper")
  /// Those that help with what can be put off, so that the others are free.
  private static let deferrableHelpers = threads("komet.later", hasLowPriority: true)

  private static func threads(_ name: String, hasLowPriority: Bool = false) -> [WorkerThread] {
    (1..<max(processorCount, 1)).map { WorkerThread(name: "\(name).\($0)", hasLowPriority: hasLowPriority) }
  }

  private static let urgentWork = WorkGate()

  @usableFromInline
  package static func waitForUrgent() {
    urgentWork.waitUntilEmpty()
  }

  /// Runs `body` once for each part in `0..<count`, several at a time, and waits for all.
  ///
  /// `body` gets the part and the worker's number, below `processorCount`, for what a worker keeps.
  /// Parts must not write to the same memory. Before each part `isCancelled` is asked; a part should
  /// therefore take well under half a millisecond. Returns false if some parts were left out because of it.
  ///
  /// What is `nonisolated(unsafe)` in a body has to be told apart by part or worker.
  package static func run(
    parts count: Int, _ urgency: Urgency = .urgent, isCancelled: @escaping @Sendable () -> Bool = { false },
    _ body: @escaping @Sendable (_ part: Int, _ worker: Int) -> Void
  ) -> Bool {
    if urgency == .urgent { urgentWork.enter() }
    defer { if urgency == .urgent { urgentWork.leave() } }
    let progress = Progress()
    let work = SharedWork { worker in
      while !progress.isStopped.load(ordering: .relaxed) {
        let part = progress.nextPart.add(1, ordering: .relaxed).oldValue
        guard part < count else { return }
        urgency.yieldToUrgent(at: 0)
        if isCancelled() { return progress.isStopped.store(true, ordering: .relaxed) }
        body(part, worker)
      }
    }
    let threads = urgency == .urgent ? helpers : deferrableHelpers
    for worker in 1..<max(min(processorCount, count), 1) {
      threads[worker - 1].runBesideCaller { work.help(as: worker) }
    }
    work.finish()
    return !progress.isStopped.load(ordering: .relaxed)
  }

  /// What `body` makes of each part, in their order; nil if cancelled.
  package static func map<Value: Sendable>(
    parts count: Int, _ urgency: Urgency = .urgent, isCancelled: @escaping @Sendable () -> Bool = { false },
    _ body: @escaping @Sendable (_ part: Int, _ worker: Int) -> Value
  ) -> [Value]? {
    var values = [Value?](repeating: nil, count: count)
    let isDone = values.withUnsafeMutableBufferPointer { values in
      // Each part has an element of its own.
      nonisolated(unsafe) let values = values
      return run(parts: count, urgency, isCancelled: isCancelled) { part, worker in
        values[part] = body(part, worker)
      }
    }
    return isDone ? values.compactMap(\.self) : nil
  }

  /// How far the workers are, together.
  private final class Progress: Sendable {
    let nextPart = Atomic(0)
    let isStopped = Atomic(false)
  }

  /// The rows of part `part` when `count` rows are cut into parts of `size`.
  package static func rows(ofPart part: Int, size: Int, count: Int) -> Range<Int> {
    part * size..<min(count, (part + 1) * size)
  }

  /// How many parts of `size` it takes for `count` rows.
  package static func parts(of count: Int, size: Int) -> Int {
    (count + size - 1) / size
  }
}

/// Work that several threads do together: each runs the same body until nothing is left.
///
/// Helpers that come too late find it closed and do nothing, so nobody waits for a busy one. The body is called only
/// before `finish` returns, so nothing that it refers to ends under it.
private final class SharedWork: Sendable {
  /// Run by several threads at once.
  private let body: @Sendable (_ worker: Int) -> Void
  /// Twice the number of helpers at work, and 1 once nobody may begin any more.
  private let state = Atomic(0)

  private static let closed = 1
  private static let helper = 2

  init(_ body: @escaping @Sendable (_ worker: Int) -> Void) {
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
      if rounds < Self.maxRounds { threads_relax() } else { sched_yield() }
    }
  }

  /// Some tenths of a millisecond.
  private static let maxRounds = 10_000
}

/// Lets some work wait while other work goes on.
private final class WorkGate: Sendable {
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
