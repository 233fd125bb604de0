/// The similar rows of an answer.
extension CustomerSearcher {
  struct Similar {
    var rows: [UInt32] = []
    var leftOutWords: [String] = []
    var isSameWordLeftOut = false
  }

  /// Those of `rows` that follow the ones that match, if these are few.
  mutating func similarRows(
    to request: SearchRequest, among rows: RowSet, besides matches: RowSet,
    _ isCancelled: @escaping IsCancelled
  ) throws(SearchCancelled) -> Similar {
    let clauses = request.query.clauses
    let forgiving = clauses.filter(\.isForgiving)
    let matches = matches.intersection(rows)
    let matchCount = matches.count
    guard request.includesSimilar, matchCount < SimilarRows.maxFewRows, !forgiving.isEmpty,
      forgiving.count <= SimilarRows.maxClauses
    else { return Similar() }
    let matcher = try matcher(for: request, isCancelled)
    let scan = matcher.conditions.scan
    guard !scan.index.hasCodeOrID(among: matches, of: clauses) else { return Similar() }

    var candidates = rows
    candidates.subtract(matches)
    candidates = try matcher.rows(
      matching: clauses.filter { !$0.isForgiving }, among: candidates, cache: &cache
    )
    .orCancelled()
    let words = try snapshot.words.value(isCancelled: isCancelled).orCancelled()
    let query = SimilarQuery(forgiving, words: words)
    func similarRows(leavingOut: Bool) throws(SearchCancelled) -> SimilarRows {
      var left = candidates
      var found = [RowSet](repeating: RowSet(rowCount: table.count), count: forgiving.count)
      // The longest has the fewest rows, as a rule, and the others are looked for in these only.
      let order = forgiving.indices.sorted { forgiving[$0].letterCount > forgiving[$1].letterCount }
      for (position, clause) in order.enumerated() {
        found[clause] = try matcher.rows(matchingAnyOf: forgiving[clause], among: left, cache: &cache)
          .orCancelled()
        if leavingOut && query.canBeLeftOut[clause] || position == order.count - 1 { continue }
        left = try SimilarRows.rows(similarTo: clause, of: query, among: left, words: words, scan: scan)
          .orCancelled()
        left.formUnion(found[clause])
      }
      return try SimilarRows(
        query, found: found, leavingOut: leavingOut, among: left, words: words, scan: scan
      )
      .orCancelled()
    }
    var similar = try similarRows(leavingOut: false)
    // Such as lack a clause follow only where there are few others.
    if forgiving.count > 1, matchCount + similar.rows.count < SimilarRows.maxFewRows {
      similar = try similarRows(leavingOut: true)
    }
    let closest = try RankedRows(
      snapshot: snapshot, rows: similar.rows, scores: similar.scores, sort: CustomerOrder(.name),
      isCancelled: isCancelled
    )
    .ranked(count: similar.rows.count, firstRows: SimilarRows.maxRows).orCancelled()
    .prefix(SimilarRows.maxRows)
    let shown = try sorted(Array(closest), for: request, isCancelled)
    let lacking = Set(shown.map { similar.clauseLeftOut(ofRow: Int($0)) })
    return Similar(
      rows: shown, leftOutWords: lacking.compactMap(\.self).sorted().map { forgiving[$0].spelling },
      isSameWordLeftOut: lacking.count == 1 && lacking != [nil])
  }

  /// The closest rows in the order of a column, if one is chosen.
  private func sorted(
    _ rows: [UInt32], for request: SearchRequest, _ isCancelled: @escaping IsCancelled
  ) throws(SearchCancelled) -> [UInt32] {
    guard let sort = request.sort else { return rows }
    return try RankedRows(
      snapshot: snapshot, rows: RowSet(rowCount: table.count, rows: rows), scores: nil, sort: sort,
      notes: request.notes, isCancelled: isCancelled
    )
    .ranked(count: rows.count, firstRows: nil).orCancelled()
  }
}

extension [QueryTerm] {
  /// Whether something similar will do for one of the terms of a clause.
  fileprivate var isForgiving: Bool { contains { $0.soughtText?.forgivenWord != nil } }

  /// How long the shortest of the alternatives is.
  fileprivate var letterCount: Int { compactMap(\.soughtText?.bytes.count).min() ?? 0 }

  /// A clause as it was typed, as far as it was text.
  var spelling: String {
    compactMap(\.soughtText?.spelling).joined(separator: " | ")
  }
}

extension SearchIndex {
  /// Whether a term is exactly the code or the id of one of some rows.
  fileprivate func hasCodeOrID(among rows: RowSet, of clauses: [[QueryTerm]]) -> Bool {
    let exact = clauses.joined().compactMap(\.soughtText).filter {
      !$0.fields.isDisjoint(with: [.code, .id])
    }
    return rows.contains { row in exact.contains { isCodeOrID($0.bytes, ofRow: row) } }
  }
}
