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

  /// The first line of what the program prints that is not blank; its stderr is shown.
  func run() throws(BrowserFailure) -> Secret {
    let outcome: ChildProcess.Outcome
    do {
      outcome = try ChildProcess.helper(arguments).run()
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

  /// Names the program alone, because its arguments may hold secrets.
  private func failure(why: String) -> BrowserFailure {
    let program = visibleText(arguments.first ?? "")
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
