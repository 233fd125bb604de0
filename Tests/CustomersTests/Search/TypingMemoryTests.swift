import Testing

@testable import Customers

/// What a searcher remembers of other questions must not show in what it tells besides rows.
@Suite struct TypingMemoryTests {
  /// Many Rosas, of whom three are marked, and a few others.
  private static let customers =
    (1...200).map { Customer(id: UInt64($0), name: "Rosa \($0)") }
    + [
      Customer(id: 301, name: "Rosa alone"), Customer(id: 302, name: "Tulipan alone"),
      Customer(id: 303, name: "Viola"),
    ]
  private static let table = CustomerTable(customers)

  private func request(_ text: String, onlyMarked: Bool = false) -> SearchRequest {
    var request = SearchRequest.all(text, count: Self.table.count)
    request.marked = Self.table.rows(ofIDs: [301, 302])
    request.onlyMarked = onlyMarked
    return request
  }

  private func answer(_ asked: SearchRequest, after before: [SearchRequest] = []) throws -> SearchResult {
    var searcher = CustomerSearcher(CustomerSnapshot(Self.table))
    for request in before { _ = searcher.search(request, isCancelled: { false }) }
    let answer = searcher.search(asked, isCancelled: { false })
    return try #require(answer)
  }

  @Test func `what a left out word costs does not depend on what was asked before`() throws {
    let asked = request("is:marked rosa tulipan")
    for before in [[], [request("rosa")], [request("tulipan")], [request("rosa"), request("tulipan")]] {
      let found = try answer(asked, after: before)
      #expect(found.rows == (try answer(asked)).rows)
      #expect(found.similarCount == 2)
      #expect(found.leftOutWords == ["rosa", "tulipan"])
    }
  }

  @Test func `a word is unknown whether or not somebody else with it was seen before`() throws {
    let asked = request("viola", onlyMarked: true)
    for before in [[], [request("viola")]] {
      let wayOut = try answer(asked, after: before).wayOut
      #expect(wayOut == (try answer(asked)).wayOut)
    }
  }
}
