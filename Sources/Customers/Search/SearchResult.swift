/// The rows that match, in the order in which they are shown.
package struct SearchResult: Sendable {
  package let rows: [UInt32]
  /// So many rows at the start stand where they belong; the others follow in no particular order.
  ///
  /// All of them, unless the request was content with less: then ask again for the rest, after
  /// `CustomerSnapshot.prepare()` or with `firstRows` nil.
  package let orderedCount: Int
  /// How many customers scope and status let through before the filter.
  package let candidateCount: Int
  /// The marked rows of the request that are not among `rows`.
  package let hiddenMarks: RowSet
  /// Whether some term matched nothing as written and was guessed at.
  package let isApproximate: Bool
  package let highlighter: Highlighter
}

extension SearchResult {
  /// The first rows of a list that nobody searched, of so many in all.
  package init(firstRows: [UInt32], of count: Int) {
    self.init(
      rows: firstRows, orderedCount: firstRows.count, candidateCount: count,
      hiddenMarks: RowSet(rowCount: 0), isApproximate: false, highlighter: Highlighter([]))
  }
}
