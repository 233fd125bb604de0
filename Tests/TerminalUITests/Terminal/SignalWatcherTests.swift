import Foundation
import Testing

@testable import TerminalUI

/// There is only one set of signal handlers in a process.
@Suite(.serialized) struct SignalWatcherTests {
  @Test(arguments: [
    (SIGWINCH, Wakeup.resized), (SIGCONT, .continued), (SIGTSTP, .stopRequested), (SIGHUP, .hungUp),
    (SIGTERM, .terminated), (SIGINT, .interrupted),
  ])
  func turnsSignalsIntoWakeups(signal: Int32, wakeup: Wakeup) throws {
    let pipe = try WakeupPipe()
    let watcher = SignalWatcher(waking: pipe)
    // To the process, as this thread may be one that takes no signals.
    kill(getpid(), signal)
    try #require(pipe.waitUntilReadable())
    #expect(pipe.drain() == [wakeup])
    withExtendedLifetime(watcher) {}
  }

  @Test func givesTheHandlersBack() throws {
    var before = sigaction()
    sigaction(SIGHUP, nil, &before)
    let pipe = try WakeupPipe()
    do {
      let watcher = SignalWatcher(waking: pipe)
      withExtendedLifetime(watcher) {}
    }
    var after = sigaction()
    sigaction(SIGHUP, nil, &after)
    #expect(
      unsafeBitCast(before.__sigaction_handler, to: Int.self)
        == unsafeBitCast(after.__sigaction_handler, to: Int.self))
  }
}
