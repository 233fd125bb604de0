import CustomerBrowser
import KometAPI
import TerminalUI

/// A program of the person's choice that prints a token or a password, run without a shell.
struct SecretCommand {
  let arguments: [String]
  /// What fails if it prints none, as a sentence.
  let what: String
  /// What else may be done then, as a sentence.
  var otherWay = ""

  /// Of what the program writes to its stderr so much is shown.
  private static let maxShownLines = 10
  private static let maxShownLetters = 200

  /// The first line of what the program prints that is not blank.
  ///
  /// The first lines of its stderr go to `tell`, shortened, as they come.
  func run(
    tell: @escaping (String) -> Void = { StandardError.write(line: $0) }
  ) throws(BrowserFailure) -> Secret {
    var lineCount = 0
    let outcome: ChildProcess.Outcome
    do {
      outcome = try ChildProcess.helper(arguments).run { line in
        lineCount += 1
        guard lineCount <= Self.maxShownLines else { return }
        let shown = line.firstLetters(Self.maxShownLetters)
        tell("\(program): \(shown)\(shown.utf8.count < line.utf8.count ? "…" : "")")
      }
    } catch {
      switch error {
      case .notStarted(let reason): throw failure(why: "It could not be started: \(reason).")
      case .timedOut: throw failure(why: "It did not end within 10 seconds.")
      case .printedTooMuch: throw failure(why: "It printed more than 64 kB.")
      }
    }
    guard outcome.status == 0 else { throw failure(why: "It ended with status \(outcome.status).") }
    guard let secret = Secret(firstLineOf: outcome.output) else { throw failure(why: "It printed nothing.") }
    return secret
  }

  private var program: String { visibleText(arguments.first ?? "") }

  /// Names the program alone, because its arguments may hold secrets.
  private func failure(why: String) -> BrowserFailure {
    let advice = "Run \(program) by hand with the same arguments, or set another program."
    return BrowserFailure(
      .usage, what: what, why: why, advice: otherWay.isEmpty ? advice : "\(advice) \(otherWay)")
  }
}

extension Secret {
  /// The first line of a text that is not blank, trimmed; nil if there is none.
  init?(firstLineOf text: String) {
    for line in text.split(whereSeparator: \.isNewline) {
      guard let secret = Secret(trimming: String(line)) else { continue }
      self = secret
      return
    }
    return nil
  }
}
