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
    // Keys come one by one, ^C too, so that no signal can end the program while the echo is off.
    hiding.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
    tcsetattr(descriptor, TCSAFLUSH, &hiding)
    defer {
      tcsetattr(descriptor, TCSAFLUSH, &usual)
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
