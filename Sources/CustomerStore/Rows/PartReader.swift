import Foundation
import GRDB
import Synchronization

/// Reads a part of the customers on a thread and through a connection of its own.
final class PartReader: Sendable {
  private let part = Mutex<RowPart?>(nil)
  private let isDone = DispatchGroup()

  /// Begins to read at once; `room` says for about how many customers there should be room.
  init(
    _ selection: StoredRows.Selection, at path: String, _ vocabulary: Vocabulary, leftBy run: SyncRun,
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
    _ selection: StoredRows.Selection, at path: String, _ vocabulary: Vocabulary, leftBy run: SyncRun,
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
