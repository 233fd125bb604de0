import Customers
import Foundation
import GRDB

extension CustomerCache {
  /// All customers, or nil if nothing was synced yet; throws if that is because the cache was damaged.
  package func load() throws(CustomerStoreError) -> CachedCustomers? {
    try access("The cached customers could not be read.", .deferred) { database in
      guard let run = try SyncRun.latest(database) else { return try self.nothingSynced() }
      let vocabulary = try ValueDictionaries(database)
      let rows = try RowPart.all(in: database, at: path, vocabulary, leftBy: run)
      return try Self.customers(of: rows.snapshot.finish(tellsMine: run.tellsMine), leftBy: run, in: database)
    }
  }

  /// What the list of all active customers begins with, or nil if that isn't known; quick, unlike loading.
  package func listStart() throws(CustomerStoreError) -> CachedFirstPage? {
    try access("The cached customers could not be read.", .deferred) { database in
      guard let run = try SyncRun.latest(database) else { return try self.nothingSynced() }
      guard let start = try StoredFirstPage(database) else { return nil }
      let vocabulary = try ValueDictionaries(database)
      var rows = try StoredRows(database, vocabulary, .listStart)
      var snapshot = SnapshotBuilder(vocabulary)
      while let row = try rows.next() { snapshot.append(row) }
      let table = snapshot.finish(tellsMine: run.tellsMine)
      return CachedFirstPage(
        table: table, rows: start.ids.compactMap(table.row(ofID:)).map(UInt32.init), count: start.count,
        syncedAt: run.askedAt)
    }
  }

  /// When the latest sync asked the server, or nil if there was none; quick, unlike loading.
  package func syncedAt() throws(CustomerStoreError) -> Date? {
    try read("The cache could not be read.") { try SyncRun.latest($0)?.askedAt }
  }

  /// What there is before the first sync: nil, or the error that a damaged cache was here and has not been replaced.
  func nothingSynced<Value>() throws(CustomerStoreError) -> Value? {
    guard let quarantined = CacheLocation.quarantined(path) else { return nil }
    throw CustomerStoreError(
      .damaged(quarantine: quarantined), what: "The cache was damaged.",
      why: "It was set aside as \(quarantined), and nothing has been fetched since.",
      advice: "Run komet sync to fetch the customers anew.")
  }

  /// All customers, read by one reader, for a transaction that may have written.
  static func load(from database: Database) throws -> CachedCustomers? {
    guard let run = try SyncRun.latest(database) else { return nil }
    let vocabulary = try ValueDictionaries(database)
    let rows = try RowPart(database, vocabulary, .all, room: run.customerCount)
    try rows.check(vocabulary, against: run)
    return try customers(of: rows.snapshot.finish(tellsMine: run.tellsMine), leftBy: run, in: database)
  }

  private static func customers(
    of table: CustomerTable, leftBy run: SyncRun, in database: Database
  ) throws -> CachedCustomers {
    CachedCustomers(
      table: table, syncedAt: run.askedAt,
      fullySyncedAt: try SyncRun.latestFull(database)?.askedAt ?? run.askedAt,
      changedIDs: try database.ids(
        "SELECT DISTINCT customer FROM change WHERE sync = \(run.number) AND kind <> 'gone'"
      )
      .sorted())
  }
}

/// What the list of all active customers begins with, as of the latest sync.
package struct CachedFirstPage: Sendable {
  package let table: CustomerTable
  /// The rows of the table by name.
  package let rows: [UInt32]
  /// How many customers the whole list has.
  package let count: Int
  /// When the latest sync asked the server.
  package let syncedAt: Date
}

/// The start of the list of all active customers by name, so that it can be shown before all are loaded.
struct StoredFirstPage {
  /// The customers' ids by name.
  let ids: [UInt64]
  /// How many customers the whole list has.
  let count: Int

  /// More than the tallest screen shows.
  private static let length = 256

  /// Finds it in a table.
  init(of table: CustomerTable) {
    let request = SearchRequest(
      query: CustomerQuery("", today: LocalDate(daysSinceEpoch: 0)), scope: .all, status: .active,
      sort: CustomerOrder(.name), marked: RowSet(rowCount: table.count), onlyMarked: false,
      firstRows: Self.length)
    var searcher = CustomerSearcher(CustomerSnapshot(table))
    let result = searcher.search(request, isCancelled: { false })
    ids = result?.rows.prefix(Self.length).map { table.ids[Int($0)] } ?? []
    count = result?.count ?? 0
  }

  /// Reads it; nil if no sync has written one.
  init?(_ database: Database) throws {
    guard let count = try Int.fetchOne(database, sql: "SELECT customer_count FROM list") else { return nil }
    self.count = count
    ids = try database.ids("SELECT customer FROM list_start ORDER BY place")
  }

  /// Removes what is written, since its customers may be about to go.
  static func remove(from database: Database) throws {
    try database.execute(sql: "DELETE FROM list_start; DELETE FROM list")
  }

  func write(to database: Database) throws {
    try database.execute(sql: "INSERT INTO list VALUES (1, ?)", arguments: [count])
    let insert = try RawStatement(database, sql: "INSERT INTO list_start VALUES (?, ?)")
    for (place, id) in ids.enumerated() {
      insert.bind(Int64(place + 1), at: 1)
      insert.bind(id: id, at: 2)
      _ = try insert.step()
    }
  }
}

extension CustomerCache {
  /// What the syncs since `date` changed, the earliest first, then by customer.
  ///
  /// The first sync of all changes nothing. Changes are kept for a year.
  package func changes(since date: Date) throws(CustomerStoreError) -> [CustomerChange] {
    try changes("WHERE asked_at >= ? ORDER BY sync, customer, field", date.storedMilliseconds)
  }

  /// What the syncs changed about one customer, the latest first.
  package func changes(ofCustomer id: UInt64) throws(CustomerStoreError) -> [CustomerChange] {
    try changes("WHERE customer = ? ORDER BY sync DESC, field", Int64(bitPattern: id))
  }

  private func changes(
    _ condition: String, _ argument: Int64
  ) throws(CustomerStoreError) -> [CustomerChange] {
    try read("The changes could not be read.") { database in
      if try SyncRun.latest(database) == nil { return try self.nothingSynced() ?? [] }
      let rows = try RawStatement(
        database,
        sql: """
          SELECT customer, customer_name, kind, field, old_value, new_value, asked_at
          FROM sync JOIN change ON sync = number
          \(condition)
          """)
      rows.bind(argument, at: 1)
      var changes: [CustomerChange] = []
      while try rows.step() {
        changes.append(try CustomerChange(rows))
      }
      return changes
    }
  }
}

extension CustomerChange {
  fileprivate init(_ row: RawStatement) throws {
    let field = row.string(3)
    guard let kind = Kind(rawValue: row.string(2)), field.isEmpty || CustomerColumn(rawValue: field) != nil
    else {
      throw Damage(description: "A change is of no known kind.")
    }
    self.init(
      customerID: row.id(0), customerName: row.string(1), kind: kind,
      field: CustomerColumn(rawValue: field), oldValue: row.stringUnlessNull(4),
      newValue: row.stringUnlessNull(5), syncedAt: Date(storedMilliseconds: row.integer(6)))
  }
}
