import Foundation
import GRDB

/// One cache file, open, with the schema of this version.
///
/// Closed when the last reference to it goes.
final class CacheFile: Sendable {
  let path: String
  let queue: DatabaseQueue

  /// How long a sync of another process is waited for: the largest one takes some seconds.
  private static let patience: TimeInterval = 60
  /// Large pages, since nearly always all rows are read or written: a new file's first sync takes half the time.
  private static let pageBytes = 65_536
  /// What the write-ahead log may keep of the disk between two syncs.
  private static let keptLogBytes = 16 << 20

  /// Opens the file, or makes an empty one, mode 0600.
  ///
  /// The folder's lock must be held. Throws `Damage`, `DatabaseError` or `CustomerStoreError`.
  init(path: String) throws {
    self.path = path
    try Self.makeFile(at: path)
    var configuration = Configuration()
    configuration.busyMode = .timeout(Self.patience)
    queue = try DatabaseQueue(path: path, configuration: configuration)
    let version = try Self.checkedVersion(of: queue, path: path)
    // Set here and not by GRDB, which would write to the file before it is known to be a cache.
    try queue.writeWithoutTransaction { database in
      try database.execute(
        sql: """
          PRAGMA page_size = \(Self.pageBytes);
          PRAGMA journal_mode = WAL;
          PRAGMA synchronous = NORMAL;
          PRAGMA journal_size_limit = \(Self.keptLogBytes);
          """)
    }
    if version < Schema.version { try Self.migrate(queue) }
    try Self.checkSchema(of: queue, version: Schema.version)
  }

  /// Opens the file to be looked at, and changes nothing in it; nil if it is empty.
  ///
  /// The folder's lock must be held. Throws `Damage`, `DatabaseError` or `CustomerStoreError`.
  init?(inspecting path: String) throws {
    self.path = path
    var configuration = Configuration()
    configuration.busyMode = .timeout(Self.patience)
    queue = try DatabaseQueue(path: path, configuration: configuration)
    let version = try Self.checkedVersion(of: queue, path: path)
    guard version > 0 else { return nil }
    try Self.checkSchema(of: queue, version: version)
  }

  /// Whether `path` still names this file, and not one that was put in its place.
  var isInPlace: Bool {
    (try? queue.inDatabase { try !$0.hasMoved }) ?? false
  }

  private static func makeFile(at path: String) throws {
    let what = "The cache could not be opened."
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw CustomerStoreError(what: what, path: path, code: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & 0o077 != 0 else { return }
    guard fchmod(descriptor, 0o600) == 0 else {
      throw CustomerStoreError(what: what, path: path, code: errno)
    }
  }

  /// The version of a cache file, 0 if it is empty; other programs' files and newer ones are refused.
  private static func checkedVersion(of queue: DatabaseQueue, path: String) throws -> Int {
    let (application, version, isEmpty) = try queue.inDatabase { database in
      (
        try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0,
        try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0,
        try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
      )
    }
    if isEmpty, application == 0, version == 0 { return 0 }
    guard application == Schema.applicationID, version > 0 else {
      throw CustomerStoreError(
        .notACache, what: "The cache could not be opened.",
        why: "\(path) is a database of some other program, and was left as it is.",
        advice: "Move it away, or choose another profile or another folder in XDG_DATA_HOME.")
    }
    guard version <= Schema.version else {
      throw CustomerStoreError(
        .newerVersion, what: "The cache could not be opened.",
        why: "A newer version of komet wrote \(path); it was left as it is.",
        advice: "Use that version, or move the file away and the cache is made anew.")
    }
    return version
  }

  private static func migrate(_ queue: DatabaseQueue) throws {
    try queue.inTransaction(.immediate) { database in
      let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
      for step in Schema.steps.dropFirst(version) { try database.execute(sql: step) }
      try database.execute(
        sql: """
          PRAGMA application_id = \(Schema.applicationID);
          PRAGMA user_version = \(Schema.version);
          """)
      return .commit
    }
  }

  /// Everything the schema of that version defines must be there, letter by letter; what a person added may stay.
  private static func checkSchema(of queue: DatabaseQueue, version: Int) throws {
    let model = try DatabaseQueue()
    try model.inDatabase { try $0.execute(sql: Schema.steps.prefix(version).joined()) }
    let query = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"
    let expected = try model.inDatabase { try Set(String.fetchAll($0, sql: query)) }
    let found = try queue.inDatabase { try Set(String.fetchAll($0, sql: query)) }
    guard expected.isSubset(of: found) else { throw Damage(description: "Tables are missing.") }
  }
}
