import CustomerStore
import Customers
import Foundation
import ProofTesting
import Testing

@Suite struct SyncingTests {
  private let temporary = TemporaryCache()

  @Test func `nothing is there before the first sync, which asks for everything`() throws {
    let cache = try temporary.open()
    #expect(try cache.load() == nil)
    #expect(try cache.syncedAt() == nil)
    let plan = try cache.plan(now: january(10))
    #expect(plan.isFull)
    #expect(plan.details == .all)
    #expect(plan.asksLists)
  }

  @Test func `what was synced is there when the program starts again`() throws {
    let server = SampleServer([.sample(1, "A"), .sample(2, "B")], own: [2])
    let summary = try temporary.open().sync(server, 10)
    #expect(summary.isFirst)
    #expect(summary.counts.isEmpty)
    let loaded = try #require(try temporary.open().load())
    #expect(loaded.table.customers == summary.customers.table.customers)
    #expect(loaded.table.customers.map(\.name) == ["A", "B"])
    #expect(loaded.table.customers.map(\.isMine) == [false, true])
    #expect(loaded.syncedAt == january(10))
    #expect(loaded.fullySyncedAt == january(10))
    #expect(loaded.changedIDs.isEmpty)
  }

  @Test func `the start of the list is there without loading everything`() throws {
    let cache = try temporary.open()
    #expect(try cache.listStart() == nil)
    let names = (1...400).map { Customer.sample($0, "Name \(401 - $0)") }
    var inactive = Customer.sample(500, "A")
    inactive.isActive = false
    try cache.sync(SampleServer(names + [inactive]), 10)
    let start = try #require(try cache.listStart())
    #expect(start.count == 400)
    #expect(start.syncedAt == january(10))
    let shown = start.rows.map { start.table.customer(at: Int($0)).name }
    #expect(shown.prefix(12) == (1...12).map { "Name \($0)" }[...])
    try cache.sync(SampleServer([.sample(400, "Only")]), 11, full: true, acceptingLosses: true)
    #expect(try cache.listStart()?.table.customers.map(\.name) == ["Only"])
  }

  @Test func `later syncs ask for what was updated since the day before the last update`() throws {
    let cache = try temporary.open()
    try cache.sync(SampleServer([.sample(1, "A", updated: 3), .sample(2, "B", updated: 9)]), 10)
    let plan = try cache.plan(now: january(11))
    #expect(!plan.isFull)
    #expect(plan.details == .updated(asOf: LocalDate(daysSinceEpoch: 20_453 + 8)))
  }

  @Test func `an update dated in the future does not hide the ones to come`() throws {
    let cache = try temporary.open()
    try cache.sync(SampleServer([.sample(1, "A", updated: 3), .sample(2, "B", updated: 3_000)]), 10)
    let plan = try cache.plan(now: january(11))
    #expect(plan.details == .updated(asOf: LocalDate(daysSinceEpoch: 20_453 + 2)))
  }

  @Test func `after a week, on demand, or with the clock set far back, everything is asked for`() throws {
    let cache = try temporary.open()
    try cache.sync(SampleServer([.sample(1, "A")]), 10)
    #expect(try cache.plan(now: january(16)).isFull == false)
    #expect(try cache.plan(now: january(17)).isFull)
    #expect(try cache.plan(now: january(11), forcesFull: true).details == .all)
    #expect(try cache.plan(now: january(8)).isFull)
    try cache.sync(SampleServer([.sample(1, "A")]), 16)
    #expect(try cache.plan(now: january(17)).isFull)
  }

  @Test func `an update changes what it tells, adds what is new and keeps the rest`() throws {
    let cache = try temporary.open()
    var server = SampleServer([.sample(1, "A"), .sample(3, "C"), .sample(5, "E")], own: [1])
    try cache.sync(server, 10)
    server.customers[3] = .sample(3, "Cc", updated: 11)
    server.customers[4] = .sample(4, "D", updated: 11)
    server.own = [4]
    let summary = try cache.sync(server, 11)
    #expect(summary.counts == [.renamed: 1, .new: 1, .edited: 1])
    #expect(summary.customers.changedIDs == [1, 3, 4])
    #expect(summary.customers.table.customers.map(\.name) == ["A", "Cc", "D", "E"])
    #expect(summary.customers.table.customers.map(\.isMine) == [false, false, true, false])
    let loaded = try #require(try cache.load())
    #expect(loaded.table.customers == summary.customers.table.customers)
    #expect(loaded.changedIDs == [1, 3, 4])
    #expect(loaded.fullySyncedAt == january(10))
    #expect(try cache.sync(server, 12).customers.changedIDs.isEmpty)
  }

  @Test func `a customer missing in the list is hidden, and returns when it is there again`() throws {
    let cache = try temporary.open()
    var server = SampleServer([.sample(1, "A"), .sample(2, "B")])
    try cache.sync(server, 10)
    server.customers[2] = nil
    let gone = try cache.sync(server, 11)
    #expect(gone.counts == [.gone: 1])
    #expect(gone.customers.table.ids == [1])
    #expect(gone.customers.changedIDs.isEmpty)
    #expect(try cache.load()?.table.ids == [1])
    #expect(try cache.sync(server, 12).counts.isEmpty)
    server.customers[2] = .sample(2, "B")
    let returned = try cache.sync(server, 13)
    #expect(returned.counts == [.returned: 1])
    #expect(
      try cache.load()?.table.customers == [Customer.sample(1, "A").notMine, Customer.sample(2, "B").notMine])
    #expect(returned.customers.changedIDs == [2])
  }

  @Test func `a customer missing in the list but in the update stays`() throws {
    let cache = try temporary.open()
    var server = SampleServer([.sample(1, "A"), .sample(2, "B")])
    try cache.sync(server, 10)
    server.listed = [1]
    server.customers[2]?.isActive = false
    server.customers[2]?.updatedOn = Customer.sample(2, "", updated: 11).updatedOn
    #expect(try cache.sync(server, 11).counts == [.deactivated: 1])
    // By now the update no longer tells it; the list did not tell it before either.
    server.customers[1] = .sample(1, "A", updated: 14)
    try cache.sync(server, 14)
    #expect(try cache.sync(server, 15).customers.table.ids == [1, 2])
  }

  @Test func `only a full sync removes what is gone`() throws {
    let cache = try temporary.open()
    var server = SampleServer([.sample(1, "A"), .sample(2, "B"), .sample(3, "C")])
    try cache.sync(server, 10)
    server.customers[2] = nil
    try cache.sync(server, 11)
    server.customers[3] = nil
    #expect(try cache.sync(server, 12, full: true).counts == [.gone: 1])
    server.customers[2] = .sample(2, "B")
    #expect(try cache.sync(server, 13, full: true).counts == [.new: 1])
  }

  @Test func `a customer that only the list holds has unknown details`() throws {
    let cache = try temporary.open()
    let plan = try cache.plan(now: january(10))
    var answers = SampleServer([.sample(1, "A")]).answers(to: plan)
    answers.names = SampleServer([.sample(1, "other"), .sample(2, "B")]).answers(to: plan).names
    _ = try cache.apply(answers, of: plan)
    #expect(
      try cache.load()?.table.customers == [
        Customer.sample(1, "A").notMine, Customer(id: 2, name: "B", isMine: false),
      ])
  }

  @Test func `with a user token alone there are names, and what is mine`() throws {
    let cache = try temporary.open(TemporaryCache.userOnly)
    var server = SampleServer([.sample(1, "A"), .sample(2, "B")], own: [1])
    try cache.sync(server, 10)
    #expect(try cache.plan(now: january(11)).details == nil)
    server.customers[1]?.name = "Aa"
    server.customers[2] = nil
    #expect(try cache.sync(server, 11).counts == [.renamed: 1, .gone: 1])
    #expect(try cache.load()?.table.customers == [Customer(id: 1, name: "Aa", isMine: true)])
  }

  @Test func `a refresh of updates alone changes what they tell, and nobody is gone or less mine by it`()
    throws
  {
    let cache = try temporary.open()
    var server = SampleServer([.sample(1, "A"), .sample(2, "B"), .sample(3, "C")], own: [1, 2])
    try cache.sync(server, 10)
    server.customers[1] = .sample(1, "Aa", updated: 11)
    server.customers[2] = nil
    server.customers[4] = .sample(4, "D", updated: 11)
    let plan = try cache.plan(now: january(11), extent: .updates)
    #expect(plan.asksLists == false)
    #expect(try cache.apply(server.answers(to: plan), of: plan).counts == [.renamed: 1, .new: 1])
    let customers = try #require(try temporary.open().load()).table.customers
    #expect(customers.map(\.name) == ["Aa", "B", "C", "D"])
    #expect(customers.map(\.isMine) == [true, true, false, false])
    server.own = [4]
    // The next whole refresh tells what this one could not.
    let summary = try cache.sync(server, 12)
    #expect(summary.customers.table.customers.map(\.name) == ["Aa", "C", "D"])
    #expect(summary.customers.table.customers.map(\.isMine) == [false, false, true])
    #expect(summary.counts == [.gone: 1, .edited: 2])
  }

  @Test func `a refresh of names alone tells who is new or gone, and keeps the details`() throws {
    let cache = try temporary.open()
    var server = SampleServer([.sample(1, "A"), .sample(2, "B")], own: [1])
    try cache.sync(server, 10)
    server.customers[2] = nil
    server.customers[1]?.customerType = "Wholesaler"
    server.customers[1]?.updatedOn = Customer.sample(1, "", updated: 11).updatedOn
    server.customers[3] = .sample(3, "C", updated: 11)
    let plan = try cache.plan(now: january(11), extent: .names)
    #expect(plan.details == nil)
    let table = try cache.apply(server.answers(to: plan), of: plan).customers.table
    #expect(table.customers.map(\.name) == ["A", "C"])
    #expect(table.customers.map(\.customerType) == ["Retailer", nil])
    let whole = try cache.sync(server, 12).customers.table.customers
    #expect(whole.map(\.customerType) == ["Wholesaler", "Retailer"])
  }

  @Test(arguments: [SyncPlan.Extent.names, .updates])
  func `what is all there is to ask, or the first or weekly whole of it, is never left out`(
    extent: SyncPlan.Extent
  ) throws {
    let cache = try temporary.open()
    #expect(try cache.plan(now: january(10), extent: extent).details == .all)
    try cache.sync(SampleServer([.sample(1, "A")]), 10)
    let weekly = try cache.plan(now: january(17), extent: extent)
    #expect(weekly.details == .all && weekly.asksLists)
    for (identity, hasLists) in [(TemporaryCache.userOnly, true), (TemporaryCache.companyOnly, false)] {
      let single = try temporary.open(identity)
      try single.sync(SampleServer([.sample(1, "A")]), 10)
      let plan = try single.plan(now: january(11), extent: extent)
      #expect(plan.asksLists == hasLists)
      #expect((plan.details == nil) == hasLists)
    }
  }

  @Test func `with a company token alone nobody knows what is mine`() throws {
    let cache = try temporary.open(TemporaryCache.companyOnly)
    var server = SampleServer([.sample(1, "A"), .sample(2, "B")])
    try cache.sync(server, 10)
    #expect(try cache.plan(now: january(11)).asksLists == false)
    #expect(try cache.load()?.table.mine == nil)
    server.customers[2] = nil
    #expect(try cache.sync(server, 11).counts.isEmpty)
    #expect(try cache.sync(server, 12, full: true).counts == [.gone: 1])
  }

  @Test func `answers older than what another process cached are thrown away`() throws {
    let cache = try temporary.open()
    try cache.sync(SampleServer([.sample(1, "A")]), 10)
    let slow = try cache.plan(now: january(11))
    try temporary.open().sync(SampleServer([.sample(1, "newer", updated: 12)]), 12)
    let older = SampleServer([.sample(1, "older", updated: 11)])
    let summary = try cache.apply(older.answers(to: slow), of: slow)
    #expect(summary.isSuperseded)
    #expect(summary.customers.table.customers.map(\.name) == ["newer"])
    #expect(try cache.load()?.syncedAt == january(12))
  }

  @Test func `an update can't fill a cache that was deleted meanwhile`() throws {
    let cache = try temporary.open()
    let server = SampleServer([.sample(1, "A")])
    try cache.sync(server, 10)
    let plan = try cache.plan(now: january(11))
    for file in temporary.files { try FileManager.default.removeItem(atPath: "\(temporary.folder)/\(file)") }
    let error = try #require(throws: CustomerStoreError.self) {
      _ = try cache.apply(server.answers(to: plan), of: plan)
    }
    #expect(error.kind == .outdatedPlan)
    #expect(try cache.plan(now: january(11)).isFull)
    #expect(try cache.sync(server, 11).customers.table.count == 1)
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `after any history the cache is what the server holds`(seed: UInt64) throws {
    var random = RandomSource(seed: seed)
    let cache = try temporary.open()
    var server = SampleServer()
    for day in 2...21 {
      server.add(20, day: day, &random)
      server.editSome(day: day, &random)
      server.removeSome(&random)
      let summary = try cache.sync(server, day, full: day % 10 == 0)
      let expected = server.customers.values.sorted { $0.id < $1.id }.map { customer in
        var customer = customer
        customer.isMine = server.own.contains(customer.id)
        return customer
      }
      #expect(summary.customers.table.customers == expected)
      let loaded = try #require(try cache.load())
      #expect(loaded.table.customers == expected)
      #expect(loaded.changedIDs == summary.customers.changedIDs)
    }
  }
}

extension Customer {
  fileprivate var notMine: Customer {
    var customer = self
    customer.isMine = false
    return customer
  }
}
