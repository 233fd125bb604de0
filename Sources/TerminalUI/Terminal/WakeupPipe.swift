import Foundation
import Synchronization

/// Why the main loop was woken.
package enum Wakeup: UInt8, Sendable {
  /// Something was posted for it.
  case posted
  /// SIGINT.
  case interrupted
  /// SIGTERM.
  case terminated
  /// SIGHUP: the terminal is gone.
  case hungUp
  /// SIGTSTP: the person wants the process to stop for a while.
  case stopRequested
  /// SIGCONT: it goes on.
  case continued
  /// SIGWINCH: the terminal has another size.
  case resized
}

/// Wakes the main loop from its `poll`, from any thread and from signal handlers.
package final class WakeupPipe: Sendable {
  /// Readable when there is a wake-up; for `poll`.
  package let readDescriptor: Int32
  let writeDescriptor: Int32
  /// Whether a `posted` lies unread in the pipe; a second one would tell nothing.
  private let isPosted = Atomic(false)

  package init() throws(TerminalUIError) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else {
      throw TerminalUIError(
        .terminal, "no pipe for waking the browser", cause: String(cString: strerror(errno)),
        advice: "close some programs or raise the limit of open files (ulimit -n)")
    }
    for end in ends {
      _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    (readDescriptor, writeDescriptor) = (ends[0], ends[1])
  }

  deinit {
    close(readDescriptor)
    close(writeDescriptor)
  }

  /// Wakes the main loop; call it after posting.
  ///
  /// Never blocks. Any number of calls between two `drain`s wake once.
  package func wake() {
    guard !isPosted.exchange(true, ordering: .acquiringAndReleasing) else { return }
    var byte = Wakeup.posted.rawValue
    _ = write(writeDescriptor, &byte, 1)
  }

  /// Takes out what woke the loop, each reason once, in the order of their first coming.
  ///
  /// Look at what was posted afterwards, not before.
  package func drain() -> [Wakeup] {
    var wakeups: [Wakeup] = []
    var buffer = [UInt8](repeating: 0, count: 64)
    while true {
      let count = read(readDescriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      for byte in buffer.prefix(count) {
        if let wakeup = Wakeup(rawValue: byte), !wakeups.contains(wakeup) { wakeups.append(wakeup) }
      }
    }
    if wakeups.contains(.posted) { _ = isPosted.exchange(false, ordering: .acquiringAndReleasing) }
    return wakeups
  }
}
