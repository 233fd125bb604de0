/// Searches one snapshot, again and again.
///
/// This room finds what a query means. In reading order:
/// - `Query`: what was typed becomes a `CustomerQuery`: clauses of terms, and what of it can't be read;
/// - `Folding`: texts without case, accents (`ScalarFolding`, `TextFolder`, `FoldedText`) and small signs (`SearchForm`);
/// - `Index`: the folded texts of a table in one buffer (`SearchIndex`) and its distinct words (`WordIndex`);
/// - `Matching`: the rows that match precisely (`QueryMatcher`, by `SubstringScan`) and how well (`Score`); where they are
///   few, what other words would cost (`SimilarTerm`, `SimilarQuery`), and the rows that have these (`SimilarRows`);
/// - `Ranking` and `Sorting`: rows in order, by score, name or any column;
/// - `Highlighter`: which part of a shown text it was.
///
/// A snapshot of customers and a `SearchRequest` come in, a `SearchResult` goes out. What was asked before changes only
/// the time that an answer takes. Scope, status, marks and sort order can be changed without looking through the texts
/// again.
package struct CustomerSearcher: Sendable {
  let snapshot: CustomerSnapshot
  var cache = QueryCache()
  /// The scores of the last search, for the answer with all rows that follows the one with the first.
  private var lastScores: (clauses: [[QueryTerm]], matches: RowSet, scores: RowScores)?

  var table: CustomerTable { snapshot.table }
  typealias IsCancelled = @Sendable () -> Bool

  package init(_ snapshot: CustomerSnapshot) {
    self.snapshot = snapshot
  }

  // MARK: - Answers

  /// The answer, or nil as soon as `isCancelled` says so.
  ///
  /// `isCancelled` is asked every half millisecond or so, from several threads, and must keep to its answer
  /// once it said yes.
  package mutating func search(
    _ request: SearchRequest, isCancelled: @escaping @Sendable () -> Bool
  ) -> SearchResult? {
    do throws(SearchCancelled) {
      let candidates = table.rows(scope: request.scope, status: request.status)
      let allowed = request.onlyMarked ? candidates.intersection(request.marked) : candidates
      let matches = try matches(of: request, among: allowed, isCancelled)
      let matchCount = matches.count
      let rows = try ranked(matches, matchCount, for: request, isCancelled)
      let similar = try similarRows(to: request, among: allowed, besides: matches, isCancelled)
      var hiddenMarks = request.marked
      hiddenMarks.subtract(matches)
      for row in similar.rows { hiddenMarks.remove(Int(row)) }
      return SearchResult(
        rows: rows + similar.rows, matchCount: matchCount, similarCount: similar.rows.count,
        candidateCount: candidates.count, hiddenMarks: hiddenMarks, highlighter: Highlighter(request.query),
        leftOutWords: similar.leftOutWords, isSameWordLeftOut: similar.isSameWordLeftOut,
        wayOut: try wayOut(of: request, matchCount, similar.rows, isCancelled),
        obstacle: obstacle(to: request))
    } catch {
      return nil
    }
  }

  /// Why some of what was asked can't be looked up.
  private func obstacle(to request: SearchRequest) -> String {
    if snapshot.widths.hasNamesOnly, request.query.asksForDetails { return Self.namesOnly }
    return request.query.asksForChanges ? request.history?.record().obstacle ?? "" : ""
  }

  /// Where only a user token tells of customers.
  package static let namesOnly =
    "Only ids and names are known: a company token (KOMET_COMPANY_TOKEN) tells more"

  /// The groups of the customers that `search` finds for the same request, or nil as soon as `isCancelled` says so.
  ///
  /// Of those that match, or if there are none of the similar ones. The groups of the status are those of every status;
  /// what the query asks of a facet alone, that facet leaves out of account.
  package mutating func facetCounts(
    of request: SearchRequest, isCancelled: @escaping @Sendable () -> Bool
  ) -> FacetCounts? {
    do throws(SearchCancelled) {
      var rows = table.rows(scope: request.scope, status: .all)
      if request.onlyMarked { rows.formIntersection(request.marked) }
      let counted = try matches(of: request, among: rows, isCancelled)
      let allowed = rows.intersection(table.rows(scope: .all, status: request.status))
      var found = FacetMatches(all: counted)
      if counted.intersection(allowed).isEmpty {
        let similar = try similarRows(to: request, among: allowed, besides: counted, isCancelled)
        if !similar.rows.isEmpty {
          found = FacetMatches(all: RowSet(rowCount: table.count, rows: similar.rows))
          return FacetCounts(of: table, in: found, status: request.status, isCancelled: isCancelled)
        }
      }
      let clauses = request.query.clauses
      for facet in Set(clauses.compactMap(\.facet)) {
        let others = try self.rows(
          matching: clauses.filter { $0.facet != facet }, among: rows, request, isCancelled)
        let wanted = clauses.filter { $0.facet == facet && !$0[0].isNegated }
        let unwanted = clauses.filter { $0.facet == facet && $0[0].isNegated }
        let chosen = try self.rows(matching: wanted, among: others, request, isCancelled)
        var excluded = others
        excluded.subtract(try self.rows(matching: unwanted, among: others, request, isCancelled))
        found.own[facet] = FacetMatches.Own(
          rows: others, chosen: wanted.isEmpty ? nil : chosen, excluded: unwanted.isEmpty ? nil : excluded)
      }
      return FacetCounts(of: table, in: found, status: request.status, isCancelled: isCancelled)
    } catch {
      return nil
    }
  }

  /// How many customers match, similar ones left out, or nil as soon as `isCancelled` says so.
  package mutating func matchCount(
    of request: SearchRequest, isCancelled: @escaping @Sendable () -> Bool
  ) -> Int? {
    matchingRows(of: request, isCancelled: isCancelled)?.count
  }

  /// The customers that match, in no order, or nil as soon as `isCancelled` says so.
  package mutating func matchingRows(
    of request: SearchRequest, isCancelled: @escaping @Sendable () -> Bool
  ) -> RowSet? {
    let candidates = table.rows(scope: request.scope, status: request.status)
    let allowed = request.onlyMarked ? candidates.intersection(request.marked) : candidates
    return try? matches(of: request, among: allowed, isCancelled)
  }

  /// The groups of duplicates that have one of the customers that `search` finds for the same request, or nil as soon as
  /// `isCancelled` says so.
  ///
  /// Of the request's status, but of any scope: the other one may be somebody else's.
  package mutating func duplicates(
    of request: SearchRequest, isCancelled: @escaping @Sendable () -> Bool
  ) -> DuplicateList? {
    var request = request
    request.firstRows = nil
    guard let found = search(request, isCancelled: isCancelled),
      let duplicates = snapshot.duplicates(apart: request.notes.apart).value(isCancelled: isCancelled)
    else { return nil }
    return duplicates.list(of: found.rows, in: table, status: request.status)
  }

  /// Those of some texts that nobody matches in the view of a request, or nil as soon as `isCancelled` says so.
  package mutating func missing(
    of texts: [String], in request: SearchRequest, isCancelled: @escaping @Sendable () -> Bool
  ) -> [String]? {
    do throws(SearchCancelled) {
      let candidates = table.rows(scope: request.scope, status: request.status)
      let allowed = request.onlyMarked ? candidates.intersection(request.marked) : candidates
      let matcher = try matcher(for: request, isCancelled)
      var seen = QueryCache()
      var missing: [String] = []
      for text in texts {
        let query = CustomerQuery(CustomerQuery.term(for: text), today: LocalDate(daysSinceEpoch: 0))
        let rows = try matcher.rows(matching: query.clauses, among: allowed, cache: &seen).orCancelled()
        if rows.isEmpty || query.clauses.isEmpty { missing.append(text) }
      }
      return missing
    } catch {
      return nil
    }
  }

  // MARK: - Matches

  /// Those of `rows` that match.
  private mutating func matches(
    of request: SearchRequest, among rows: RowSet, _ isCancelled: @escaping IsCancelled
  ) throws(SearchCancelled) -> RowSet {
    if request.query.isUnreadable { return RowSet(rowCount: rows.rowCount) }
    return try self.rows(matching: request.query.clauses, among: rows, request, isCancelled)
  }

  /// Those of `rows` that match some clauses of a request.
  private mutating func rows(
    matching clauses: [[QueryTerm]], among rows: RowSet, _ request: SearchRequest,
    _ isCancelled: @escaping IsCancelled
  ) throws(SearchCancelled) -> RowSet {
    if clauses.isEmpty { return rows }
    return try matcher(for: request, isCancelled)
      .rows(matching: clauses, among: rows, cache: &cache).orCancelled()
  }

  func matcher(
    for request: SearchRequest, _ isCancelled: @escaping IsCancelled
  ) throws(SearchCancelled) -> QueryMatcher {
    let index = try snapshot.index.value(isCancelled: isCancelled).orCancelled()
    let scan = SubstringScan(index: index, table: table, isCancelled: isCancelled)
    var conditions = ConditionMatcher(
      scan: scan, marked: request.marked, changed: request.changed, history: request.history,
      contacts: snapshot.contacts, notes: request.notes, recents: request.recents, listed: request.listed)
    if request.query.asksForDuplicates {
      conditions.duplicates = try snapshot.duplicates(apart: request.notes.apart)
        .rows(in: table, status: request.status, isCancelled: isCancelled).orCancelled()
    }
    return QueryMatcher(conditions: conditions)
  }

  /// The rows that match in order, or the first of them; the better first unless a column is chosen.
  private mutating func ranked(
    _ matches: RowSet, _ count: Int, for request: SearchRequest, _ isCancelled: @escaping IsCancelled
  ) throws(SearchCancelled) -> [UInt32] {
    let clauses = request.query.clauses
    if request.sort == nil, request.query.listsRecents {
      return request.recents.rows(of: table).filter { matches.contains(Int($0)) }
    }
    if let firstRows = try firstWordStarts(of: matches, count, for: request, isCancelled) { return firstRows }
    var scores: RowScores?
    if request.sort == nil, count > 1, !RowScores.scored(clauses).isEmpty {
      if let lastScores, lastScores.clauses == clauses, lastScores.matches == matches {
        scores = lastScores.scores
      } else {
        lastScores = nil
        let scan = try matcher(for: request, isCancelled).conditions.scan
        let found = try RowScores(of: matches, clauses: clauses, scan: scan).orCancelled()
        lastScores = (clauses, matches, found)
        scores = found
      }
    }
    return try RankedRows(
      snapshot: snapshot, rows: matches, scores: scores, sort: request.sort ?? CustomerOrder(.name),
      notes: request.notes, isCancelled: isCancelled
    )
    .ranked(count: count, firstRows: request.firstRows).orCancelled()
  }

  /// The first rows in order where enough of `matches` start a word with the only term, which all others come behind.
  ///
  /// These are known from the scan. Scoring all rows takes 10 ms for the first letters, at 1,000,000 customers, and 2 ms
  /// a key on average.
  private func firstWordStarts(
    of matches: RowSet, _ count: Int, for request: SearchRequest, _ isCancelled: @escaping IsCancelled
  ) throws(SearchCancelled) -> [UInt32]? {
    let scored = RowScores.scored(request.query.clauses)
    guard request.sort == nil, let firstRows = request.firstRows, count > SearchIndex.rowsPerBlock,
      scored.count == 1, scored[0].count == 1, scored[0][0].fields.contains(.name),
      let found = cache.textMatches(of: scored[0][0])
    else { return nil }
    let starts = found.wordStarts.intersection(matches)
    let startCount = starts.count
    guard startCount >= firstRows else { return nil }
    let index = try snapshot.index.value(isCancelled: isCancelled).orCancelled()
    return try RankedRows(
      snapshot: snapshot, rows: starts,
      scores: RowScores(ofWordStarts: starts, wholeWords: found.wholeWords, index: index),
      sort: CustomerOrder(.name), isCancelled: isCancelled
    )
    .ranked(count: startCount, firstRows: firstRows).orCancelled()
  }

  /// Ways to find somebody where nobody matches though something was asked.
  private mutating func wayOut(
    of request: SearchRequest, _ matchCount: Int, _ similar: [UInt32], _ isCancelled: @escaping IsCancelled
  ) throws(SearchCancelled) -> WayOut? {
    guard matchCount == 0, !request.query.clauses.isEmpty else { return nil }
    let matcher = try matcher(for: request, isCancelled)
    return try WayOut(of: request, similar: similar, matcher: matcher, cache: &cache).orCancelled()
  }
}

/// A search that somebody gave up.
struct SearchCancelled: Error {}

extension Optional {
  /// The value, or that the search was cancelled, if there is none.
  func orCancelled() throws(SearchCancelled) -> Wrapped {
    guard let self else { throw SearchCancelled() }
    return self
  }
}
