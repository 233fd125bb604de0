import Customers
import Foundation
import GRDB

extension CustomerCache {
  /// All customers, or nil if nothing was synced yet; throws if that is because the cache was damaged.
  package func load() throws(CustomerStoreError) -> CachedCustomers? {
    try access("The cached customers could not be read.", .deferred) { database in
      guard let run = try SyncRun.latest(database) else { return try self.nothingSynced() }
      let vocabulary = try Vocabulary(database)
      let rows = try RowPart.all(in: database, at: path, vocabulary, leftBy: run)
      return try Self.customers(of: rows.snapshot.finish(tellsMine: run.tellsMine), leftBy: run, in: database)
    }
  }

  /// What the list of all active customers begins with, or nil if that isn't known; quick, unlike loading.
  package func listStart() throws(CustomerStoreError) -> CachedListStart? {
    try access("The cached customers could not be read.", .deferred) { database in
      guard let run = try SyncRun.latest(database) else { return try self.nothingSynced() }
      guard let start = try ListStart(database) else { return nil }
      let vocabulary = try Vocabulary(database)
      var rows = try StoredRows(database, vocabulary, .listStart)
      var snapshot = SnapshotBuilder(vocabulary)
      while let row = try rows.next() { snapshot.append(row) }
      let table = snapshot.finish(tellsMine: run.tellsMine)
      return CachedListStart(
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
      .damaged(setAside: quarantined), what: "The cache was damaged.",
      why: "It was set aside as \(quarantined), and nothing has been fetched since.",
      advice: "Run komet sync to fetch the customers anew.")
  }

  /// All customers, read by one reader, for a transaction that may have written.
  static func load(from database: Database) throws -> CachedCustomers? {
    guard let run = try SyncRun.latest(database) else { return nil }
    let vocabulary = try Vocabulary(database)
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
