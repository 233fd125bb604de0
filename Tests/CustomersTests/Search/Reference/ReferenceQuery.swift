@testable import Customers

/// A query as a tree, with the text that says the same.
struct ReferenceQuery {
  var clauses: [[ReferenceTerm]]

  var text: String {
    clauses.map { $0.map(\.text).joined(separator: " | ") }.joined(separator: " ")
  }
}

struct ReferenceTerm {
  enum Condition {
    /// The field's word is empty for a bare term.
    case text(String, field: String, isQuoted: Bool, isAtStart: Bool, isAtEnd: Bool)
    /// An ISO date, year or month, and the comparison before it.
    case updated(String, comparison: String)
    case active(Bool)
    case flag(String)
    case present(String)
    case absent(String)
  }

  var condition: Condition
  var isNegated: Bool

  var text: String {
    (isNegated ? "!" : "") + conditionText
  }

  private var conditionText: String {
    switch condition {
    case .text(let text, let field, let isQuoted, let isAtStart, let isAtEnd):
      let quote = isQuoted ? "\"" : ""
      return (field.isEmpty ? "" : field + ":") + (isAtStart ? "^" : "") + quote + text + quote
        + (isAtEnd ? "$" : "")
    case .updated(let date, let comparison): return "updated:\(comparison)\(date)"
    case .active(let isActive): return "active:\(isActive ? "yes" : "no")"
    case .flag(let flag): return "is:\(flag)"
    case .present(let field): return "has:\(field)"
    case .absent(let field): return "no:\(field)"
    }
  }
}
