import Foundation
import Synchronization

/// Splits work on the rows of a table over the processor's cores.
enum ParallelWork {
  static let processorCount = ProcessInfo.processInfo.activeProcessorCount

  /// The threads that help the one that asks.
  private static let helpers = (1..<max(processorCount, 1)).map { WorkerThread(name: "komet.helper.\($0)") }

  /// Runs `body` once for each part in `0..<count`, several at a time, and waits for all.
  ///
  /// `body` gets the part and the worker's number, below `processorCount`, for what a worker keeps.
  /// Parts must not write to the same memory. Before each part `isCancelled` is asked; a part should
  /// therefore take well under half a millisecond. Returns false if some parts were left out because of it.
  static func run(
    parts count: Int, isCancelled: @escaping () -> Bool,
    _ body: @escaping (_ part: Int, _ worker: Int) -> Void
  ) -> Bool {
    let workers = min(processorCount, count)
    guard workers > 1 else {
      for part in 0..<count {
        if isCancelled() { return false }
        body(part, 0)
      }
      return true
    }
    let progress = Progress()
    let work = SharedWork { worker in
      while !progress.isStopped.load(ordering: .relaxed) {
        let part = progress.nextPart.add(1, ordering: .relaxed).oldValue
        guard part < count else { return }
        if isCancelled() { return progress.isStopped.store(true, ordering: .relaxed) }
        body(part, worker)
      }
    }
    for worker in 1..<workers { helpers[worker - 1].run { work.help(as: worker) } }
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
