import Foundation
import Synchronization
import Testing

@testable import TerminalUI

struct WakeupPipeTests {
  @Test func wakesOnceForManyPosts() throws {
    let pipe = try WakeupPipe()
    #expect(!pipe.isReadable)
    for _ in 0..<100_000 { pipe.wake() }
    #expect(pipe.isReadable)
    #expect(pipe.drain() == [.posted])
    #expect(!pipe.isReadable)
    #expect(pipe.drain().isEmpty)
    pipe.wake()
    #expect(pipe.drain() == [.posted])
  }

  @Test func losesNoPostOfOtherThreads() throws {
    let pipe = try WakeupPipe()
    let posts = 10_000
    let posted = Mailbox()
    Thread.detachNewThread {
      for _ in 0..<posts {
        posted.post()
        pipe.wake()
      }
    }
    var taken = 0
    while taken < posts {
      try #require(pipe.waitUntilReadable())
      _ = pipe.drain()
      taken += posted.takeAll()
    }
    #expect(taken == posts)
  }

  private final class Mailbox: Sendable {
    private let count = Mutex(0)

    func post() { count.withLock { $0 += 1 } }

    func takeAll() -> Int {
      count.withLock { count in
        defer { count = 0 }
        return count
      }
    }
  }
}

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
