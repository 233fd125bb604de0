import CustomerBrowser
import Foundation

/// The data that a command answers with.
enum StandardOutput {
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// The width of the terminal, or nil if stdout is none.
  static var columns: Int? {
    var size = winsize()
    guard isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Writes everything; whoever closed the pipe wants no more, which ends the program quietly.
  static func write(_ bytes: UnsafeRawBufferPointer) throws {
    let code = StandardDescriptors.write(bytes, to: STDOUT_FILENO)
    guard code != 0 else { return }
    if code == EPIPE { throw ExitStatus.done }
    throw BrowserFailure(
      .file, what: "The output could not be written.", why: String(cString: strerror(code)) + ".",
      advice: "Send the output somewhere else.")
  }

  static func write(_ text: String) throws {
    var text = text
    try text.withUTF8 { try write(UnsafeRawBufferPointer($0)) }
  }

  /// Writes a table, some lines at a time.
  static func write(_ table: AlignedTable<some RandomAccessCollection<[String]>>) throws {
    var piece = ""
    let hiddenCount = try table.write { line in
      piece += line
      guard piece.utf8.count >= pieceSize else { return }
      try write(piece)
      piece = ""
    }
    try write(piece)
    guard hiddenCount > 0 else { return }
    let columns = hiddenCount == 1 ? "1 more column has" : "\(hiddenCount) more columns have"
    StandardError.write(line: "komet: \(columns) no room in this terminal.")
  }

  private static let pieceSize = 1 << 16
}
