import Customers
import Foundation
import GRDB
import Testing

@testable import CustomerStore

@Suite struct CacheFileTests {
  private let temporary = TemporaryCache()

  @Test func `only its owner can read it`() throws {
    let cache = try temporary.open()
    try cache.sync(SampleServer([.sample(1, "A")]), 10)
    #expect(temporary.mode(temporary.folder) == 0o700)
    #expect(temporary.files == ["default.sqlite", "default.sqlite-shm", "default.sqlite-wal"])
    for file in temporary.files { #expect(temporary.mode("\(temporary.folder)/\(file)") == 0o600) }
    try #require(chmod(temporary.path, 0o644) == 0)
    _ = try temporary.open()
    #expect(temporary.mode(temporary.path) == 0o600)
    withExtendedLifetime(cache) {}
  }

  @Test func `closed, it is a single file`() throws {
    try temporary.open().sync(SampleServer([.sample(1, "A")]), 10)
    #expect(temporary.files == ["default.sqlite"])
  }

  @Test func `folders on the way are made, too`() throws {
    let path = "\(temporary.folder)/share/komet/default.sqlite"
    let (_, event) = try CustomerCache.open(at: path, identity: TemporaryCache.identity)
    #expect(event == .created)
    #expect(event.notice == nil)
    #expect(temporary.mode("\(temporary.folder)/share/komet") == 0o700)
  }

  @Test func `sqlite3 shows names and ISO dates`() throws {
    let cache = try temporary.open()
    var server = SampleServer([.sample(25_475, "Bella Rosa")], own: [25_475])
    try cache.sync(server, 10)
    server.customers[7] = Customer(id: 7, name: "New", updatedOn: LocalDateTime("2026-01-11T00:00:00"))
    try cache.sync(server, 11)
    let (customers, changes, syncs) = try DatabaseQueue(path: temporary.path).read { database in
      (
        try Row.fetchAll(database, sql: "SELECT * FROM customers").map(\.shown),
        try Row.fetchAll(database, sql: "SELECT * FROM changes").map(\.shown),
        try Row.fetchAll(database, sql: "SELECT * FROM syncs").map(\.shown)
      )
    }
    #expect(
      customers == [
        "7|New|||||||no|2026-01-11T00:00:00",
        "25475|Bella Rosa|C25475||Retailer|Ana Tran|11|yes|yes|2026-01-05T12:00:00",
      ])
    #expect(changes == ["2026-01-11T08:00:00Z|7|New|new|||"])
    #expect(syncs == ["1|2026-01-10T08:00:00Z|full|1|0", "2|2026-01-11T08:00:00Z|update|2|1"])
  }

  @Test func `sqlite3 shows contacts beside their customer`() throws {
    let cache = try temporary.open()
    try cache.sync(SampleServer([.sample(7, "Bella Rosa")]), 10)
    let ana = CustomerContact(id: 71, name: "Ana", role: "Buyer", phone: "305", phoneExtension: "12")
    try cache.keep([ana], ofCustomer: 7, askedAt: january(11))
    let contacts = try DatabaseQueue(path: temporary.path).read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM contacts").map(\.shown)
    }
    #expect(contacts == ["7|Bella Rosa|Ana|Buyer|305|12||||||2026-01-11T08:00:00Z"])
  }

  @Test func `an older version's file is brought up to date, and keeps its customers`() throws {
    try temporary.open().sync(SampleServer([.sample(1, "A")]), 10)
    try execute(
      """
      DROP TABLE pause; DROP TABLE list_start; DROP TABLE list; DROP VIEW contacts; DROP INDEX change_of_customer; DROP TABLE contact; DROP TABLE contact_list;
      PRAGMA user_version = 1
      """)
    let (cache, event) = try CustomerCache.open(at: temporary.path, identity: TemporaryCache.identity)
    #expect(event == .opened)
    #expect(try cache.load()?.table.ids == [1])
    try cache.keep([CustomerContact(id: 71)], ofCustomer: 1, askedAt: january(11))
    #expect(try cache.contacts(ofCustomer: 1)?.contacts.count == 1)
  }

  @Test func `a file of the version before keeps all that it holds`() throws {
    let salt = [UInt8](repeating: 7, count: 16)
    let owner = TemporaryCache.identity.hashes(salt: salt)[1]
    try FileManager.default.createDirectory(atPath: temporary.folder, withIntermediateDirectories: true)
    // As version 3 wrote it: the fingerprint is that of its rows.
    let customers = [Customer.sample(1, "A"), Customer.sample(2, "B")]
    try temporary.open().sync(SampleServer(customers), 10)
    let copied = try DatabaseQueue(path: temporary.path).read { database in
      (
        try Row.fetchAll(database, sql: "SELECT * FROM customer"),
        try Row.fetchAll(database, sql: "SELECT * FROM sync"),
        try Row.fetchAll(database, sql: "SELECT * FROM customer_type"),
        try Row.fetchAll(database, sql: "SELECT * FROM salesperson")
      )
    }
    for file in temporary.files { try FileManager.default.removeItem(atPath: "\(temporary.folder)/\(file)") }
    try DatabaseQueue(path: temporary.path).write { database in
      try database.execute(sql: Schema.steps.prefix(3).joined())
      for (table, rows) in [
        ("customer_type", copied.2), ("salesperson", copied.3), ("customer", copied.0), ("sync", copied.1),
      ] {
        for row in rows {
          let marks = Array(repeating: "?", count: row.count).joined(separator: ", ")
          try database.execute(
            sql: "INSERT INTO \(table) VALUES (\(marks))", arguments: StatementArguments(row.databaseValues))
        }
      }
      try database.execute(
        sql: """
          INSERT INTO cache VALUES (1, 'https://komet.example/api', '7', ?, ?);
          INSERT INTO contact_list VALUES (1, 1768003200000);
          INSERT INTO contact VALUES (1, 1, 71, 'Ana', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
          INSERT INTO change VALUES (1, 1, 'name', 'renamed', 'A', 'Z', 'A');
          INSERT INTO request VALUES ('2026-01-10', 37);
          PRAGMA application_id = \(Schema.applicationID);
          PRAGMA user_version = 3;
          """, arguments: [Data(salt), Data(owner)])
    }
    let (cache, event) = try CustomerCache.open(at: temporary.path, identity: TemporaryCache.identity)
    #expect(event == .opened)
    #expect(try cache.load()?.table.customers.map(\.name) == ["A", "B"])
    #expect(try cache.contacts(ofCustomer: 1)?.contacts.map(\.name) == ["Ana"])
    #expect(try cache.changes(ofCustomer: 1).count == 1)
    let day = try #require(LocalDate(year: 2026, month: 1, day: 10))
    #expect(try cache.requests(on: day).count == 37)
    #expect(try cache.sync(SampleServer(customers), 11).counts.isEmpty)
  }

  @Test func `ids of 20 digits are kept exactly, in their order, also for sqlite3`() throws {
    let ids: [UInt64] = [7, 1 << 62, 1 << 63, 12_345_678_901_234_567_890, .max]
    let cache = try temporary.open()
    var server = SampleServer(ids.map { .sample($0, "Customer \($0)") }, own: [.max])
    server.customers[.max]?.salespersonID = .max
    try cache.sync(server, 10)
    #expect(try cache.load()?.table.ids == ids)
    #expect(try cache.listStart()?.count == 5)
    #expect(try temporary.open().load()?.table.customers.last?.salespersonID == .max)
    try cache.keep([CustomerContact(id: .max, name: "Ana")], ofCustomer: .max, askedAt: january(11))
    #expect(try cache.contacts(ofCustomer: .max)?.contacts.map(\.id) == [.max])
    server.customers[1 << 63]?.name = "Renamed"
    server.customers[.max - 1] = .sample(.max - 1, "New")
    #expect(try cache.sync(server, 11, full: true).counts == [.renamed: 1, .new: 1])
    #expect(try cache.load()?.changedIDs == [1 << 63, .max - 1])
    #expect(try cache.changes(ofCustomer: 1 << 63).map(\.customerID) == [1 << 63])
    let shown = try DatabaseQueue(path: temporary.path).read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT id, salesperson_id FROM customers WHERE name = 'Customer \(UInt64.max)'
          UNION ALL SELECT customer, kind FROM changes UNION ALL SELECT customer_id, name FROM contacts
          """
      ).map(\.shown)
    }
    #expect(
      Set(shown) == [
        "18446744073709551615|18446744073709551615", "9223372036854775808|renamed",
        "18446744073709551614|new", "18446744073709551615|Ana",
      ])
  }

  @Test func `a newer version's file is refused and left alone`() throws {
    try temporary.open().sync(SampleServer([.sample(1, "A")]), 10)
    try execute("PRAGMA user_version = \(Schema.version + 1)")
    try expectRefusal(.newerVersion, "newer version")
  }

  @Test func `another program's database is refused and left alone`() throws {
    try FileManager.default.createDirectory(atPath: temporary.folder, withIntermediateDirectories: true)
    try execute("CREATE TABLE bookmark (url TEXT); INSERT INTO bookmark VALUES ('x')")
    try expectRefusal(.notACache, "some other program")
  }

  private func expectRefusal(_ kind: CustomerStoreError.Kind, _ words: String) throws {
    let before = FileManager.default.contents(atPath: temporary.path)
    let error = try #require(throws: CustomerStoreError.self) { _ = try temporary.open() }
    #expect(error.kind == kind)
    #expect(error.why.contains(words))
    #expect(!error.advice.isEmpty)
    #expect(FileManager.default.contents(atPath: temporary.path) == before)
    #expect(temporary.files == ["default.sqlite"])
  }

  @Test(arguments: ["/proc/komet/default.sqlite", "/dev/null/default.sqlite", "/proc/default.sqlite"])
  func `where nothing can be written it says so, and works`(path: String) throws {
    let (cache, _) = try CustomerCache.open(at: path, identity: TemporaryCache.identity)
    #expect(cache.obstacle?.kind == .notAccessible)
    #expect(cache.obstacle?.description.contains("XDG_DATA_HOME") == true)
    #expect(try cache.load() == nil)
    try cache.sync(SampleServer([.sample(1, "A")]), 10)
    #expect(try cache.load()?.table.ids == [1])
  }

  @Test(.enabled(if: geteuid() != 0))
  func `a folder that is read-only is said to be so, and nothing is lost`() throws {
    try temporary.open().sync(SampleServer([.sample(1, "A")]), 10)
    chmod(temporary.folder, 0o500)
    defer { chmod(temporary.folder, 0o700) }
    let cache = try temporary.open()
    #expect(cache.obstacle?.kind == .notAccessible)
    #expect(try cache.load()?.table.ids == [1])
    chmod(temporary.folder, 0o700)
    #expect(try temporary.open().load()?.table.ids == [1])
  }

  @Test func `when the disk is full the file stays as it was, and what was fetched is there`() throws {
    let cache = try temporary.open()
    try cache.sync(SampleServer([.sample(1, "A")]), 10)
    // Fewer than there are: the file can't grow any more.
    try cache.access("", .immediate) { try $0.execute(sql: "PRAGMA max_page_count = 1") }
    let many = SampleServer((1...3_000).map { .sample($0, "Customer \($0)", updated: 11) })
    #expect(try cache.sync(many, 11).counts == [.new: 2_999, .renamed: 1])
    #expect(cache.obstacle?.kind == .diskFull)
    #expect(try cache.load()?.table.count == 3_000)
    try cache.countRequests(3, on: LocalDate(daysSinceEpoch: 20_463))
    #expect(try temporary.open().load()?.table.ids == [1])
    // The next sync tries the file once more, which by now may grow.
    #expect(try cache.sync(many, 12).counts == [.new: 2_999, .renamed: 1])
    #expect(cache.obstacle == nil)
    #expect(try temporary.open().load()?.table.count == 3_000)
    #expect(try temporary.open().requests(on: LocalDate(daysSinceEpoch: 20_463)).count == 3)
  }

  private func execute(_ sql: String) throws {
    try DatabaseQueue(path: temporary.path).write { try $0.execute(sql: sql) }
  }
}

extension Row {
  fileprivate var shown: String {
    let texts = databaseValues.map { value in
      value.isNull ? "" : String.fromDatabaseValue(value) ?? "\(value)"
    }
    return texts.joined(separator: "|")
  }
}
