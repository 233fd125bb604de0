import ArgumentParser
import CustomerBrowser

extension BrowserFailure {
  /// What the argument parser says of a wrong command line, in one line.
  static func wrongUsage(
    _ error: any Error, of root: any ParsableCommand.Type, in arguments: [String]
  ) -> BrowserFailure {
    let words = root.message(for: error).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let isSentence = [".", "?"].contains { words.hasSuffix($0) }
    // The parser alone knows which command it was.
    let help = root.fullMessage(for: error).firstMatch(of: /See '(.+ --help)'/)?.1 ?? "komet --help"
    return BrowserFailure(
      .usage, what: isSentence ? words : words + ".",
      advice: searchAdvice(after: words, in: arguments) ?? "See: \(help)")
  }

  /// The commands that look for something, which may begin with a minus.
  private static let searchingCommands = ["list", "export", "show", "changes"]

  /// How to look for a word with a minus in front, if that is what the parser could not take.
  private static func searchAdvice(after message: String, in arguments: [String]) -> String? {
    guard let command = arguments.first, searchingCommands.contains(command),
      let word = arguments.prefix(while: { $0 != "--" }).first(where: { $0.wholeMatch(of: /-[^-].*/) != nil }
      ),
      message.hasPrefix("Unknown option '\(word)'") || message.hasPrefix("Missing expected argument")
    else { return nil }
    let others = arguments.count > 2 ? " …" : ""
    return "To look for \(word), write: komet \(command)\(others) -- \(word)"
  }
}
