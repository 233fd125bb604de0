import Customers
import Foundation
import GRDB
import Synchronization

/// Some of the rows of the table `customer`, read from the file and not yet checked as a whole.
struct RowPart {
  private(set) var snapshot: SnapshotBuilder
  private var fingerprint: Fingerprint
  private var ids: ClosedRange<UInt64>?

  /// Reads the rows; `room` says for about how many customers there should be room.
  ///
  /// Throws `DatabaseError`, or `Damage` if a row can't be what was written.
  init(_ database: Database, _ vocabulary: ValueDictionaries, _ selection: StoredRows.Selection, room: Int)
    throws
  {
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
  func check(_ vocabulary: ValueDictionaries, against run: SyncRun) throws {
    try fingerprint.check(vocabulary, against: run)
  }
}

extension RowPart {
  /// How many readers there are at most: each must go over the rows before its own, which takes its time, too.
  private static let maxReaders = 4
  /// To read fewer rows takes no longer than to open the file once more.
  private static let minRowsPerReader = 1 << 14

  /// All rows as a sync left them, read in parts at the same time.
  ///
  /// The first part is read from `database`, each other one through a connection of its own to the file at `path`.
  /// What cannot be read there, for whatever reason, is read from `database` as well, so nothing fails that one
  /// reader could do. Throws `DatabaseError`, or `Damage` if the rows are not what was written.
  static func all(
    in database: Database, at path: String, _ vocabulary: ValueDictionaries, leftBy run: SyncRun
  ) throws -> RowPart {
    let most = min(ProcessInfo.processInfo.activeProcessorCount, maxReaders)
    let readers = max(min(most, run.customerCount / minRowsPerReader), 1)
    let room = run.customerCount / readers
    let parts = (0..<readers).map { place in
      StoredRows.Selection.part(start: place * room, count: place == readers - 1 ? nil : room)
    }
    let others = parts.dropFirst().map { PartReader($0, at: path, vocabulary, leftBy: run, room: room) }
    // None of them is to outlive this.
    defer { for reader in others { reader.wait() } }
    var rows = try RowPart(database, vocabulary, parts[0], room: run.customerCount)
    for (part, reader) in zip(parts.dropFirst(), others) {
      try rows.append(try reader.rows() ?? RowPart(database, vocabulary, part, room: room))
    }
    try rows.check(vocabulary, against: run)
    return rows
  }
}

/// Reads a part of the customers on a thread and through a connection of its own.
final class PartReader: Sendable {
  private let part = Mutex<RowPart?>(nil)
  private let isDone = DispatchGroup()

  /// Begins to read at once; `room` says for about how many customers there should be room.
  init(
    _ selection: StoredRows.Selection, at path: String, _ vocabulary: ValueDictionaries, leftBy run: SyncRun,
    room: Int
  ) {
    isDone.enter()
    Thread.detachNewThread { [self] in
      let rows = try? Self.read(selection, at: path, vocabulary, leftBy: run, room: room)
      part.withLock { $0 = rows }
      isDone.leave()
    }
  }

  /// The rows, once they are read; nil if the file could not be read, or holds another sync by now.
  func rows() -> RowPart? {
    wait()
    return part.withLock { part in
      defer { part = nil }
      return part
    }
  }

  /// Returns when nothing is being read any more, and the connection is closed.
  func wait() {
    isDone.wait()
  }

  private static func read(
    _ selection: StoredRows.Selection, at path: String, _ vocabulary: ValueDictionaries, leftBy run: SyncRun,
    room: Int
  ) throws -> RowPart? {
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    return try queue.inDatabase { database in
      var part: RowPart?
      try database.inTransaction(.deferred) {
        // The same sync left the same customers, whatever else was written meanwhile.
        let latest = try SyncRun.latest(database)
        if latest?.number == run.number, latest?.fingerprint == run.fingerprint {
          part = try RowPart(database, vocabulary, selection, room: room)
        }
        return .commit
      }
      return part
    }
  }
}
