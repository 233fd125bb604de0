/// Ways to find somebody where nobody matches.
package struct WayOut: Equatable, Sendable {
  /// Terms that are in no customer at all, as they were typed, in the order of the query; none if somebody is similar.
  package let unknownTerms: [String]
  /// How many match without these terms; 0 if there are no others.
  package let countWithoutUnknown: Int
  /// How many match among those that the status hides.
  package let countOfOtherStatus: Int
  /// How many match among those that aren't the person's own, if only these are looked at.
  package let countOfOthers: Int
  /// Up to three ways to write the query that similar customers have, as they are spelled there.
  package let spellings: [String]

  package init(
    unknownTerms: [String] = [], countWithoutUnknown: Int = 0, countOfOtherStatus: Int = 0,
    countOfOthers: Int = 0, spellings: [String] = []
  ) {
    self.unknownTerms = unknownTerms
    self.countWithoutUnknown = countWithoutUnknown
    self.countOfOtherStatus = countOfOtherStatus
    self.countOfOthers = countOfOthers
    self.spellings = spellings
  }

  private static let maxSpellings = 3
  /// So many similar customers are looked at for them.
  private static let maxSpelledRows = 20
  /// So many terms of a query are looked for in all customers.
  private static let maxTerms = 8

  /// Looks around after a search that found nobody but `similar` rows; nil if cancelled.
  init?(of request: SearchRequest, similar: [UInt32], matcher: QueryMatcher, cache: inout QueryCache) {
    let table = matcher.conditions.scan.table
    let clauses = request.query.clauses
    let everyone = RowSet(allOf: table.count)
    var unknown: [[QueryTerm]] = []
    let textClauses = similar.isEmpty ? clauses.prefix(Self.maxTerms) : []
    for clause in textClauses where clause.allSatisfy({ $0.soughtText != nil }) {
      guard let rows = matcher.rows(matchingAnyOf: clause, among: everyone, cache: &cache) else { return nil }
      if rows.isEmpty { unknown.append(clause) }
    }
    let known = unknown.isEmpty ? [] : clauses.filter { !unknown.contains($0) }
    let looksAt = request.onlyMarked ? request.marked : everyone
    let inView = table.rows(scope: request.scope, status: request.status).intersection(looksAt)
    guard let withoutUnknown = matcher.rows(matching: known, among: inView, cache: &cache),
      let all = matcher.rows(matching: clauses, among: looksAt, cache: &cache)
    else { return nil }
    self.init(
      unknownTerms: unknown.map(\.spelling), countWithoutUnknown: known.isEmpty ? 0 : withoutUnknown.count,
      countOfOtherStatus: all.commonCount(with: table.rows(scope: request.scope, status: .all)),
      countOfOthers: all.commonCount(with: table.rows(scope: .all, status: request.status)),
      spellings: Self.spellings(of: request.query, in: similar, of: table))
  }

  /// How the first similar customers write what the query asks, each way once.
  private static func spellings(
    of query: CustomerQuery, in similar: [UInt32], of table: CustomerTable
  ) -> [String] {
    let highlighter = Highlighter(query)
    var spellings: [String] = []
    for row in similar.prefix(maxSpelledRows) where spellings.count < maxSpellings {
      let spelling = highlighter.spelling(in: table.customer(at: Int(row)))
      if let known = spellings.firstIndex(where: { $0.lowercased() == spelling.lowercased() }) {
        // Capitals tell less of how a name is written.
        if spellings[known] == spelling.uppercased() { spellings[known] = spelling }
      } else if !spelling.isEmpty {
        spellings.append(spelling)
      }
    }
    return spellings
  }
}
