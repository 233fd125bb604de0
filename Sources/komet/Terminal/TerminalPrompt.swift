import CustomerBrowser
import Foundation
import KometAPI

/// Questions to the person at the terminal, whatever stdin and stdout are.
final class TerminalPrompt {
  private let descriptor: Int32

  /// Throws a failure of kind `usage` if there is no terminal.
  init() throws(BrowserFailure) {
    descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw BrowserFailure(
        .usage, what: "There is no terminal to ask at.",
        advice:
          "Name the user with --user, and pass the password with --password-stdin or --password-command.")
    }
  }

  deinit {
    close(descriptor)
  }

  /// Asks for a line, edited as the terminal does it.
  func line(_ question: String) throws -> String {
    write(question)
    var bytes: [UInt8] = []
    while let byte = readByte(), byte != Key.lineFeed { bytes.append(byte) }
    return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespaces)
  }

  /// Asks for a line that does not show while it is typed.
  ///
  /// Throws `ExitStatus.interrupted` at ^C. The terminal is as it was before, whichever way it ends.
  func secret(_ question: String) throws -> Secret {
    var usual = termios()
    guard tcgetattr(descriptor, &usual) == 0 else {
      throw BrowserFailure(
        .usage, what: "The terminal can't hide what is typed.", why: String(cString: strerror(errno)) + ".",
        advice: "Pass the password with --password-stdin or --password-command.")
    }
    var hiding = usual
    // Keys come one by one, ^C too; a signal from elsewhere gives the echo back before it ends the program.
    hiding.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
    let guardian = EchoGuardian(of: descriptor, usual: usual)
    tcsetattr(descriptor, TCSAFLUSH, &hiding)
    defer {
      tcsetattr(descriptor, TCSAFLUSH, &usual)
      guardian.dismiss()
      write("\n")
    }
    // Only now, or what is typed at once would still be seen.
    write(question)
    var bytes: [UInt8] = []
    while let byte = readByte() {
      switch byte {
      case Key.lineFeed, Key.carriageReturn, Key.endOfInput:
        return Secret(String(decoding: bytes, as: UTF8.self))
      case Key.interrupt: throw ExitStatus.interrupted
      case Key.backspace, Key.delete: Self.removeCharacter(from: &bytes)
      case Key.clear: bytes = []
      default: bytes.append(byte)
      }
    }
    return Secret(String(decoding: bytes, as: UTF8.self))
  }

  private enum Key {
    static let interrupt: UInt8 = 0x03
    static let endOfInput: UInt8 = 0x04
    static let backspace: UInt8 = 0x08
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let clear: UInt8 = 0x15
    static let delete: UInt8 = 0x7F
  }

  /// Removes the last character, all of its bytes.
  private static func removeCharacter(from bytes: inout [UInt8]) {
    while let byte = bytes.popLast(), UTF8.isContinuation(byte) {}
  }

  private func readByte() -> UInt8? {
    var byte: UInt8 = 0
    while true {
      let count = read(descriptor, &byte, 1)
      if count < 0, errno == EINTR { continue }
      return count == 1 ? byte : nil
    }
  }

  private func write(_ text: String) {
    // A question that can't be written leaves nobody to answer it, which the reading then finds out.
    _ = text.withCString { Foundation.write(descriptor, $0, strlen($0)) }
  }
}

/// Gives a terminal its echo back when a signal ends the program, which then ends as it would have.
private struct EchoGuardian {
  private var previous: [(signal: Int32, action: sigaction)] = []

  init(of descriptor: Int32, usual: termios) {
    (promptDescriptor, promptSettings) = (descriptor, usual)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] {
      var action = sigaction()
      #if canImport(Darwin)
      action.__sigaction_u.__sa_handler = Self.handler
      #else
      action.__sigaction_handler.sa_handler = Self.handler
      #endif
      // The sign of `SA_RESETHAND` is lost on the way into Swift.
      action.sa_flags = Int32(truncatingIfNeeded: SA_RESETHAND) | SA_NODEFER
      var old = sigaction()
      guard sigaction(signal, nil, &old) == 0, !old.isIgnored else { continue }
      if sigaction(signal, &action, nil) == 0 { previous.append((signal, old)) }
    }
  }

  func dismiss() {
    for (signal, action) in previous {
      var action = action
      sigaction(signal, &action, nil)
    }
  }

  private static let handler: @convention(c) (Int32) -> Void = { signal in
    tcsetattr(promptDescriptor, TCSANOW, &promptSettings)
    _ = Foundation.write(promptDescriptor, "\n", 1)
    raise(signal)
  }
}

extension sigaction {
  /// Whether the signal does nothing, as SIGHUP under nohup.
  fileprivate var isIgnored: Bool {
    #if canImport(Darwin)
    unsafeBitCast(__sigaction_u.__sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    #else
    unsafeBitCast(__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    #endif
  }
}

/// What the handler puts back; written before it is installed.
nonisolated(unsafe) private var promptDescriptor: Int32 = -1
nonisolated(unsafe) private var promptSettings = termios()
