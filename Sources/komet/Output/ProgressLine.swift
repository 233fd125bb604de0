import CustomerBrowser
import TerminalUI

/// How much has come, on one line of stderr that goes away; nothing if stderr is no terminal.
struct ProgressLine {
  private static let toLineStart = "\r\u{1B}[K"

  func show(_ progress: FetchProgress) {
    guard StandardError.isTerminal else { return }
    StandardError.write("\(Self.toLineStart)Fetching the customers \(progress.words)")
  }

  func clear() {
    guard StandardError.isTerminal else { return }
    StandardError.write(Self.toLineStart)
  }
}
