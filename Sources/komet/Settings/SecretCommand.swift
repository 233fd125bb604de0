import CustomerBrowser
import KometAPI

/// A program of the person's choice that prints a token or a password, run without a shell.
struct SecretCommand {
  let arguments: [String]
  /// What fails if it prints none, as a sentence.
  let what: String

  private static let timeout = Duration.seconds(10)

  /// The first line of what the program prints; its stderr is shown.
  func run() throws(BrowserFailure) -> Secret {
    let outcome: ChildProcess.Outcome
    do {
      outcome = try ChildProcess(arguments: arguments, timeout: Self.timeout).run()
    } catch {
      switch error {
      case .notStarted(let reason): throw failure(why: "It could not be started: \(reason).")
      case .timedOut: throw failure(why: "It did not end within 10 seconds.")
      }
    }
    guard outcome.status == 0 else { throw failure(why: "It ended with status \(outcome.status).") }
    guard let line = outcome.output.split(whereSeparator: \.isNewline).first else {
      throw failure(why: "It printed nothing.")
    }
    return Secret(String(line))
  }

  private func failure(why: String) -> BrowserFailure {
    BrowserFailure(
      .usage, what: what, why: why,
      advice: "Run it by hand (\(arguments.joined(separator: " "))), or set another one.")
  }
}
