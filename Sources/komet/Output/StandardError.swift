import CustomerBrowser
import Foundation
import TerminalUI

/// Messages for people; data goes to stdout alone.
enum StandardError {
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  static func write(line: String) {
    write(line + "\n")
  }

  /// Writes `komet: what why advice`, without anything that drives the terminal.
  static func write(_ failure: BrowserFailure) {
    let sentences = [failure.what, failure.why, failure.advice].filter { !$0.isEmpty }
    write(line: visibleText("komet: " + sentences.joined(separator: " ")))
  }

  static func write(_ text: String) {
    // A message that can't be written has nowhere else to go.
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
