/// The rows that match, in the order in which they are shown.
package struct SearchResult: Sendable {
  /// All of them, or the first ones if the request asked for no more.
  package let rows: [UInt32]
  /// How many match.
  package let count: Int
  /// How many customers scope and status let through before the filter.
  package let candidateCount: Int
  /// The marked rows of the request that don't match.
  package let hiddenMarks: RowSet
  /// Whether some term matched nothing as written and was guessed at.
  package let isApproximate: Bool
  package let highlighter: Highlighter

  /// Whether `rows` has every row that matches.
  package var isWhole: Bool { rows.count == count }
}

extension SearchResult {
  /// The first rows of a list that nobody searched, of so many in all.
  package init(firstRows: [UInt32], of count: Int) {
    self.init(
      rows: firstRows, count: count, candidateCount: count, hiddenMarks: RowSet(rowCount: 0),
      isApproximate: false, highlighter: Highlighter([]))
  }
}
