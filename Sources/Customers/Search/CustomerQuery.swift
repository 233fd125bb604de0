/// What is typed in the filter bar, read.
package struct CustomerQuery: Equatable, Sendable {
  package let text: String
  /// Why the text can't be read, if so; such a query is never searched for.
  package let problem: QueryProblem?
  let terms: [String]

  /// Reads `text`; `today` gives relative dates (`updated:<7d`) their meaning.
  package init(_ text: String, today: LocalDate) {
    self.text = text
    problem = nil
    terms = text.split(separator: " ").map { $0.lowercased() }
  }

  /// Whether every customer matches because nothing was typed.
  package var isEmpty: Bool { terms.isEmpty }
}

/// A part of a query that can't be read.
package struct QueryProblem: Equatable, Sendable {
  /// The part, in characters of the query's text.
  package let range: Range<Int>
  /// One short sentence for people.
  package let reason: String
}
