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

/// Why the terminal, a theme or a settings file can't be used.
package struct SetupError: Error, Equatable, CustomStringConvertible {
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

  package init(_ subject: Subject, _ problem: String, cause: String? = nil, advice: String? = nil) {
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

/// What to tell a person who wrote a name that doesn't exist: the one they may have meant, or else all there are.
package func nameAdvice(for name: String, among known: [String]) -> String {
  if let nearest = nearestName(to: name, among: known) { return "did you mean `\(nearest)`?" }
  return known.isEmpty ? "there are none" : "there is " + known.map { "`\($0)`" }.joined(separator: ", ")
}

/// The name that differs in few enough letters to be taken for a slip, case aside; nil if none does.
package func nearestName(to name: String, among known: [String]) -> String? {
  // Of a longer one no few letters are a slip, and the comparison takes time for each pair of letters.
  guard name.utf8.count <= longestName else { return nil }
  let nearest = known.map { (name: $0, distance: editDistance(name.lowercased(), $0.lowercased())) }
    .min { $0.distance < $1.distance }
  guard let nearest, nearest.distance <= max(1, nearest.name.count / 3) else { return nil }
  return nearest.name
}

private let longestName = 200

/// How many letters to insert, drop, change or swap with the next one, to turn one word into the other.
///
/// The optimal string alignment distance.
private func editDistance(_ first: String, _ second: String) -> Int {
  let first = Array(first)
  let second = Array(second)
  var beforeLast: [Int] = []
  var last = Array(0...second.count)
  for row in 0..<first.count {
    var current = [row + 1]
    for column in 0..<second.count {
      let change = last[column] + (first[row] == second[column] ? 0 : 1)
      var best = min(change, last[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
        best = min(best, beforeLast[column - 1] + 1)
      }
      current.append(best)
    }
    beforeLast = last
    last = current
  }
  return last[second.count]
}
