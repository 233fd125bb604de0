import CThreads
import Foundation

/// A thread that does one piece of work after the other, and sleeps in between until there is more.
///
/// Dispatch's pool is not used, because once it has run anything it wakes up each second for as long as the
/// process lives. The thread ends after its work when nothing refers to it any more.
package final class WorkerThread: Sendable {
  private let queue = Queue()

  /// What waits to be done; shared with the thread, which must not keep its owner alive.
  private final class Queue: @unchecked Sendable {
    // All of it is used under the condition's lock.
    private let condition = NSCondition()
    private var works: [@Sendable () -> Void] = []
    private var isClosed = false
    /// Nil until the thread runs.
    private var thread: pthread_t?
    /// The processor that the thread is kept off.
    private var avoidedProcessor = THREADS_ANY_PROCESSOR

    func append(_ work: @escaping @Sendable () -> Void, keepingOff processor: Int32? = nil) {
      condition.withLock {
        if let processor { keepThread(off: processor) }
        works.append(work)
      }
      // A thread that is woken while the lock is held goes to sleep again at once.
      condition.signal()
    }

    private func keepThread(off processor: Int32) {
      guard let thread, processor != avoidedProcessor else { return }
      avoidedProcessor = processor
      threads_keep_off(thread, processor)
    }

    /// To be called by the thread itself, before all else.
    func begin() {
      condition.withLock { thread = pthread_self() }
    }

    func close() {
      condition.withLock {
        isClosed = true
        condition.signal()
      }
    }

    /// Waits until there is work, but no longer than that.
    func waitForWork(until deadline: Date) {
      condition.withLock {
        while works.isEmpty, !isClosed, condition.wait(until: deadline) {}
      }
    }

    /// The next piece of work, waiting for one; nil when closed and empty.
    func next() -> (@Sendable () -> Void)? {
      condition.withLock {
        while works.isEmpty {
          if isClosed { return nil }
          condition.wait()
        }
        return works.removeFirst()
      }
    }
  }

  /// Makes a thread; with `hasLowPriority` others are served before it, even if they come later.
  package init(name: String, hasLowPriority: Bool = false) {
    let thread = Thread { [queue] in
      if hasLowPriority { Self.lowerPriority() }
      queue.begin()
      while let work = queue.next() { work() }
    }
    thread.name = name
    thread.start()
  }

  deinit {
    queue.close()
  }

  /// Lets others be served before the calling thread, for good.
  package static func lowerPriority() {
    threads_lower_priority()
  }

  /// Puts off what the calling work, which runs on this thread, does next: until other work waits, but no longer than
  /// that.
  package func waitForWork(atMost duration: TimeInterval) {
    queue.waitForWork(until: Date(timeIntervalSinceNow: duration))
  }

  /// Does `work` after everything that was given before; returns at once.
  package func run(_ work: @escaping @Sendable () -> Void) {
    queue.append(work)
  }

  /// The same, on another processor than the caller's, who goes on meanwhile.
  ///
  /// Linux likes to wake a thread where the one that wakes it runs, and moves it only when both have been busy
  /// for a while: longer than a search takes. A key at 1,000,000 customers takes 9.6 ms instead of 10.7.
  package func runBesideCaller(_ work: @escaping @Sendable () -> Void) {
    queue.append(work, keepingOff: threads_processor())
  }
}
