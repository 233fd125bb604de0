import Foundation
import Synchronization
import Testing

@testable import Customers

@Suite struct ChangeHistoryTests {
  private let shop = SmallTable(
    ["Bella", "Rosa", "Lily"].enumerated().map { Customer(id: UInt64($0.0 + 1), name: $0.1) })

  /// The day that queries of these tests are asked on: 2024-10-04.
  private static let today = LocalDate(daysSinceEpoch: 20_000)

  private static func change(
    _ id: UInt64, _ kind: CustomerChange.Kind, _ time: String
  ) throws -> CustomerChange {
    let seconds = try #require(LocalDateTime(time)).secondsSinceEpoch
    return CustomerChange(
      customerID: id, customerName: "", kind: kind,
      syncedAt: Date(timeIntervalSince1970: TimeInterval(seconds)))
  }

  /// In a zone whose clocks show 02:00 when it is midnight in Greenwich.
  private static func history() throws -> ChangeHistory {
    let zone = try #require(TimeZone(secondsFromGMT: 2 * 3_600))
    return ChangeHistory(
      [
        try change(1, .renamed, "2024-09-01T10:00:00"), try change(2, .new, "2024-10-02T23:30:00"),
        try change(9, .gone, "2024-10-03T10:00:00"), try change(3, .reassigned, "2024-10-03T22:30:00"),
        try change(1, .edited, "2024-10-03T10:00:00"),
      ], in: zone)
  }

  @Test(arguments: [
    ("changed:<1d", ["Lily"]), ("changed:today", ["Lily"]), ("changed:yesterday", ["Bella", "Rosa"]),
    ("changed:2024-09", ["Bella"]), ("changed:>=2024-10-04", ["Lily"]), ("changed:..2024-09-30", ["Bella"]),
    ("changed:2023", []), ("new:<7d", ["Rosa"]), ("new:today", []), ("!changed:2024-10", []),
    ("!new:2024", ["Bella", "Lily"]), ("changed:2024 lily", ["Lily"]),
    ("bella | new:2024", ["Bella", "Rosa"]),
  ])
  func `recorded changes are found by the day when they were seen here`(
    query: String, expected: [String]
  ) throws {
    let history = try Self.history()
    let result = try shop.result(query) {
      $0.history = history
      $0.includesSimilar = false
    }
    #expect(Set(shop.names(result.rows)) == Set(expected))
  }

  @Test func `without records nobody was changed`() throws {
    #expect(try shop.matches("changed:2024").isEmpty)
  }

  @Test func `only who asks for changes lets them be read, and once`() throws {
    let reads = Atomic(0)
    let history = ChangeHistory(in: .gmt) {
      reads.add(1, ordering: .relaxed)
      return ([], "")
    }
    for query in ["bella", "updated:2024", "is:new", ""] {
      _ = try shop.result(query) { $0.history = history }
    }
    #expect(reads.load(ordering: .relaxed) == 0)
    for query in ["changed:2024", "new:2024 rosa"] { _ = try shop.result(query) { $0.history = history } }
    #expect(reads.load(ordering: .relaxed) == 1)
  }

  @Test func `a later refresh's changes are found by the same searcher`() throws {
    var searcher = CustomerSearcher(shop.snapshot)
    func rows(_ changes: [CustomerChange]) -> [UInt32]? {
      var request = SearchRequest.all("changed:2024", count: shop.table.count)
      request.history = ChangeHistory(changes, in: .gmt)
      return searcher.search(request, isCancelled: { false })?.rows
    }
    #expect(rows([]) == [])
    #expect(rows([try Self.change(2, .new, "2024-10-02T23:30:00")]) == [1])
  }

  @Test func `changes that can't be read are told of with what is found`() throws {
    let history = ChangeHistory(in: .gmt) { ([], "The changes could not be read.") }
    #expect(
      try shop.result("changed:2024") { $0.history = history }.obstacle == "The changes could not be read.")
    #expect(try shop.result("bella") { $0.history = history }.obstacle.isEmpty)
  }

  @Test func `where the changes themselves are told, gone customers can be asked for`() throws {
    let query = CustomerQuery("gone:<7d", today: Self.today, tellsGone: true)
    #expect(query.problems.isEmpty)
    #expect(query.asksForChanges)
  }
}
