import Testing

@testable import Customers

/// What was typed before must not change an answer, whatever the searcher remembers of it.
@Suite struct TypingTests {
  private static let table: CustomerTable = {
    var random = RandomCustomers(seed: 99)
    // More than one block of the index.
    return CustomerTable(random.customers(count: SearchIndex.rowsPerBlock + 77))
  }()

  private static let snapshot = CustomerSnapshot(table)

  /// Texts that are typed letter by letter and taken back again.
  static let texts = [
    "abc花a", "name:abc 0", "a2 | c0c !b", "rep:ab type:a", "^ab$", "\"a b\"", "abcabc0a2c", "type:abcab",
  ]

  @Test(arguments: texts)
  func answersDoNotDependOnWhatWasTypedBefore(text: String) throws {
    var typing = CustomerSearcher(Self.snapshot)
    let prefixes = (1...text.count).map { String(text.prefix($0)) }
    for prefix in prefixes + prefixes.reversed() + [text, String(prefixes[0])] {
      var fresh = CustomerSearcher(Self.snapshot)
      let request = SearchRequest.all(prefix, count: Self.table.count)
      let answer = typing.search(request, isCancelled: { false })
      let expected = fresh.search(request, isCancelled: { false })
      try #require(answer?.rows == expected?.rows, "after \(prefix.debugDescription)")
      try #require(answer?.isApproximate == expected?.isApproximate)
    }
  }

  @Test(arguments: ["", "a", "abc", "is:mine"], [1, 300])
  func theFirstRowsAreTheSameBeforeTheOrderIsThere(text: String, firstRows: Int) throws {
    var early = CustomerSearcher(CustomerSnapshot(Self.table))
    var late = CustomerSearcher(Self.snapshot)
    var request = SearchRequest.all(text, count: Self.table.count)
    let complete = late.search(request, isCancelled: { false })
    let expected = try #require(complete).rows
    request.firstRows = firstRows
    let first = early.search(request, isCancelled: { false })
    let answer = try #require(first)
    #expect(answer.orderedCount >= min(firstRows, expected.count))
    #expect(answer.rows.prefix(answer.orderedCount) == expected.prefix(answer.orderedCount))
    #expect(answer.rows.sorted() == expected.sorted())
  }

  @Test func severalThreadsShareASnapshot() async {
    let snapshot = CustomerSnapshot(Self.table)
    let rows = await withTaskGroup(of: [UInt32]?.self) { group in
      group.addTask {
        snapshot.prepare()
        return nil
      }
      for _ in 0..<4 {
        group.addTask {
          var searcher = CustomerSearcher(snapshot)
          return searcher.search(.all("ab", count: Self.table.count), isCancelled: { false })?.rows
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    let found = Set(rows.compactMap(\.self))
    #expect(found.count == 1)
    #expect(found.first?.isEmpty == false)
  }
}
