/// A part of a query that can't be read.
package struct QueryProblem: Equatable, Sendable {
  /// The part, in characters of the query's text.
  package let range: Range<Int>
  /// One short sentence for people.
  package let reason: String
}
