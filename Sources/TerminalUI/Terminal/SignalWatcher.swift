import Foundation
import Synchronization

/// Turns the signals that a terminal program gets into wake-ups, and lets none of them kill it unawares.
///
/// There is one at a time; while it lives, crashes give the terminal back first (`CrashRestoration`).
package final class SignalWatcher {
  private let pipe: WakeupPipe
  private var previous: [(signal: Int32, action: sigaction)] = []
  private let crashStack = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)

  package init(waking pipe: WakeupPipe) {
    self.pipe = pipe
    signalDescriptor = pipe.writeDescriptor
    endRequest.store(false, ordering: .relaxed)
    // A stack overflow leaves no room for the handler on the stack itself.
    var stack = stack_t()
    stack.ss_sp = crashStack.baseAddress
    stack.ss_size = crashStack.count
    sigaltstack(&stack, nil)
    for signal in Self.watched {
      install(Self.handler, for: signal, flags: SA_RESTART)
    }
    for signal in [SIGSEGV, SIGBUS, SIGABRT, SIGILL, SIGFPE, SIGTRAP, SIGQUIT] {
      install(CrashRestoration.handler, for: signal, flags: SA_ONSTACK | Self.resetsHandler | SA_NODEFER)
    }
  }

  deinit {
    for (signal, action) in previous {
      var action = action
      sigaction(signal, &action, nil)
    }
    var stack = stack_t()
    stack.ss_flags = Int32(SS_DISABLE)
    sigaltstack(&stack, nil)
    crashStack.deallocate()
    signalDescriptor = -1
  }

  /// Stops the process as ^Z does, until somebody continues it; then there is a `continued` to drain.
  package static func stopProcess() {
    raise(SIGSTOP)
  }

  /// Whether a signal asked the program to end, also while the main loop can't look at what woke it.
  static var isEndRequested: Bool { endRequest.load(ordering: .relaxed) }

  private func install(_ handler: @escaping @convention(c) (Int32) -> Void, for signal: Int32, flags: Int32) {
    var action = sigaction()
    #if canImport(Darwin)
    action.__sigaction_u.__sa_handler = handler
    #else
    action.__sigaction_handler.sa_handler = handler
    #endif
    action.sa_flags = flags
    var old = sigaction()
    guard sigaction(signal, &action, &old) == 0 else { return }
    previous.append((signal, old))
  }

  private static let watched = [SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH]

  /// The sign of `SA_RESETHAND` is lost on the way into Swift.
  private static let resetsHandler = Int32(truncatingIfNeeded: SA_RESETHAND)

  private static let handler: @convention(c) (Int32) -> Void = { signal in
    let wakeup: Wakeup
    switch signal {
    case SIGINT: wakeup = .interrupted
    case SIGTERM: wakeup = .terminated
    case SIGHUP: wakeup = .hungUp
    case SIGTSTP: wakeup = .stopRequested
    case SIGCONT: wakeup = .continued
    default: wakeup = .resized
    }
    switch wakeup {
    case .interrupted, .terminated, .hungUp: endRequest.store(true, ordering: .relaxed)
    default: break
    }
    let savedError = errno
    var byte = wakeup.rawValue
    _ = write(signalDescriptor, &byte, 1)
    errno = savedError
  }
}

/// Where the handlers write; set by the main thread before they are installed.
nonisolated(unsafe) private var signalDescriptor: Int32 = -1

/// Set by the handlers; made before they are installed.
private let endRequest = Atomic(false)
