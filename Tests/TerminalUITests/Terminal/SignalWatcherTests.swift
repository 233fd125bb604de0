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

  @Test func `no signal ends the process before the terminal is given back`() throws {
    let watcher = SignalWatcher(waking: try WakeupPipe())
    let untouched = [SIGKILL, SIGSTOP, SIGCHLD, SIGURG, SIGTTIN, SIGTTOU]
    for signal in 1...Int32(64) where !untouched.contains(signal) {
      var action = sigaction()
      // The library keeps some to itself.
      guard sigaction(signal, nil, &action) == 0 else { continue }
      // Functions can't be compared; as addresses of C functions, which never move, they can.
      #expect(unsafeBitCast(action.__sigaction_handler, to: Int.self) != 0, "signal \(signal)")
    }
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
    // By their addresses, as above.
    #expect(
      unsafeBitCast(before.__sigaction_handler, to: Int.self)
        == unsafeBitCast(after.__sigaction_handler, to: Int.self))
  }
}
