import CustomerBrowser
import Foundation
import Synchronization
import TerminalUI

/// Messages for people; data goes to stdout alone.
enum StandardError {
  private static let lastFailure = Mutex<BrowserFailure?>(nil)

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
  static func write(_ failure: BrowserFailure) {
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
