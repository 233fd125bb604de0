import Customers
import Foundation
import Testing

@testable import CustomerStore

/// Caches of so many customers that several readers share them.
@Suite struct RowPartTests {
  private let temporary = TemporaryCache()

  private static let count: UInt64 = 70_000

  /// Customers of whom some have a type, a salesperson or an owner that none before them has.
  private static let server = SampleServer(
    (1...count).map { id in
      var customer = Customer.sample(id * 7, "Customer \(id)")
      customer.customerType = "Type \(id / 10_000)"
      customer.salesperson = id % 1_000 == 0 ? "Rep \(id)" : nil
      customer.isActive = id % 3 == 0 ? nil : id % 3 == 1
      return customer
    }, own: Set((1...count).filter { $0 % 9 == 0 }.map { $0 * 7 }))

  private func expectSame(_ table: CustomerTable, _ other: CustomerTable) {
    #expect(table.ids == other.ids && table.text == other.text && table.textOffsets == other.textOffsets)
    #expect(table.typeCodes.map { table.types[Int($0)] } == other.typeCodes.map { other.types[Int($0)] })
    let salespeople = table.salespersonCodes.map { table.salespeople[Int($0)] }
    #expect(salespeople == other.salespersonCodes.map { other.salespeople[Int($0)] })
    #expect(table.updatedSeconds == other.updatedSeconds && table.mine == other.mine)
    #expect(table.inactive == other.inactive && table.statusKnown == other.statusKnown)
  }

  @Test func `several readers find what was synced, and leave out who is gone`() throws {
    let cache = try temporary.open()
    let first = try cache.sync(Self.server, 10).customers.table
    expectSame(try #require(try cache.load()).table, first)
    var server = Self.server
    for id in stride(from: 7, through: Self.count * 7, by: 700) { server.customers[id] = nil }
    server.listed = Set(server.customers.keys)
    let second = try cache.sync(server, 11).customers.table
    #expect(second.count == Int(Self.count) - 700)
    expectSame(try #require(try temporary.open().load()).table, second)
  }

  @Test func `where no other reader gets in, one reads everything`() throws {
    let cache = try temporary.open()
    let table = try cache.sync(Self.server, 10).customers.table
    let read = try cache.access("", .deferred) { database in
      let run = try #require(try SyncRun.latest(database))
      let path = "\(temporary.folder)/nowhere.sqlite"
      let rows = try RowPart.all(in: database, at: path, ValueDictionaries(database), leftBy: run)
      return rows.snapshot.finish(tellsMine: true)
    }
    expectSame(read, table)
  }

  @Test func `a sync that comes between two readers does not mix with the one before`() throws {
    let (cache, other) = (try temporary.open(), try temporary.open())
    let table = try cache.sync(Self.server, 10).customers.table
    let read = try cache.access("", .deferred) { database in
      let run = try #require(try SyncRun.latest(database))
      try other.sync(SampleServer((1...Self.count).map { .sample($0 * 7, "Other \($0)") }), 11, full: true)
      let rows = try RowPart.all(in: database, at: temporary.path, ValueDictionaries(database), leftBy: run)
      return rows.snapshot.finish(tellsMine: true)
    }
    expectSame(read, table)
    #expect(try cache.load()?.table.customer(at: 0).name == "Other 1")
  }

  @Test(arguments: ["Customer 200", "Customer 34999", "Customer 35001", "Customer 69999"])
  func `a wrong letter is noticed in each part`(name: String) throws {
    try temporary.open().sync(Self.server, 10)
    var content = try #require(FileManager.default.contents(atPath: temporary.path))
    let place = try #require(content.range(of: Data("\(name)C".utf8)))
    content[place.lowerBound] = UInt8(ascii: "K")
    try content.write(to: URL(filePath: temporary.path))
    let cache = try temporary.open()
    let error = try #require(throws: CustomerStoreError.self) { try cache.load() }
    #expect(error.kind == .damaged(quarantine: "\(temporary.path).damaged"))
    #expect(throws: CustomerStoreError.self) { try cache.load() }
  }
}
