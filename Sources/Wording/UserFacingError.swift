import Foundation

/// Something that could not be done, in words for the person at the screen.
///
/// This room has what every other tells people with: errors (`UserFacingError`, `SetupError`), the nearest name to a mistyped
/// one (`nameAdvice`), numbers and times (`DateWords`). It knows nothing of screens.
package struct UserFacingError: Error, Equatable, Sendable {
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
  /// Until when nothing is asked by itself; nil if it may be at any time.
  package let notBefore: Date?

  package init(
    _ kind: Kind, what: String, why: String = "", advice: String, requestsToday: Int? = nil,
    notBefore: Date? = nil
  ) {
    self.kind = kind
    self.what = what
    self.why = why
    self.advice = advice
    self.requestsToday = requestsToday
    self.notBefore = notBefore
  }

  /// The same, told behind other sentences.
  package func behind(_ sentences: [String]) -> UserFacingError {
    UserFacingError(
      kind, what: (sentences + [what]).joined(separator: " "), why: why, advice: advice,
      requestsToday: requestsToday, notBefore: notBefore)
  }
}

extension UserFacingError {
  /// A failed call to the system about a file, by its `errno`.
  package init(_ kind: Kind, what: String, code: Int32) {
    let advice =
      switch code {
      case ENOSPC, EDQUOT: "Make room there, or name a file elsewhere."
      case EFBIG: "Raise the limit (ulimit -f), or write fewer."
      case EACCES, EPERM, EROFS: "Name a file in a folder that you may write to."
      case ENOENT, ENOTDIR: "Make the folder first, or name a file in another one."
      case ENAMETOOLONG: "Name it shorter."
      default: "Name a file elsewhere."
      }
    self.init(kind, what: what, why: String(cString: strerror(code)) + ".", advice: advice)
  }
}

/// Why Foundation could not read or write a file, in the system's words, for example `Is a directory`.
package func systemReason(for error: any Error) -> String {
  let error = error as NSError
  let cause = (error.userInfo[NSUnderlyingErrorKey] as? any Error).map { $0 as NSError } ?? error
  return cause.domain == NSPOSIXErrorDomain
    ? String(cString: strerror(Int32(cause.code))) : cause.localizedDescription
}
