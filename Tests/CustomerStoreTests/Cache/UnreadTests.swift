import Customers
import ProofTesting
import Testing

@testable import CustomerStore

/// What could not be read of the server's answers changes nothing.
@Suite struct UnreadTests {
  private let temporary = TemporaryCache()

  private static let company = (1...5 as ClosedRange<UInt64>).map { Customer.sample($0, "Customer \($0)") }

  /// Answers in which the records of some customers can't be read.
  private func answers(
    _ server: SampleServer, to plan: SyncPlan, unread records: Set<UInt64>, andAnonymous: Bool = false
  ) -> SyncAnswers {
    var server = server
    for id in records { server.customers[id] = nil }
    var answers = server.answers(to: plan)
    func unread(_ records: Set<UInt64>) -> UnreadParts {
      var unread = UnreadParts()
      for id in records { unread.insertRecord(of: andAnonymous ? nil : id) }
      return unread
    }
    if plan.details != nil { answers.unread.details = unread(records) }
    if plan.asksLists {
      (answers.unread.names, answers.unread.own) = (unread(records), unread(records.intersection(server.own)))
    }
    return answers
  }

  @Test(
    arguments: [TemporaryCache.identity, TemporaryCache.userOnly, TemporaryCache.companyOnly], [true, false])
  func `a customer whose record can't be read stays as it was`(identity: CacheIdentity, full: Bool) throws {
    for isAnonymous in [false, true] {
      let temporary = TemporaryCache()
      let cache = try temporary.open(identity)
      let server = SampleServer(Self.company, own: [2, 3])
      let before = try cache.sync(server, 10).customers.table.customers
      let plan = try cache.plan(now: january(11), forcesFull: full)
      let summary = try cache.apply(
        answers(server, to: plan, unread: [2, 4], andAnonymous: isAnonymous), of: plan)
      #expect(summary.counts.isEmpty)
      #expect(summary.customers.table.customers == before)
      #expect(try cache.load()?.table.customers == before)
      #expect(try cache.sync(server, 12, full: full).counts.isEmpty)
    }
  }

  @Test func `while it is not known whose a record is, nobody is gone, and then who is missing is`() throws {
    let cache = try temporary.open()
    var server = SampleServer(Self.company)
    try cache.sync(server, 10)
    server.customers[5] = nil
    for full in [false, true] {
      let plan = try cache.plan(now: january(11), forcesFull: full)
      let answers = answers(server, to: plan, unread: [4], andAnonymous: true)
      #expect(try cache.apply(answers, of: plan).counts.isEmpty)
    }
    #expect(try cache.load()?.table.ids == [1, 2, 3, 4, 5])
    #expect(try cache.sync(server, 12).counts == [.gone: 1])
  }

  @Test(arguments: [\SyncAnswers.Unread.details, \.names, \.own], [true, false])
  func `whichever list has a record that doesn't tell whose it is, nobody is gone by that`(
    list: WritableKeyPath<SyncAnswers.Unread, UnreadParts> & Sendable, full: Bool
  ) throws {
    let cache = try temporary.open()
    var server = SampleServer(Self.company, own: [5])
    let before = try cache.sync(server, 10).customers.table.customers
    server.customers[5] = nil
    let plan = try cache.plan(now: january(11), forcesFull: full)
    var answers = server.answers(to: plan)
    answers.unread[keyPath: list].insertRecord(of: nil)
    answers.unread.own.insertRecord(of: nil)
    #expect(try cache.apply(answers, of: plan).counts.isEmpty)
    #expect(try cache.load()?.table.customers == before)
    #expect(try cache.sync(server, 12).counts == [.gone: 1])
  }

  @Test func `a customer that one list can't read and another one can is told by that`() throws {
    let cache = try temporary.open()
    let server = SampleServer(Self.company)
    let before = try cache.sync(server, 10).customers.table.customers
    let plan = try cache.plan(now: january(11), forcesFull: true)
    var answers = answers(server, to: plan, unread: [2])
    answers.names = server.answers(to: plan).names
    answers.unread.names = UnreadParts()
    let summary = try cache.apply(answers, of: plan)
    #expect(summary.counts.isEmpty)
    #expect(summary.customers.table.customers == before)
  }

  @Test(arguments: [true, false])
  func `a field that can't be read keeps its last value, and the others change`(full: Bool) throws {
    let cache = try temporary.open()
    var server = SampleServer(Self.company)
    try cache.sync(server, 10)
    server.customers[2] = Customer(
      id: 2, name: "Renamed", updatedOn: Customer.sample(2, "", updated: 11).updatedOn)
    let plan = try cache.plan(now: january(11), forcesFull: full)
    var answers = server.answers(to: plan)
    answers.unread.details.setFields([.code, .accountingCode, .type, .salesperson, .active], of: 2)
    let summary = try cache.apply(answers, of: plan)
    #expect(summary.counts == [.renamed: 1])
    var expected = Customer.sample(2, "Renamed", updated: 11)
    expected.isMine = false
    #expect(summary.customers.table.customers[1] == expected)
    #expect(try cache.load()?.table.customers[1] == expected)
  }

  @Test func `what can be read at last has not changed`() throws {
    let cache = try temporary.open()
    let server = SampleServer(Self.company)
    let plan = try cache.plan(now: january(10))
    var first = answers(server, to: plan, unread: [])
    var garbled = server
    garbled.customers[1]?.code = nil
    garbled.customers[1]?.salesperson = nil
    garbled.customers[2] = nil
    first.details = garbled.answers(to: plan).details
    first.unread.details.setFields([.code, .salesperson], of: 1)
    first.unread.details.insertRecord(of: 2)
    _ = try cache.apply(first, of: plan)
    #expect(try cache.load()?.table.customers[0].code == nil)
    let second = try cache.sync(server, 11, full: true)
    #expect(second.counts.isEmpty)
    #expect(second.customers.table.customers.map(\.code) == ["C1", "C2", "C3", "C4", "C5"])
    #expect(try cache.changes(since: .distantPast).isEmpty)
    // From now on a change is one.
    var changed = server
    changed.customers[1]?.code = nil
    #expect(try cache.sync(changed, 12, full: true).counts == [.edited: 1])
  }

  /// A server whose customers never change, and whose answers are garbled at random.
  @Test(arguments: 1...ProofScale.rounds(full: 100, few: 6))
  func `however answers are garbled, nobody vanishes and nothing changes`(seed: Int) throws {
    var random = RandomSource(seed: UInt64(seed))
    let ids = (1...60 as ClosedRange<UInt64>).map { $0 % 10 == 0 ? UInt64.max - $0 : $0 }
    let customers = ids.map { Customer.sample($0, "Customer \($0)") }
    let server = SampleServer(customers, own: Set(ids.prefix(20)))
    let identity = random.pick([TemporaryCache.identity, TemporaryCache.userOnly, TemporaryCache.companyOnly])
    let cache = try temporary.open(identity)
    let truth = try cache.sync(server, 10).customers.table.customers
    for round in 0..<100 {
      let plan = try cache.plan(now: january(11), forcesFull: random.chance(2))
      var answers = server.answers(to: plan)
      if let details = answers.details {
        (answers.details, answers.unread.details) = garbled(details, &random)
      }
      if let names = answers.names { (answers.names, answers.unread.names) = garbled(names, &random) }
      if let own = answers.own { (answers.own, answers.unread.own) = garbled(own, &random) }
      let summary = try cache.apply(answers, of: plan)
      try #require(summary.counts.isEmpty, "seed \(seed), round \(round)")
      try #require(summary.customers.table.customers == truth, "seed \(seed), round \(round)")
    }
    #expect(try cache.load()?.table.customers == truth)
    #expect(try cache.changes(since: .distantPast).isEmpty)
  }

  private func garbled(_ table: CustomerTable, _ random: inout RandomSource) -> (CustomerTable, UnreadParts) {
    var builder = CustomerTableBuilder()
    var unread = UnreadParts()
    let isWithoutIDs = random.chance(3)
    for var customer in table.customers {
      switch random.chance(4) ? Int.random(in: 0...3, using: &random) : 9 {
      case 0: unread.insertRecord(of: isWithoutIDs ? nil : customer.id)
      case 1:
        customer.code = nil
        customer.customerType = nil
        unread.setFields([.code, .type], of: customer.id)
        builder.append(customer)
      case 2:
        customer.salespersonID = nil
        customer.isActive = nil
        customer.updatedOn = nil
        unread.setFields([.salesperson, .active, .updated], of: customer.id)
        builder.append(customer)
      default: builder.append(customer)
      }
    }
    return (builder.finish().table, unread)
  }
}
