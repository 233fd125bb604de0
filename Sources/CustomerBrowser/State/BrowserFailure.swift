/// Something that could not be done, in words for the person at the screen.
package struct BrowserFailure: Error, Equatable, Sendable {
  package enum Kind: Sendable {
    case usage
    case refused
    case notReached
    case notUnderstood
    case file
    case cancelled
    /// Many customers are missing from the server's list; a person has to say whether they are gone.
    case suddenLoss
  }

  package let kind: Kind
  /// What failed, as a sentence.
  package let what: String
  /// The underlying cause, as a sentence; empty if `what` says it all.
  package let why: String
  /// What to do next, as a sentence.
  package let advice: String
  /// The requests sent today, if the failure tells.
  package let requestsToday: Int?

  package init(_ kind: Kind, what: String, why: String = "", advice: String, requestsToday: Int? = nil) {
    self.kind = kind
    self.what = what
    self.why = why
    self.advice = advice
    self.requestsToday = requestsToday
  }

  /// The same, told behind other sentences.
  package func behind(_ sentences: [String]) -> BrowserFailure {
    BrowserFailure(
      kind, what: (sentences + [what]).joined(separator: " "), why: why, advice: advice,
      requestsToday: requestsToday)
  }
}
