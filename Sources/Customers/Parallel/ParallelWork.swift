import Foundation
import Synchronization

/// Splits work on the rows of a table over the processor's cores.
enum ParallelWork {
  /// Whether somebody waits for the work, or it can be put off.
  enum Urgency {
    case urgent
    /// Pauses while urgent work is done.
    case deferrable

    /// Pauses if need be; for each of many small steps, most of which it does not look at.
    @inline(__always)
    func giveWay(at step: Int) {
      if step % Self.stepsAtOnce == 0, self == .deferrable { ParallelWork.urgentWork.waitUntilEmpty() }
    }

    /// About a tenth of a millisecond.
    private static let stepsAtOnce = 512
  }

  /// How many processors are used; more would only wait for the memory together.
  static let processorCount = min(ProcessInfo.processInfo.activeProcessorCount, 8)

  /// The threads that help the one that asks.
  private static let helpers = threads("komet.helper")
  /// Those that help with what can be put off, so that the others are free.
  private static let deferrableHelpers = threads("komet.later", goLast: true)

  private static func threads(_ name: String, goLast: Bool = false) -> [WorkerThread] {
    (1..<max(processorCount, 1)).map { WorkerThread(name: "\(name).\($0)", goesLast: goLast) }
  }

  fileprivate static let urgentWork = WorkGate()

  /// Runs `body` once for each part in `0..<count`, several at a time, and waits for all.
  ///
  /// `body` gets the part and the worker's number, below `processorCount`, for what a worker keeps.
  /// Parts must not write to the same memory. Before each part `isCancelled` is asked; a part should
  /// therefore take well under half a millisecond. Returns false if some parts were left out because of it.
  static func run(
    parts count: Int, _ urgency: Urgency = .urgent, isCancelled: @escaping () -> Bool = { false },
    _ body: @escaping (_ part: Int, _ worker: Int) -> Void
  ) -> Bool {
    if urgency == .urgent { urgentWork.enter() }
    defer { if urgency == .urgent { urgentWork.leave() } }
    let progress = Progress()
    let work = SharedWork { worker in
      while !progress.isStopped.load(ordering: .relaxed) {
        let part = progress.nextPart.add(1, ordering: .relaxed).oldValue
        guard part < count else { return }
        urgency.giveWay(at: 0)
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

  /// How far the workers are, together.
  private final class Progress: Sendable {
    let nextPart = Atomic(0)
    let isStopped = Atomic(false)
  }

  /// The rows of part `part` when `count` rows are cut into parts of `size`.
  static func rows(ofPart part: Int, size: Int, count: Int) -> Range<Int> {
    part * size..<min(count, (part + 1) * size)
  }

  /// How many parts of `size` it takes for `count` rows.
  static func parts(of count: Int, size: Int) -> Int {
    (count + size - 1) / size
  }
}
