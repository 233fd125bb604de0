import CustomerBrowser
import Foundation
import Synchronization
import TerminalText
import TerminalUI
import Wording

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
    throw UserFacingError(
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

/// Messages for people; data goes to stdout alone.
enum StandardError {
  private static let lastFailure = Mutex<UserFacingError?>(nil)

  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes a line without anything that drives the terminal, whatever names and paths are in it.
  ///
  /// A word that would fill the screen is left out in its middle, and a line that would, at its end.
  static func write(line: String) {
    let words = visibleText(line).split(separator: " ", omittingEmptySubsequences: false)
    let whole = words.map(shortened).joined(separator: " ")
    let shown = whole.firstLetters(longestLine)
    write(shown + (shown.utf8.count < whole.utf8.count ? "…\n" : "\n"))
  }

  /// Writes `komet: what why advice`.
  ///
  /// What failed twice for the same reason, such as the cache at reading and at syncing, is told once.
  static func write(_ failure: UserFacingError) {
    let isNew = lastFailure.withLock { last in
      defer { last = failure }
      return last != failure
    }
    guard isNew else { return }
    let sentences = [failure.what, failure.why, failure.advice].filter { !$0.isEmpty }
    write(line: "komet: " + sentences.joined(separator: " "))
  }

  /// Whether a remark says no more than the failure that was told last.
  static func hasJustTold(_ remark: String) -> Bool {
    lastFailure.withLock { last in last.map { "\($0.what) \($0.why)" == remark } ?? false }
  }

  /// Longer than any path that people use.
  private static let longestWord = 300
  private static let longestLine = 4_000

  private static func shortened(_ word: Substring) -> Substring {
    guard word.count > longestWord else { return word }
    return word.prefix(longestWord / 2) + "…" + word.suffix(longestWord / 2)
  }

  static func write(_ text: String) {
    // A message that can't be written has nowhere else to go.
    _ = Array(text.utf8).withUnsafeBytes { StandardDescriptors.write($0, to: STDERR_FILENO) }
  }
}

/// The three descriptors that every program is given, unless whoever starts it closes them (`>&-`).
enum StandardDescriptors {
  /// Fills the places of those that are closed, for the next file to be opened would take them.
  ///
  /// What is meant for stdout would then end in that file. To read or write the stand-ins fails, as it should.
  static func fillGaps() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
      // Opened the wrong way round, so that nobody takes it for the end of the input, or a write for done.
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Writes everything, and waits where a pipe is full that somebody set not to block; returns 0 or the `errno`.
  static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
    var rest = bytes
    while !rest.isEmpty {
      let written = Foundation.write(descriptor, rest.baseAddress, rest.count)
      if written >= 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest[written...])
      } else if errno == EAGAIN || errno == EWOULDBLOCK {
        var room = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&room, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }
}

/// How much has come, on one line of stderr that goes away; nothing if stderr is no terminal.
struct ProgressLine {
  private static let toLineStart = "\r\u{1B}[K"

  func show(_ progress: FetchProgress) {
    show("Fetching the customers \(progress.words)")
  }

  func show(_ words: String) {
    guard StandardError.isTerminal else { return }
    StandardError.write("\(Self.toLineStart)\(words)")
  }

  func clear() {
    guard StandardError.isTerminal else { return }
    StandardError.write(Self.toLineStart)
  }
}
