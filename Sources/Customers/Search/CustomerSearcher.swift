/// What to look for in a snapshot.
package struct SearchRequest: Equatable, Sendable {
  package var query: CustomerQuery
  package var scope: CustomerScope
  package var status: StatusFilter
  /// nil: by relevance while something is typed, else by name.
  package var sort: SortOrder?
  /// The marked rows of the snapshot, for `is:marked` and `onlyMarked`.
  package var marked: RowSet
  package var onlyMarked: Bool

  package init(
    query: CustomerQuery, scope: CustomerScope, status: StatusFilter, sort: SortOrder?,
    marked: RowSet, onlyMarked: Bool
  ) {
    self.query = query
    self.scope = scope
    self.status = status
    self.sort = sort
    self.marked = marked
    self.onlyMarked = onlyMarked
  }
}

/// The rows that match, in the order in which they are shown.
package struct SearchResult: Sendable {
  package let rows: [UInt32]
  /// How many customers scope and status let through before the filter.
  package let candidateCount: Int
  /// Whether some term matched nothing as written and was guessed at.
  package let isApproximate: Bool
  package let highlighter: Highlighter
}

/// Finds the part of a shown text that a query matched.
package struct Highlighter: Sendable {
  let terms: [String]

  /// The matched parts of `text`, a value of `column`: ascending, not overlapping.
  package func ranges(in text: String, column: CustomerColumn) -> [Range<String.Index>] {
    []
  }
}

/// Searches one snapshot, again and again; each answer may build on the last one.
package struct CustomerSearcher: Sendable {
  private let snapshot: CustomerSnapshot

  package init(_ snapshot: CustomerSnapshot) {
    self.snapshot = snapshot
  }

  /// The answer, or nil as soon as `isCancelled` says so.
  package mutating func search(
    _ request: SearchRequest, isCancelled: @Sendable () -> Bool
  ) -> SearchResult? {
    let table = snapshot.table
    let candidates = table.rows(scope: request.scope, status: request.status)
    let rows = candidates.filter { row in
      let text = "\(table.customer(at: row))".lowercased()
      return request.query.terms.allSatisfy(text.contains)
    }
    return SearchResult(
      rows: rows.map(UInt32.init), candidateCount: candidates.count, isApproximate: false,
      highlighter: Highlighter(terms: request.query.terms))
  }
}
