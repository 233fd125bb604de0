import Customers
import ProofTesting
import Testing

@testable import Customers

/// Random customers and random queries, answered by the searcher and by the plain `ReferenceMatcher`.
@Suite struct SearchProofTests {
  private static let tables = ProofScale.rounds(full: 200, few: 8)
  private static let queriesPerTable = 50

  @Test(arguments: 0..<tables)
  func answersLikeThePlainMatcher(table seed: Int) throws {
    try prove(seed: seed, customers: seed % 4 == 0 ? 70 : 20, queries: Self.queriesPerTable)
  }

  /// With so many customers that few of them are looked at one by one, and the first rows are told before the others.
  @Test(arguments: 1_000..<1_000 + ProofScale.rounds(full: 5, few: 1))
  func answersLikeThePlainMatcher(largeTable seed: Int) throws {
    try prove(seed: seed, customers: 2_600, queries: 8)
  }

  private func prove(seed: Int, customers count: Int, queries: Int) throws {
    var random = RandomCustomers(seed: UInt64(seed))
    let customers = random.customers(count: count)
    let table = CustomerTable(customers)
    let marked = customers.filter { _ in random.random.chance(3) }.map(\.id)
    let changed = customers.filter { _ in random.random.chance(3) }.map(\.id)
    let reference = ReferenceMatcher(customers: customers, marked: Set(marked), changed: Set(changed))
    var searcher = CustomerSearcher(CustomerSnapshot(table))
    for _ in 0..<queries {
      let query = random.query()
      let status = random.random.pick(StatusFilter.allCases)
      let read = CustomerQuery(query.text, today: LocalDate(daysSinceEpoch: 20_000))
      try #require(read.problem == nil, "\(query.text)")
      let request = SearchRequest(
        query: read, scope: .all, status: status, sort: nil, marked: table.rows(ofIDs: marked),
        onlyMarked: false, changed: table.rows(ofIDs: changed),
        firstRows: random.random.chance(2) ? 100 : nil)
      let answer = searcher.search(request, isCancelled: { false })
      let found = try #require(answer)
      let expected = reference.search(query, status: status)
      let ids = found.rows.map { table.ids[Int($0)] }
      try #require(found.count == expected.ids.count, "seed \(seed): \(query.text.debugDescription)")
      try #require(found.isWhole || request.firstRows.map { ids.count >= $0 } ?? false)
      try #require(
        ids == Array(expected.ids.prefix(ids.count)), "seed \(seed): \(query.text.debugDescription)")
      try #require(found.isApproximate == expected.isApproximate, "seed \(seed): \(query.text)")
      for row in found.rows.prefix(5) {
        try expectSameHighlights(found.highlighter, reference, query, table.customer(at: Int(row)))
      }
    }
  }

  private func expectSameHighlights(
    _ highlighter: Highlighter, _ reference: ReferenceMatcher, _ query: ReferenceQuery, _ customer: Customer
  ) throws {
    let texts: [(CustomerColumn, String, String)] = [
      (.name, "name", customer.name), (.code, "code", customer.code ?? ""),
      (.salesperson, "rep", customer.salesperson ?? ""), (.type, "type", customer.customerType ?? ""),
      (.id, "id", String(customer.id)),
    ]
    for (column, field, text) in texts {
      let places = highlighter.ranges(in: text, column: column).flatMap { range in
        let start = text.distance(from: text.startIndex, to: range.lowerBound)
        return start..<start + text[range].count
      }
      let expected = reference.highlights(query, of: customer, field: field).sorted()
      try #require(places == expected, "\(query.text.debugDescription) in \(field) \(text.debugDescription)")
    }
  }
}
