import CustomerBrowser
import TerminalUI

/// What one check of `komet doctor` came to.
enum Finding: Equatable, Sendable {
  case good(String)
  /// Something that is not there, and need not be.
  case absent(String)
  /// Something that works less well than it could: told like a failure, but none.
  case hindrance(String, advice: String)
  case bad(BrowserFailure)

  /// The finding as lines for a person, under the check's name.
  ///
  /// The lines stay within `width` columns, if that is told, and can be had in ASCII.
  func text(named name: String, in charset: Charset = .unicode, width: Int? = nil) -> String {
    let isUnicode = charset == .unicode
    let (sign, words, advice) =
      switch self {
      case .good(let words): (isUnicode ? "✓" : "+", words, "")
      case .absent(let words): (isUnicode ? "–" : "-", words, "")
      case .hindrance(let words, let advice): (isUnicode ? "✗" : "x", words, advice)
      case .bad(let failure):
        (
          isUnicode ? "✗" : "x",
          [failure.what, failure.why].filter { !$0.isEmpty }.joined(separator: " "), failure.advice
        )
      }
    let arrow = isUnicode ? "→ " : "-> "
    var lines = Self.lines(visibleText(words, in: charset), width: width)
    if !advice.isEmpty { lines += Self.lines(arrow + visibleText(advice, in: charset), width: width) }
    let label = "\(sign) \(padded(name, toWidth: Self.indent - 2))"
    return label + lines.joined(separator: "\n" + String(repeating: " ", count: Self.indent)) + "\n"
  }

  /// Room for the sign and the longest name of a check.
  private static let indent = 18

  private static func lines(_ words: String, width: Int?) -> [String] {
    width.map { WrappedText(words, width: max(1, $0 - indent)).lines } ?? [words]
  }
}
