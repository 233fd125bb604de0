import Customers
import GRDB

/// Some of the rows of the table `customer`, read from the file and not yet checked as a whole.
struct RowPart {
  private(set) var snapshot: SnapshotBuilder
  private var fingerprint: Fingerprint
  private var ids: ClosedRange<UInt64>?

  /// Reads the rows; `room` says for about how many customers there should be room.
  ///
  /// Throws `DatabaseError`, or `Damage` if a row can't be what was written.
  init(_ database: Database, _ vocabulary: Vocabulary, _ selection: StoredRows.Selection, room: Int) throws {
    var rows = try StoredRows(database, vocabulary, selection)
    snapshot = SnapshotBuilder(vocabulary)
    snapshot.reserve(room)
    while let row = try rows.next() { snapshot.append(row) }
    fingerprint = rows.fingerprint
    ids = rows.ids
  }

  /// Adds the rows that follow.
  ///
  /// Throws `Damage` if they stand before the last one of these.
  mutating func append(_ next: RowPart) throws {
    guard let nextIDs = next.ids else { return }
    if let ids, ids.upperBound >= nextIDs.lowerBound { throw Damage.customerOutOfOrder }
    ids = (ids?.lowerBound ?? nextIDs.lowerBound)...nextIDs.upperBound
    fingerprint.add(next.fingerprint)
    snapshot.append(next.snapshot)
  }

  /// Throws `Damage` unless the rows, all of which were read, are what the sync left.
  func check(_ vocabulary: Vocabulary, against run: SyncRun) throws {
    try fingerprint.check(vocabulary, against: run)
  }
}
