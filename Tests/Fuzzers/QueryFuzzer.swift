import Customers
import ProofTesting

/// What is typed into the filter: read or left out with a reason, and found the same however the search got there.
enum QueryFuzzer {
  private static let today = LocalDate(daysSinceEpoch: 20_000)

  // MARK: - Reading

  @Sendable static func read(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    for query in [CustomerQuery(text, today: today), CustomerQuery(text, today: today, tellsGone: true)] {
      for problem in query.problems {
        require(!problem.range.isEmpty && problem.range.upperBound <= text.count, "\(problem)")
        require(!problem.reason.isEmpty, "no reason: \(problem)")
      }
      let starts = query.problems.map(\.range.lowerBound)
      require(starts == starts.sorted(), "\(query.problems)")
      require(query.isEmpty == text.allSatisfy(\.isWhitespace), "taken for nothing, or for something")
    }
    for cursor in Set([0, text.count / 2, text.count]) {
      for completion in CustomerQuery.completions(of: text, cursor: cursor, in: snapshot) {
        require((0...completion.text.count).contains(completion.cursor), "\(completion)")
        require(!completion.label.isEmpty, "\(completion)")
      }
    }
  }

  // MARK: - Searching

  @Sendable static func search(_ bytes: [UInt8]) {
    var request = SearchRequest(
      query: CustomerQuery(String(decoding: bytes, as: UTF8.self), today: today), scope: .all, status: .all,
      sort: nil, marked: RowSet(rowCount: snapshot.table.count, rows: [1, 2, 3]), onlyMarked: false)
    let choice = bytes.last ?? 0
    if choice & 1 != 0 { request.scope = .mine }
    if choice & 2 != 0 { request.status = .active }
    if choice & 4 != 0 { request.sort = CustomerOrder(.name, descending: choice & 8 != 0) }
    let fresh = result(of: request)
    check(fresh, request)
    // A searcher that was asked much before answers the same.
    let again = searcher.search(request, isCancelled: { false })
    require(again?.rows == fresh.rows && again?.matchCount == fresh.matchCount, "another answer")
    request.firstRows = 5
    let first = result(of: request)
    require(fresh.rows.starts(with: first.rows), "\(first.rows) are not the first of \(fresh.rows)")
    require(first.matchCount == fresh.matchCount, "\(first.matchCount) of \(fresh.matchCount) match")
  }

  private static func result(of request: SearchRequest) -> SearchResult {
    var searcher = CustomerSearcher(snapshot)
    return searcher.search(request, isCancelled: { false }) ?? SearchResult(firstRows: [], of: -1)
  }

  private static func check(_ result: SearchResult, _ request: SearchRequest) {
    let table = snapshot.table
    let allowed = table.rows(scope: request.scope, status: request.status)
    require(result.rows.allSatisfy { Int($0) < table.count && allowed.contains(Int($0)) }, "not asked for")
    require(Set(result.rows).count == result.rows.count, "a row stands twice")
    require(result.rows.count == result.matchCount + result.similarCount, "\(result.count) rows")
    require(result.candidateCount == allowed.count, "\(result.candidateCount) candidates")
    if request.query.isUnreadable { require(result.matchCount == 0, "all for a query that can't be read") }
    if request.query.isEmpty { require(result.matchCount == allowed.count, "not all for no query") }
    var searcher = CustomerSearcher(snapshot)
    let count = searcher.matchCount(of: request, isCancelled: { false })
    require(count == result.matchCount, "counted \(count ?? -1), found \(result.matchCount)")
    for row in result.rows.prefix(5) {
      let name = table.string(.name, at: Int(row))
      for range in result.highlighter.ranges(in: [(name, .name)], isSimilar: false)[0] {
        require(range.upperBound <= name.endIndex && !range.isEmpty, "highlights beyond a name")
      }
    }
  }

  // Only one thread of libFuzzer's asks.
  nonisolated(unsafe) private static var searcher = CustomerSearcher(snapshot)

  private static let snapshot: CustomerSnapshot = {
    let words = [
      "Bella", "Rosa", "Floral", "Mejía", "O'Brien", "Rose-Marie", "Straße", "花店", "Μαρία", "Цветы", "L.L.C.",
      "24/7", "Quesada", "Kesada", "Philip", "Filip", "Wholesale", "🌹", "=1+1", "e\u{301}", "ＡＢ", "&",
    ]
    var random = RandomSource(seed: 11)
    var builder = CustomerTableBuilder()
    for id in 1...150 as ClosedRange<UInt64> {
      let name = (0...Int.random(in: 0...3, using: &random)).map { _ in random.pick(words) }
      builder.append(
        Customer(
          id: id * 7, name: name.joined(separator: " "), code: random.chance(3) ? nil : "T\(id)-\(id % 9)",
          accountingCode: random.chance(2) ? nil : "\(random.pick(words))\(id)",
          customerType: random.pick([nil, "Retailer", "Wholesaler", "花"]),
          salesperson: random.pick([nil, "Julian Mejía", "Ana Tran"]),
          salespersonID: random.chance(2) ? nil : id % 4,
          isActive: random.pick([true, true, false, nil]),
          updatedOn: random.chance(3)
            ? nil : LocalDateTime(secondsSinceEpoch: 1_700_000_000 + Int64(id) * 90_000)))
    }
    let table = builder.finish().table
    let snapshot = CustomerSnapshot(
      table.withMine(RowSet(rowCount: table.count, rows: (0..<50).map { UInt32($0 * 3) })))
    // So that no order is still being made while answers are compared.
    for sort in [nil, CustomerOrder(.name, descending: false), CustomerOrder(.name, descending: true)] {
      var searcher = CustomerSearcher(snapshot)
      _ = searcher.search(
        SearchRequest(
          query: CustomerQuery("", today: today), scope: .all, status: .all, sort: sort,
          marked: RowSet(rowCount: table.count), onlyMarked: false), isCancelled: { false })
    }
    return snapshot
  }()

  static var seeds: [[UInt8]] {
    [
      "bella", "Bela Rossa", "mejia", "strasse", "bella type:wholesale", "a | b !c", "\"two words\"", "^a b$",
      "2-14",
      "updated:>=2026-01-15", "updated:<7d", "updated:2026-01..2026-03", "updated:>soon", "is:marked",
      "is:mine is:new",
      "has:code no:rep", "active:yes", "rep:ana repid:3", "id:7", "acct:rosa", "kesada", "花", "305-555 1234",
      "changed:<1m new:today", "gone:2026", "due:<=+2w", "note:fridge", "contact:ana@example.com", "“x”",
      "!!a", "::",
      "is:duplicate is:recent is:starred is:listed", "wholesale | filip !\"rosa\" ^bel", "\"", "x:y",
    ]
    .map { Array($0.utf8) }
  }
}
