/// Why the terminal, a theme or a settings file can't be used.
package struct TerminalUIError: Error, Equatable, CustomStringConvertible {
  package enum Subject: Sendable {
    case terminal
    case theme
    case settings
  }

  package let subject: Subject
  /// What failed, with file and line if there is one.
  package let problem: String
  /// What the system or a library said.
  package let cause: String?
  /// What to do.
  package let advice: String?

  init(_ subject: Subject, _ problem: String, cause: String? = nil, advice: String? = nil) {
    self.subject = subject
    self.problem = problem
    self.cause = cause
    self.advice = advice
  }

  /// `problem: cause; advice`.
  package var description: String {
    problem + (cause.map { ": \($0)" } ?? "") + (advice.map { "; \($0)" } ?? "")
  }

  /// The description with its full stop, unless it ends with a question.
  package var sentence: String {
    description.hasSuffix("?") ? description : description + "."
  }
}
