extension CustomerSearcher {
  /// The groups of the customers that `search` finds for the same request, or nil as soon as `isCancelled` says so.
  ///
  /// The groups of the status are those of every status. A query with a problem has no groups.
  package mutating func facetCounts(
    of request: SearchRequest, isCancelled: @escaping @Sendable () -> Bool
  ) -> FacetCounts? {
    let table = snapshot.table
    var rows = table.rows(scope: request.scope, status: .all)
    if request.onlyMarked { rows.formIntersection(request.marked) }
    if request.query.problem != nil { rows = RowSet(rowCount: table.count) }
    guard let matches = matches(of: request, isCancelled: isCancelled) else { return nil }
    if let relevances = matches.relevances { rows.formIntersection(Self.rows(matching: relevances)) }
    return FacetCounts(of: table, in: rows, status: request.status, isCancelled: isCancelled)
  }

  private static func rows(matching relevances: [UInt8]) -> RowSet {
    let words = stride(from: 0, to: relevances.count, by: UInt64.bitWidth).map { start in
      var word: UInt64 = 0
      for row in start..<min(start + UInt64.bitWidth, relevances.count)
      where relevances[row] != Relevance.none {
        word |= 1 << UInt64(row - start)
      }
      return word
    }
    return RowSet(rowCount: relevances.count, words: words)
  }
}
