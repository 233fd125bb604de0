import ArgumentParser
import CustomerBrowser
import CustomerStore
import Foundation
import KometAPI
import TerminalUI
import Wording

/// What the program tells the shell.
enum ExitStatus: Int32, Error {
  case done = 0
  case noCustomerMatched = 1
  case wrongUsage = 2
  case refusedByServer = 3
  case serverNotReached = 4
  case answerNotUnderstood = 5
  case fileTrouble = 6
  case interrupted = 130

  init(_ kind: UserFacingError.Kind) {
    self =
      switch kind {
      case .usage: .wrongUsage
      case .refused: .refusedByServer
      case .notReached: .serverNotReached
      case .notUnderstood, .suddenLoss: .answerNotUnderstood
      case .file: .fileTrouble
      case .cancelled: .interrupted
      }
  }
}

extension UserFacingError {
  /// What the argument parser says of a wrong command line, in one line.
  static func wrongUsage(
    _ error: any Error, of root: any ParsableCommand.Type, in arguments: [String]
  ) -> UserFacingError {
    let words = root.message(for: error).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let isSentence = [".", "?"].contains { words.hasSuffix($0) }
    // The parser alone knows which command it was.
    let help = root.fullMessage(for: error).firstMatch(of: /See '(.+ --help)'/)?.1 ?? "komet --help"
    return UserFacingError(
      .usage, what: isSentence ? words : words + ".",
      advice: searchAdvice(after: words, in: arguments) ?? "See: \(help)")
  }

  /// The commands that look for something, which may begin with a minus.
  private static let searchingCommands = ["list", "export", "show", "changes", "contacts"]

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

extension UserFacingError {
  /// What is wrong if a word stands where only the name of a command can; nil if nothing is.
  ///
  /// The parser itself would take it for an argument of the command that needs no name.
  static func unknownCommand(in arguments: [String], of root: any ParsableCommand.Type) -> UserFacingError? {
    var command = root
    var path = [root._commandName]
    for word in arguments {
      let subcommands = command.configuration.subcommands
      guard !word.hasPrefix("-"), !subcommands.isEmpty else { return nil }
      if word == "help" { continue }
      guard let next = subcommands.first(where: { $0._commandName == word }) else {
        let names = subcommands.filter { $0.configuration.shouldDisplay }.map { $0._commandName }
        return UserFacingError(
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

extension UserFacingError {
  /// What the wire says, in the browser's terms.
  init(_ error: KometAPIError, requestsToday: Int? = nil, notBefore: Date? = nil) {
    let kind: Kind =
      switch error.kind {
      case .wrongUsage: .usage
      case .refusedByServer: .refused
      case .notReached: .notReached
      case .notUnderstood, .limitExceeded: .notUnderstood
      case .cancelled: .cancelled
      }
    self.init(
      kind, what: error.what, why: error.why, advice: error.advice, requestsToday: requestsToday,
      notBefore: notBefore)
  }
}

extension UserFacingError {
  /// What is wrong with the cache, in the browser's terms.
  init(_ error: CustomerStoreError) {
    guard case .suddenLoss(let missing, let count) = error.kind else {
      self.init(.file, what: error.what, why: error.why, advice: error.advice)
      return
    }
    self.init(
      .suddenLoss, what: error.what,
      why: "\(missing.grouped) of \(count.grouped) customers are missing from the server's list.",
      advice: error.advice)
  }
}

extension UserFacingError {
  /// A terminal, theme or settings file that can't be used.
  init(_ error: SetupError) {
    self.init(.usage, what: error.sentence, advice: "")
  }
}

extension DecodingReport {
  /// What a person should know about the answers; empty if all came as it should.
  var remarks: [String] {
    let example = samples.first.map { ", for example \($0)" } ?? ""
    var remarks: [String] = []
    if skipped > 0 {
      remarks.append(
        "\(skipped.grouped) record\(skipped == 1 ? "" : "s") could not be read, so what was known stays\(example)."
      )
    }
    if repairedFields > 0 {
      let fields = "\(repairedFields.grouped) field\(repairedFields == 1 ? "" : "s")"
      remarks.append("\(fields) could not be read and count as unknown, or stay as they were\(example).")
    }
    if repairedTexts > 0 {
      remarks.append("\(repairedTexts.grouped) broken characters were replaced by \u{FFFD}.")
    }
    if duplicates > 0 {
      remarks.append("\(duplicates.grouped) records had the id of a later one and gave way to it.")
    }
    return remarks
  }
}
