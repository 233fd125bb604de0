/// Searches one snapshot, again and again; each answer may build on the last ones.
///
/// What was asked before changes only the time that an answer takes. Scope, status, marks and sort order can
/// be changed without looking through the texts again.
package struct CustomerSearcher: Sendable {
  let snapshot: CustomerSnapshot
  private var memory = ConditionMemory()
  private var last: LastQuery?

  /// The last query and what it found, before scope and status.
  private struct LastQuery: Sendable {
    let clauses: [[QueryTerm]]
    let marked: RowSet?
    let changed: RowSet?
    let matches: QueryMatches
  }

  package init(_ snapshot: CustomerSnapshot) {
    self.snapshot = snapshot
  }

  /// The answer, or nil as soon as `isCancelled` says so.
  ///
  /// `isCancelled` is asked every half millisecond or so, from several threads, and must keep to its answer
  /// once it said yes. A query with a problem matches nothing.
  package mutating func search(
    _ request: SearchRequest, isCancelled: @escaping @Sendable () -> Bool
  ) -> SearchResult? {
    let candidates = snapshot.table.rows(scope: request.scope, status: request.status)
    var allowed = candidates
    if request.onlyMarked { allowed.formIntersection(request.marked) }
    if request.query.problem != nil { allowed = RowSet(rowCount: allowed.rowCount) }
    guard let matches = matches(of: request, isCancelled: isCancelled) else { return nil }
    let ranking = RowRanking(
      snapshot: snapshot, relevances: matches.relevances, allowed: allowed, isCancelled: isCancelled)
    guard let (rows, count) = ranking.rows(sort: request.sort, firstRows: request.firstRows) else {
      return nil
    }
    return SearchResult(
      rows: rows, count: count, candidateCount: candidates.count,
      hiddenMarks: Self.hidden(request.marked, outside: allowed, relevances: matches.relevances),
      isApproximate: matches.isApproximate, highlighter: Highlighter(matches.found))
  }

  /// Those of the marked rows that are not found; looks at no others.
  private static func hidden(_ marked: RowSet, outside allowed: RowSet, relevances: [UInt8]?) -> RowSet {
    var hidden = marked
    hidden.subtract(allowed)
    guard let relevances else { return hidden }
    for row in marked where relevances[row] == Relevance.none { hidden.insert(row) }
    return hidden
  }

  /// What the query finds in the whole table; nil if cancelled.
  mutating func matches(
    of request: SearchRequest, isCancelled: @escaping () -> Bool
  ) -> QueryMatches? {
    let flags = request.query.flags
    let marked = flags.contains(.marked) ? request.marked : nil
    let changed = flags.contains(.new) ? request.changed : nil
    if let last, last.clauses == request.query.clauses, last.marked == marked, last.changed == changed {
      return last.matches
    }
    if request.query.clauses.isEmpty { return QueryMatches() }
    guard let index = snapshot.index.value(isCancelled: isCancelled) else { return nil }
    let patterns = PatternSearch(index: index, table: snapshot.table, isCancelled: isCancelled)
    let conditions = ConditionSearch(
      index: index, table: snapshot.table, marked: request.marked, changed: request.changed,
      isCancelled: isCancelled)
    let matches = QueryMatches(request.query.clauses) { condition, left in
      if isCancelled() { return nil }
      return memory.matches(of: condition) { wider in
        guard case .text(let pattern) = condition else { return conditions.matches(of: condition) }
        return patterns.matches(of: pattern, narrowing: wider, left: left)
      }
    }
    guard let matches else { return nil }
    last = LastQuery(clauses: request.query.clauses, marked: marked, changed: changed, matches: matches)
    return matches
  }
}
