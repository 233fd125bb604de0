import ArgumentParser
import CustomerBrowser
import TerminalUI

extension BrowserFailure {
  /// What is wrong if a word stands where only the name of a command can; nil if nothing is.
  ///
  /// The parser itself would take it for an argument of the command that needs no name.
  static func unknownCommand(in arguments: [String], of root: any ParsableCommand.Type) -> BrowserFailure? {
    var command = root
    var path = [root._commandName]
    for word in arguments {
      let subcommands = command.configuration.subcommands
      guard !word.hasPrefix("-"), !subcommands.isEmpty else { return nil }
      if word == "help" { continue }
      guard let next = subcommands.first(where: { $0._commandName == word }) else {
        let names = subcommands.filter { $0.configuration.shouldDisplay }.map { $0._commandName }
        return BrowserFailure(
          .usage,
          what:
            "There is no command '\(path.joined(separator: " ")) \(word)': \(nameAdvice(for: word, among: names)).",
          advice: "See: \(path.joined(separator: " ")) --help")
      }
      command = next
      path.append(word)
    }
    return nil
  }
}
