/// What to look for in a snapshot.
package struct SearchRequest: Equatable, Sendable {
  package var query: CustomerQuery
  package var scope: CustomerScope
  package var status: StatusFilter
  /// nil: by relevance while something is typed, else by name.
  package var sort: CustomerOrder?
  /// The marked rows of the snapshot, for `is:marked` and `onlyMarked`.
  package var marked: RowSet
  package var onlyMarked: Bool
  /// The rows that the last sync changed, for `is:new`; nil: nothing tells, so none is.
  package var changed: RowSet?
  /// What was recorded of changes, for `changed:` and `new:`; nil: nothing is.
  package var history: ChangeHistory?
  /// What the person keeps about customers, for `note:`, `due:`, `is:starred` and the orders by these.
  package var notes: CustomerNotes
  /// Whom the person looked at lately, for `is:recent`.
  package var recents: RecentCustomers
  /// The ids of a list of customers, for `is:listed`.
  package var listed: [UInt64]
  /// Whether similar rows may follow where few rows match.
  package var includesSimilar: Bool
  /// How many rows are wanted at once, the first ones; nil: all.
  ///
  /// With few matches there may be more. For the others ask again with nil.
  package var firstRows: Int?

  package init(
    query: CustomerQuery, scope: CustomerScope, status: StatusFilter, sort: CustomerOrder?,
    marked: RowSet, onlyMarked: Bool, changed: RowSet? = nil, history: ChangeHistory? = nil,
    notes: CustomerNotes = CustomerNotes(), recents: RecentCustomers = RecentCustomers(),
    listed: [UInt64] = [],
    includesSimilar: Bool = true, firstRows: Int? = nil
  ) {
    self.query = query
    self.scope = scope
    self.status = status
    self.sort = sort
    self.marked = marked
    self.onlyMarked = onlyMarked
    self.changed = changed
    self.history = history
    self.notes = notes
    self.recents = recents
    self.listed = listed
    self.includesSimilar = includesSimilar
    self.firstRows = firstRows
  }
}

/// The rows that a query finds, in the order in which they are shown: those that match, then similar ones.
package struct SearchResult: Sendable {
  /// All of them, or the first ones if the request asked for no more.
  package let rows: [UInt32]
  /// How many match precisely.
  package let matchCount: Int
  /// How many are only similar to what was asked: the last ones of `rows`.
  package let similarCount: Int
  /// How many customers scope and status let through before the filter.
  package let candidateCount: Int
  /// The marked rows of the request that don't match.
  package let hiddenMarks: RowSet
  package let highlighter: Highlighter
  /// The words of the query that similar rows lack, as they were typed.
  package let leftOutWords: [String]
  /// Whether every similar row lacks the same word.
  package let isSameWordLeftOut: Bool
  /// Ways to find somebody all the same; nil if anybody matches or nothing was asked.
  package let wayOut: WayOut?
  /// Why some of what was asked could not be looked up, in sentences; empty if all could.
  package let obstacle: String

  package init(
    rows: [UInt32], matchCount: Int, similarCount: Int = 0, candidateCount: Int, hiddenMarks: RowSet,
    highlighter: Highlighter = Highlighter(), leftOutWords: [String] = [], isSameWordLeftOut: Bool = false,
    wayOut: WayOut? = nil, obstacle: String = ""
  ) {
    self.rows = rows
    self.matchCount = matchCount
    self.similarCount = similarCount
    self.candidateCount = candidateCount
    self.hiddenMarks = hiddenMarks
    self.highlighter = highlighter
    self.leftOutWords = leftOutWords
    self.isSameWordLeftOut = isSameWordLeftOut
    self.wayOut = wayOut
    self.obstacle = obstacle
  }

  /// The first rows of a list that nobody searched, of so many in all.
  package init(firstRows: [UInt32], of count: Int) {
    self.init(
      rows: firstRows, matchCount: count, candidateCount: count, hiddenMarks: RowSet(rowCount: 0))
  }

  /// How many rows there are, similar ones among them.
  package var count: Int { matchCount + similarCount }

  /// Whether `rows` has every row.
  package var isWhole: Bool { rows.count == count }

  /// Where the similar rows begin in `rows`; nil if there are none.
  package var firstSimilarIndex: Int? { similarCount > 0 ? matchCount : nil }

  /// Whether the row at `index` is only similar to what was asked.
  package func isSimilar(at index: Int) -> Bool { index >= matchCount }

  /// What "all shown" means: the rows that match; if there are none, the similar ones.
  package var allShown: ArraySlice<UInt32> { matchCount > 0 ? rows.prefix(matchCount) : rows[...] }
}

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
