import CustomerBrowser
import Foundation
import KometAPI
import TerminalUI
import Wording

/// Questions to the person at the terminal, whatever stdin and stdout are.
final class TerminalPrompt {
  private let descriptor: Int32

  /// Throws a failure of kind `usage` if there is no terminal.
  init() throws(UserFacingError) {
    descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw UserFacingError(
        .usage, what: "There is no terminal to ask at.",
        advice:
          "Name the user with --user, and pass the password with --password-stdin or --password-command.")
    }
  }

  deinit {
    close(descriptor)
  }

  /// Asks for a line, edited as the terminal does it.
  ///
  /// Throws `ExitStatus.interrupted` at ^D, and if nobody is there any more.
  func line(_ question: String) throws -> String {
    write(question)
    var bytes: [UInt8] = []
    while true {
      guard let byte = readByte() else {
        if !bytes.isEmpty { break }
        write("\n")
        throw ExitStatus.interrupted
      }
      if byte == Key.lineFeed { break }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespaces)
  }

  /// Asks for a yes or a no, until it is one; Enter alone stands for `otherwise`.
  func confirm(_ question: String, otherwise: Bool) throws -> Bool {
    while true {
      switch try line("\(question) [\(otherwise ? "Y/n" : "y/N")] ").lowercased() {
      case "": return otherwise
      case "y", "yes": return true
      case "n", "no": return false
      default: write("Please answer y or n.\n")
      }
    }
  }

  /// Asks for a line that does not show while it is typed.
  ///
  /// Throws `ExitStatus.interrupted` at ^C, at ^D where nothing is typed, and if nobody is there any more. The terminal is as it was before, whichever way it ends, and while ^Z keeps the
  /// program stopped.
  func secret(_ question: String) throws -> Secret {
    var usual = termios()
    guard tcgetattr(descriptor, &usual) == 0 else {
      throw UserFacingError(
        .usage, what: "The terminal can't hide what is typed.", why: String(cString: strerror(errno)) + ".",
        advice: "Pass the password with --password-stdin or --password-command.")
    }
    var hiding = usual
    // Keys come one by one, ^C too; ^Z and ^\ are signals as ever.
    hiding.c_lflag &= ~tcflag_t(ECHO | ICANON)
    let noKey = UInt8(truncatingIfNeeded: fpathconf(descriptor, Int32(_PC_VDISABLE)))
    withUnsafeMutableBytes(of: &hiding.c_cc) { $0[Int(VINTR)] = noKey }
    let guardian = EchoGuardian(of: descriptor, usual: usual, hiding: hiding, question: question)
    tcsetattr(descriptor, TCSAFLUSH, &hiding)
    defer {
      guardian.dismiss()
      write("\n")
    }
    // Only now, or what is typed at once would still be seen.
    write(question)
    var bytes: [UInt8] = []
    while let byte = readByte() {
      switch byte {
      case Key.endOfInput where bytes.isEmpty: throw ExitStatus.interrupted
      case Key.lineFeed, Key.carriageReturn, Key.endOfInput:
        return Secret(String(decoding: bytes, as: UTF8.self))
      case Key.interrupt: throw ExitStatus.interrupted
      case Key.backspace, Key.delete: Self.removeCharacter(from: &bytes)
      case Key.clear: bytes = []
      default: bytes.append(byte)
      }
    }
    throw ExitStatus.interrupted
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

/// Gives a terminal its echo back before a signal ends the program or stops it, and hides again what is typed when it
/// goes on.
///
/// Its handlers call nothing but what a handler may (signal-safety(7)).
private struct EchoGuardian {
  private var previous: [(signal: Int32, action: sigaction)] = []

  init(of descriptor: Int32, usual: termios, hiding: termios, question: String) {
    (promptDescriptor, usualSettings, hidingSettings) = (descriptor, usual, hiding)
    promptQuestion = strdup(question)
    for signal in SignalWatcher.endingSignals { install(endProgram, for: signal, flags: once) }
    install(stopProgram, for: SIGTSTP, flags: once)
    install(goOn, for: SIGCONT, flags: SA_RESTART)
  }

  private mutating func install(
    _ handler: @escaping @convention(c) (Int32) -> Void, for signal: Int32, flags: Int32
  ) {
    var action = sigaction(calling: handler, flags: flags)
    var old = sigaction()
    guard sigaction(signal, nil, &old) == 0, !old.isIgnored else { return }
    if sigaction(signal, &action, nil) == 0 { previous.append((signal, old)) }
  }

  /// Gives the echo back and the signals to whom they were before.
  func dismiss() {
    // Whoever goes on at this very moment hides nothing any more.
    hidingSettings = usualSettings
    tcsetattr(promptDescriptor, TCSAFLUSH, &usualSettings)
    for (signal, action) in previous {
      var action = action
      sigaction(signal, &action, nil)
    }
    free(promptQuestion)
    promptQuestion = nil
  }
}

/// The handler is gone when it runs, and the signal then does what it did before.
///
/// The sign of `SA_RESETHAND` is lost on the way into Swift.
private let once = Int32(truncatingIfNeeded: SA_RESETHAND) | SA_NODEFER | SA_RESTART

private func endProgram(at signal: Int32) {
  tcsetattr(promptDescriptor, TCSANOW, &usualSettings)
  _ = write(promptDescriptor, "\n", 1)
  raise(signal)
}

private func stopProgram(at signal: Int32) {
  tcsetattr(promptDescriptor, TCSANOW, &usualSettings)
  // The handler is gone by now: this stops, unless nobody could continue the program.
  raise(signal)
  var action = sigaction(calling: stopProgram, flags: once)
  sigaction(signal, &action, nil)
  tcsetattr(promptDescriptor, TCSANOW, &hidingSettings)
}

/// Also after SIGSTOP, which says nothing before; in the background it stops the program until it is in front again.
private func goOn(at signal: Int32) {
  tcsetattr(promptDescriptor, TCSANOW, &hidingSettings)
  guard let promptQuestion else { return }
  _ = write(promptDescriptor, promptQuestion, strlen(promptQuestion))
}

extension sigaction {
  fileprivate init(calling handler: @escaping @convention(c) (Int32) -> Void, flags: Int32) {
    self.init()
    #if canImport(Darwin)
    __sigaction_u.__sa_handler = handler
    #else
    __sigaction_handler.sa_handler = handler
    #endif
    sa_flags = flags
  }

  /// Whether the signal does nothing, as SIGHUP under nohup; C functions are compared by their addresses.
  fileprivate var isIgnored: Bool {
    #if canImport(Darwin)
    unsafeBitCast(__sigaction_u.__sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    #else
    unsafeBitCast(__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    #endif
  }
}

/// What the handlers look at; written before they are installed and after they are gone.
nonisolated(unsafe) private var promptDescriptor: Int32 = -1
nonisolated(unsafe) private var usualSettings = termios()
nonisolated(unsafe) private var hidingSettings = termios()
nonisolated(unsafe) private var promptQuestion: UnsafeMutablePointer<CChar>?
