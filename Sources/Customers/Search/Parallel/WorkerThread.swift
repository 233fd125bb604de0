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

    func append(_ work: @escaping @Sendable () -> Void) {
      condition.withLock {
        works.append(work)
        condition.signal()
      }
    }

    func close() {
      condition.withLock {
        isClosed = true
        condition.signal()
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

  package init(name: String) {
    let thread = Thread { [queue] in
      while let work = queue.next() { work() }
    }
    thread.name = name
    thread.start()
  }

  deinit {
    queue.close()
  }

  /// Does `work` after everything that was given before; returns at once.
  package func run(_ work: @escaping @Sendable () -> Void) {
    queue.append(work)
  }
}
