import Foundation
import Synchronization
import Wording

/// Turns the signals that a terminal program gets into wake-ups, and lets none of them kill it unawares.
///
/// There is one at a time; while it lives, whatever signal ends the process gives the terminal back first
/// (`CrashRestoration`).
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
    for signal in Self.endingSignals where !Self.watched.contains(signal) {
      install(CrashRestoration.handler, for: signal, flags: Self.lastFlags)
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

  /// Whether somebody could continue the process if it stopped: a shell, somewhere above its process group.
  ///
  /// In a group that nobody could (an orphaned one, as in `xterm -e komet`), the system takes no notice of ^Z either.
  /// Source: POSIX, "Orphaned Process Group".
  package static var canBeContinued: Bool {
    guard !isStopIgnored else { return false }
    var parent = getppid()
    // A wrapper, such as make, is of the same group and stops as well.
    while parent > 0, getpgid(parent) == getpgrp() { parent = Self.parent(of: parent) }
    return parent > 0 && getsid(parent) == getsid(0)
  }

  /// Stops the process as ^Z does, its wrappers with it, until somebody continues it.
  ///
  /// To be called by the main thread: the signal to the group then comes to it before anything else happens. There is
  /// no `continued` to drain afterwards.
  package static func stopProcess() {
    let actions = [SIGTSTP, SIGCONT].map { signal in
      var usual = sigaction()
      var watching = sigaction()
      sigaction(signal, &usual, &watching)
      return (signal, watching)
    }
    kill(0, SIGTSTP)
    for (signal, action) in actions {
      var action = action
      sigaction(signal, &action, nil)
    }
  }

  private static func parent(of process: pid_t) -> pid_t {
    // The name before it may hold blanks and parentheses (proc(5)).
    guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      let nameEnd = status.lastIndex(of: ")")
    else { return 0 }
    let fields = status[nameEnd...].split(separator: " ")
    return fields.count > 2 ? pid_t(fields[2]) ?? 0 : 0
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
    if signal == SIGTSTP { isStopIgnored = old.isHandled(by: SIG_IGN) }
    previous.append((signal, old))
  }

  /// The signals that would end the process as things are, real-time ones included: not those that whoever started it has
  /// ignored.
  package static var endingSignals: [Int32] {
    (1...highest).filter { crashes.contains($0) || !harmless.contains($0) && hasDefaultAction($0) }
  }

  private static func hasDefaultAction(_ signal: Int32) -> Bool {
    var action = sigaction()
    return sigaction(signal, nil, &action) == 0 && action.isHandled(by: SIG_DFL)
  }

  private static let watched = [SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH]
  private static let crashes = [SIGSEGV, SIGBUS, SIGABRT, SIGILL, SIGFPE, SIGTRAP, SIGSYS, SIGQUIT]
  /// Those that end no process.
  #if canImport(Darwin)
  private static let harmless = [
    SIGCHLD, SIGURG, SIGTTIN, SIGTTOU, SIGTSTP, SIGCONT, SIGWINCH, SIGIO, SIGINFO,
  ]
  private static let highest: Int32 = 31
  #else
  private static let harmless = [SIGCHLD, SIGURG, SIGTTIN, SIGTTOU, SIGTSTP, SIGCONT, SIGWINCH]
  private static let highest: Int32 = 64
  #endif
  private static let lastFlags = SA_ONSTACK | resetsHandler | SA_NODEFER

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

extension sigaction {
  /// Whether the action is `SIG_DFL` or `SIG_IGN`, whichever is given.
  fileprivate func isHandled(by handler: (@convention(c) (Int32) -> Void)?) -> Bool {
    #if canImport(Darwin)
    let own = __sigaction_u.__sa_handler
    #else
    let own = __sigaction_handler.sa_handler
    #endif
    // Functions can't be compared; as addresses of C functions, which never move, they can.
    return unsafeBitCast(own, to: Int.self) == unsafeBitCast(handler, to: Int.self)
  }
}

/// Whether whoever started the process doesn't want it to stop; set by the main thread, which alone reads it.
nonisolated(unsafe) private var isStopIgnored = false

/// Where the handlers write; set by the main thread before they are installed.
nonisolated(unsafe) private var signalDescriptor: Int32 = -1

/// Set by the handlers; made before they are installed.
private let endRequest = Atomic(false)

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

  package init() throws(SetupError) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else {
      throw SetupError(
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
  /// Appearance at what was posted afterwards, not before.
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
