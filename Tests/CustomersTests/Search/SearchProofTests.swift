import ProofTesting
import Testing

@testable import Customers

/// Random customers and random queries, answered by the searcher and by the plain `ReferenceMatcher`.
@Suite struct SearchProofTests {
  /// Names as companies have them, and queries that are often mistyped.
  @Test(arguments: 0..<ProofScale.rounds(full: 160, few: 6))
  func answersLikeThePlainMatcher(names seed: Int) throws {
    var random = RandomNames(seed: UInt64(seed))
    let customers = random.customers(count: [20, 60, 150, 30][seed % 4])
    var proof = SearchProof(customers, seed: seed)
    for _ in 0..<ProofScale.rounds(full: 50, few: 20) { try proof.check(random.query()) }
  }

  /// Letters and signs of all kinds.
  @Test(arguments: 0..<ProofScale.rounds(full: 80, few: 6))
  func answersLikeThePlainMatcher(letters seed: Int) throws {
    var random = RandomCustomers(seed: UInt64(seed))
    let customers = random.customers(count: seed % 4 == 0 ? 70 : 20)
    var proof = SearchProof(customers, seed: seed)
    for _ in 0..<ProofScale.rounds(full: 50, few: 25) { try proof.check(random.query()) }
  }

  /// With so many customers that few of them are looked at one by one, and the first rows are told before the others.
  @Test(arguments: 1_000..<1_000 + ProofScale.rounds(full: 6, few: 1))
  func answersLikeThePlainMatcher(largeTable seed: Int) throws {
    var letters = RandomCustomers(seed: UInt64(seed))
    var names = RandomNames(seed: UInt64(seed))
    // In a full run once more than one block of the index.
    let count = seed == 1_005 ? SearchIndex.rowsPerBlock + 100 : 2_600
    var ofLetters = SearchProof(letters.customers(count: count), seed: seed)
    for _ in 0..<ProofScale.rounds(full: 8, few: 1) { try ofLetters.check(letters.query()) }
    var ofNames = SearchProof(names.customers(count: count), seed: seed)
    for _ in 0..<ProofScale.rounds(full: 8, few: 2) { try ofNames.check(names.query()) }
  }
}

/// Asks the searcher and the reference the same about one table.
private struct SearchProof {
  private let table: CustomerTable
  private let reference: ReferenceMatcher
  private let marked: [UInt64]
  private let changed: [UInt64]
  private var searcher: CustomerSearcher
  private var random: RandomSource
  private let seed: Int

  init(_ customers: [Customer], seed: Int) {
    var random = RandomSource(seed: UInt64(seed) + 1 << 20)
    table = CustomerTable(customers)
    marked = customers.filter { _ in random.chance(3) }.map(\.id)
    changed = customers.filter { _ in random.chance(3) }.map(\.id)
    reference = ReferenceMatcher(customers: customers, marked: Set(marked), changed: Set(changed))
    searcher = CustomerSearcher(CustomerSnapshot(table))
    self.random = random
    self.seed = seed
  }

  mutating func check(_ query: ReferenceQuery) throws {
    let question = question(query)
    let read = CustomerQuery(query.text, today: LocalDate(daysSinceEpoch: 20_000))
    let comment: Comment = "seed \(seed), \(question): \(query.text.debugDescription)"
    try #require(read.problems.count == query.clauses.joined().filter(\.isUnreadable).count, comment)
    let request = SearchRequest(
      query: read, scope: question.scope, status: question.status, sort: question.sort,
      marked: table.rows(ofIDs: marked), onlyMarked: question.onlyMarked, changed: table.rows(ofIDs: changed),
      includesSimilar: question.includesSimilar, firstRows: random.chance(2) ? 100 : nil)
    let answer = searcher.search(request, isCancelled: { false })
    let found = try #require(answer)
    let expected = reference.answer(question)
    let ids = found.rows.map { table.ids[Int($0)] }
    try #require(found.matchCount == expected.matches.count, comment)
    try #require(found.similarCount == expected.similar.count, comment)
    try #require(found.isWhole || request.firstRows.map { ids.count >= $0 } ?? false, comment)
    try #require(ids == Array((expected.matches + expected.similar).prefix(ids.count)), comment)
    try #require(found.leftOutWords == expected.leftOutWords, comment)
    if !expected.leftOutWords.isEmpty {
      try #require(found.isSameWordLeftOut == expected.isSameWordLeftOut, comment)
    }
    try #require(found.wayOut?.withoutSpellings == expected.wayOut, comment)
    let hidden = Set(marked).subtracting(expected.matches + expected.similar)
    try #require(found.hiddenMarks == table.rows(ofIDs: Array(hidden)), comment)
    for index in [0, 1, 2, 3, found.matchCount, found.matchCount + 1, found.matchCount + 2]
    where index < found.rows.count {
      try checkHighlights(of: found, query, at: index)
    }
  }

  private mutating func question(_ query: ReferenceQuery) -> ReferenceMatcher.Question {
    let columns: [CustomerColumn] = [.code, .id, .updated, .type, .salesperson, .name, .active]
    var question = ReferenceMatcher.Question(query: query)
    question.scope = random.chance(5) ? .mine : .all
    question.status = random.chance(3) ? random.pick(StatusFilter.allCases) : .all
    question.onlyMarked = random.chance(8)
    if random.chance(6) { question.sort = CustomerOrder(random.pick(columns), descending: random.chance(2)) }
    question.includesSimilar = !random.chance(12)
    return question
  }

  private func checkHighlights(of found: SearchResult, _ query: ReferenceQuery, at index: Int) throws {
    let customer = table.customer(at: Int(found.rows[index]))
    let texts: [(CustomerColumn, String, String)] = [
      (.name, "name", customer.name), (.code, "code", customer.code ?? ""),
      (.salesperson, "rep", customer.salesperson ?? ""), (.type, "type", customer.customerType ?? ""),
      (.id, "id", String(customer.id)),
    ]
    let isSimilar = found.isSimilar(at: index)
    let expected = reference.highlights(
      query, of: ReferenceCustomer(customer), fields: texts.map(\.1), isSimilar: isSimilar)
    let found = found.highlighter.ranges(in: texts.map { ($0.2, $0.0) }, isSimilar: isSimilar)
    for ((_, field, text), (ranges, expected)) in zip(texts, zip(found, expected)) {
      let places = ranges.flatMap { range in
        let start = text.distance(from: text.startIndex, to: range.lowerBound)
        return start..<start + text[range].count
      }
      try #require(
        places == expected.sorted(),
        "seed \(seed): \(query.text.debugDescription) in \(field) \(text.debugDescription)")
    }
  }
}

extension WayOut {
  fileprivate var withoutSpellings: WayOut {
    WayOut(
      unknownTerms: unknownTerms, countWithoutUnknown: countWithoutUnknown,
      countOfOtherStatus: countOfOtherStatus, countOfOthers: countOfOthers)
  }
}
