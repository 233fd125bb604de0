import CustomerStore
import Customers
import Testing

/// So many customers missing at once that a person has to say whether they are gone.
@Suite struct SuddenLossTests {
  private let temporary = TemporaryCache()

  private func server(_ count: Int) -> SampleServer {
    SampleServer((0..<count).map { .sample(UInt64($0 + 1), "Customer \($0)") })
  }

  @Test(arguments: [TemporaryCache.identity, TemporaryCache.userOnly, TemporaryCache.companyOnly])
  func `more than a tenth and more than twenty missing changes nothing until that is accepted`(
    identity: CacheIdentity
  ) throws {
    let cache = try temporary.open(identity)
    let before = try cache.sync(server(200), 10).customers.table.customers
    for day in [11, 12] {
      let error = try #require(throws: CustomerStoreError.self) {
        try cache.sync(server(179), day, full: true)
      }
      #expect(error.kind == .suddenLoss(missing: 21, of: 200))
      #expect(try cache.load()?.table.customers == before)
      #expect(try cache.syncedAt() == january(10))
      #expect(try cache.changes(since: .distantPast).isEmpty)
    }
    let plan = try cache.plan(now: january(13), forcesFull: true)
    let summary = try cache.apply(server(179).answers(to: plan), of: plan, acceptingLosses: true)
    #expect(summary.counts == [.gone: 21])
    #expect(try cache.load()?.table.count == 179)
  }

  @Test func `a refresh that misses many in the list of all asks, too`() throws {
    let cache = try temporary.open()
    try cache.sync(server(200), 10)
    let error = try #require(throws: CustomerStoreError.self) { try cache.sync(server(150), 11) }
    #expect(error.kind == .suddenLoss(missing: 50, of: 200))
    #expect(error.advice.contains("--accept-losses"))
    #expect(try cache.load()?.table.count == 200)
    #expect(try cache.sync(server(200), 12).counts.isEmpty)
  }

  @Test(arguments: [0, 40, 99])
  func `whoever is still named keeps the last known details, and nothing counts as changed`(detailCount: Int)
    throws
  {
    let cache = try temporary.open()
    try cache.sync(server(100), 10)
    let before = try cache.load()?.table.customers
    let plan = try cache.plan(now: january(11), forcesFull: true)
    var answers = server(100).answers(to: plan)
    answers.details = server(detailCount).answers(to: plan).details
    #expect(try cache.apply(answers, of: plan).counts.isEmpty)
    #expect(try cache.load()?.table.customers == before)
    #expect(try cache.changes(since: .distantPast).isEmpty)
    // Told anew, details change as ever; and who is no longer named either goes.
    var later = server(99)
    later.customers[1]?.code = "NEW"
    let summary = try cache.sync(later, 12, full: true)
    #expect(summary.counts == [.gone: 1, .edited: 1])
    #expect(try cache.load()?.table.customers.first?.code == "NEW")
  }

  @Test(arguments: [(200, 180), (1_000, 900), (21, 1), (20, 0), (5, 0)])
  func `fewer may go at any time`(before: Int, after: Int) throws {
    let cache = try temporary.open()
    try cache.sync(server(before), 10)
    #expect(try cache.sync(server(after), 11).counts == [.gone: before - after])
    #expect(try cache.load()?.table.count == after)
  }

  @Test func `those who left before are not missed again`() throws {
    let cache = try temporary.open()
    try cache.sync(server(100), 10)
    for (day, count) in [(11, 85), (12, 75), (13, 60)] {
      #expect(try cache.sync(server(count), day).customers.table.count == count)
    }
    #expect(try cache.sync(server(60), 14, full: true).counts.isEmpty)
  }
}
