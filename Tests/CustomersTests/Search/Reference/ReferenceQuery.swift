@testable import Customers

/// A query as a tree, with the text that says the same.
struct ReferenceQuery {
  var clauses: [[ReferenceTerm]]

  var text: String {
    clauses.map { $0.map(\.text).joined(separator: " | ") }.joined(separator: " ")
  }

  /// The clauses without what can't be read.
  var readableClauses: [[ReferenceReadTerm]] {
    clauses.map { $0.filter { !$0.isUnreadable }.map { ReferenceReadTerm($0) } }.filter { !$0.isEmpty }
  }
}

/// A term with what it looks for.
struct ReferenceReadTerm {
  let condition: ReferenceTerm.Condition
  let isNegated: Bool
  /// Nil for a term that doesn't look for text.
  let pattern: ReferencePattern?

  init(_ term: ReferenceTerm) {
    condition = term.condition
    isNegated = term.isNegated
    pattern = ReferencePattern(term)
  }

  /// Nil also where the text must not be found.
  var soughtPattern: ReferencePattern? { isNegated ? nil : pattern }
  /// The word for which similar ones will do.
  var forgivenWord: [UInt8]? { pattern?.forgivenWord }
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
    /// Something half typed.
    case unreadable(String)
  }

  var condition: Condition
  var isNegated = false

  /// A word that looks everywhere.
  static func word(_ text: String, field: String = "") -> ReferenceTerm {
    ReferenceTerm(
      condition: .text(text, field: field, isQuoted: false, isAtStart: false, isAtEnd: false))
  }

  var isUnreadable: Bool {
    if case .unreadable = condition { return true }
    return false
  }

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
    case .unreadable(let text): return text
    }
  }
}
