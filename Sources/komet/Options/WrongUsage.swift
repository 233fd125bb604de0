import ArgumentParser
import CustomerBrowser

extension BrowserFailure {
  /// What the argument parser says of a wrong command line, in one line.
  static func wrongUsage(_ error: any Error, of root: any ParsableCommand.Type) -> BrowserFailure {
    let words = root.message(for: error).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let isSentence = [".", "?"].contains { words.hasSuffix($0) }
    // The parser alone knows which command it was.
    let help = root.fullMessage(for: error).firstMatch(of: /See '(.+ --help)'/)?.1 ?? "komet --help"
    return BrowserFailure(.usage, what: isSentence ? words : words + ".", advice: "See: \(help)")
  }
}
