import Foundation

@testable import TerminalUI

extension WakeupPipe {
  /// Whether a wake-up is there now.
  var isReadable: Bool { isReadable(within: 0) }

  /// Waits for a wake-up; returns whether one came before a test should give up.
  func waitUntilReadable() -> Bool { isReadable(within: 10_000) }

  private func isReadable(within milliseconds: Int32) -> Bool {
    var descriptor = pollfd(fd: readDescriptor, events: Int16(POLLIN), revents: 0)
    while true {
      let count = poll(&descriptor, 1, milliseconds)
      if count < 0, errno == EINTR { continue }
      return count == 1
    }
  }
}
