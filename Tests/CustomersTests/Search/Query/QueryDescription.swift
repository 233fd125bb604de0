@testable import Customers

/// Writes what a query means: `&` between clauses, `~` where similar words will do and `=` where not.
enum QueryDescription {
  static func of(_ query: CustomerQuery) -> String {
    query.clauses.map { clause in clause.map(describe).joined(separator: " or ") }.joined(separator: " & ")
  }

  private static func describe(_ term: QueryTerm) -> String {
    (term.isNegated ? "not " : "") + describe(term.condition)
  }

  private static func describe(_ condition: QueryCondition) -> String {
    switch condition {
    case .text(let pattern):
      let field = QueryField.allCases.first { $0.texts == pattern.fields }?.rawValue ?? "all"
      return field + (pattern.forgivenWord == nil ? "=" : "~") + (pattern.isAtStart ? "^" : "")
        + String(decoding: pattern.bytes, as: UTF8.self) + (pattern.isAtEnd ? "$" : "")
        + (pattern.isWholeWord ? " whole" : "")
    case .contact(let pattern): return describe(pattern)
    case .anywhere(let patterns, let contact):
      return patterns.map { describe(.text($0)) }.joined(separator: "+") + " or " + describe(contact)
    case .active(let isActive): return isActive ? "active" : "inactive"
    case .flag(let flag): return "is \(flag)"
    case .present(let field): return "has \(field.rawValue)"
    case .absent(let field): return "no \(field.rawValue)"
    case .recorded(let change, let seconds): return "\(change) " + describe(.updated(seconds))
    case .note: return "note"
    case .due(let days):
      let bounds = [days.lowerBound, days.upperBound].map {
        [.min, .max].contains($0) ? "" : "\(LocalDate(daysSinceEpoch: $0))"
      }
      return "due " + bounds.joined(separator: "...")
    case .updated(let seconds):
      let first =
        seconds.lowerBound == CustomerTable.unknownUpdate + 1 ? "" : day(seconds.lowerBound, at: "00:00:00")
      return first + "..." + (seconds.upperBound == .max ? "" : day(seconds.upperBound, at: "23:59:59"))
    }
  }

  private static func describe(_ pattern: ContactPattern) -> String {
    let field = QueryField.allCases.first { $0.contacts == pattern.fields }?.rawValue ?? "?"
    return field + "=" + (pattern.isAtStart ? "^" : "") + String(decoding: pattern.bytes, as: UTF8.self)
      + (pattern.isAtEnd ? "$" : "")
  }

  /// The day, if the seconds are the expected time of it.
  private static func day(_ seconds: Int64, at time: String) -> String {
    let dateTime = LocalDateTime(secondsSinceEpoch: seconds)
    return "\(dateTime)".hasSuffix(time) ? "\(dateTime.date)" : "\(dateTime)"
  }
}
