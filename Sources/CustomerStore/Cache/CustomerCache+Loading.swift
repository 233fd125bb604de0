import Customers
import Foundation
import GRDB

extension CustomerCache {
  /// All customers, or nil if nothing was synced yet.
  package func load() throws(CustomerStoreError) -> CachedCustomers? {
    try access("The cached customers could not be read.", .deferred) { try Self.load(from: $0) }
  }

  /// What the list of all active customers begins with, or nil if that isn't known; quick, unlike loading.
  package func listStart() throws(CustomerStoreError) -> CachedListStart? {
    try access("The cached customers could not be read.", .deferred) { database in
      guard let run = try SyncRun.latest(database), let start = try ListStart(database) else { return nil }
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
    try access("The cache could not be read.", .deferred) { try SyncRun.latest($0)?.askedAt }
  }

  static func load(from database: Database) throws -> CachedCustomers? {
    guard let run = try SyncRun.latest(database) else { return nil }
    let vocabulary = try Vocabulary(database)
    var rows = try StoredRows(database, vocabulary)
    var snapshot = SnapshotBuilder(vocabulary)
    snapshot.reserve(run.customerCount)
    while let row = try rows.next() { snapshot.append(row) }
    try rows.check(against: run)
    let changedIDs = try Int64.fetchAll(
      database,
      sql: "SELECT DISTINCT customer FROM change WHERE sync = ? AND kind <> 'gone' ORDER BY customer",
      arguments: [run.number])
    return CachedCustomers(
      table: snapshot.finish(tellsMine: run.tellsMine),
      syncedAt: run.askedAt,
      fullySyncedAt: try SyncRun.latestFull(database)?.askedAt ?? run.askedAt,
      changedIDs: changedIDs)
  }
}
