import Foundation
import GRDB

extension RowPart {
  /// How many readers there are at most: each must go over the rows before its own, which takes its time, too.
  private static let mostReaders = 4
  /// To read fewer rows takes no longer than to open the file once more.
  private static let fewestRowsPerReader = 1 << 14

  /// All rows as a sync left them, read in parts at the same time.
  ///
  /// The first part is read from `database`, each other one through a connection of its own to the file at `path`.
  /// What cannot be read there, for whatever reason, is read from `database` as well, so nothing fails that one
  /// reader could do. Throws `DatabaseError`, or `Damage` if the rows are not what was written.
  static func all(
    in database: Database, at path: String, _ vocabulary: Vocabulary, leftBy run: SyncRun
  ) throws -> RowPart {
    let most = min(ProcessInfo.processInfo.activeProcessorCount, mostReaders)
    let readers = max(min(most, run.customerCount / fewestRowsPerReader), 1)
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
