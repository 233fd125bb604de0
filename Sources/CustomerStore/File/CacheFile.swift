import Foundation
import GRDB
import Synchronization

/// One cache file, open, with the schema of this version.
///
/// Closed when the last reference to it goes.
final class CacheFile: Sendable {
  let path: String
  let queue: DatabaseQueue
  /// Why the file can only be read; nil if it can be written to.
  let obstacle: CustomerStoreError?
  /// Whether this is a copy in memory, in which everything works and nothing is kept.
  let isInMemory: Bool
  private let identity: FileIdentity?
  /// Another connection to the file, for what is not to wait for `queue`.
  private let side = Mutex<DatabaseQueue?>(nil)

  /// How long a sync of another process is waited for: the largest one takes some seconds.
  private static let patience: TimeInterval = 60
  /// How long the other connection waits: less than a person at a screen notices.
  private static let sidePatience: TimeInterval = 0.1
  /// Large pages, since nearly always all rows are read or written: a new file's first sync takes half the time.
  private static let pageBytes = 65_536
  /// What the write-ahead log may keep of the disk between two syncs.
  private static let keptLogBytes = 16 << 20

  /// Opens the file, or makes an empty one, mode 0600.
  ///
  /// The folder's lock must be held. Throws `Damage`, `DatabaseError` or `CustomerStoreError`.
  init(path: String, onWait: (@Sendable (String) -> Void)? = nil) throws {
    self.path = path
    obstacle = nil
    isInMemory = false
    let isNew = try Self.makeFile(at: path)
    identity = FileIdentity(path)
    guard isNew || identity?.byteCount != 0 else { throw Damage(description: "The file is empty.") }
    var configuration = Self.configuration(patience: Self.patience)
    if let onWait {
      let wait = LockWait(patience: Self.patience) {
        onWait(
          "Another process is writing to \(path); waiting for it, for \(Int(Self.patience)) seconds at most.")
      }
      configuration.busyMode = .callback(wait.goesOn)
    }
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
    obstacle = nil
    isInMemory = false
    identity = FileIdentity(path)
    guard identity?.byteCount != 0 else { throw Damage(description: "The file is empty.") }
    queue = try DatabaseQueue(path: path, configuration: Self.configuration(patience: Self.patience))
    let version = try Self.checkedVersion(of: queue, path: path)
    guard version > 0 else { return nil }
    try Self.checkSchema(of: queue, version: version)
  }

  /// Opens a file of this version that can't be written to, nor anything beside it.
  ///
  /// What a write-ahead log beside it holds is not seen. Throws `Damage` or `DatabaseError`.
  init(readingOnly path: String, because obstacle: CustomerStoreError) throws {
    self.path = path
    self.obstacle = obstacle
    isInMemory = false
    identity = FileIdentity(path)
    var configuration = Configuration()
    configuration.readonly = true
    let escaped = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
    queue = try DatabaseQueue(path: "file:\(escaped)?immutable=1", configuration: configuration)
    try Self.checkSchema(of: queue, version: Schema.version)
  }

  /// Copies a file into memory, or begins an empty one there, since nothing can be written at `path`.
  ///
  /// Throws `DatabaseError`.
  init(inMemoryInsteadOf path: String, copying file: CacheFile?, because obstacle: CustomerStoreError) throws
  {
    self.path = path
    self.obstacle = obstacle
    isInMemory = true
    identity = nil
    queue = try DatabaseQueue()
    guard let file else {
      try Self.migrate(queue)
      return
    }
    // A database in memory doesn't take pages of another size than its own.
    let pageBytes = try file.queue.inDatabase { try Int.fetchOne($0, sql: "PRAGMA page_size") }
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA page_size = \(pageBytes ?? 0)") }
    try file.queue.backup(to: queue)
  }

  private static func configuration(patience: TimeInterval) -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    return configuration
  }

  /// A connection that waits for nobody on `queue`, and hardly for other processes.
  func sideQueue() throws -> DatabaseQueue {
    guard obstacle == nil else { return queue }
    return try side.withLock { side in
      if let side { return side }
      let queue = try DatabaseQueue(
        path: path, configuration: Self.configuration(patience: Self.sidePatience))
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = NORMAL") }
      side = queue
      return queue
    }
  }

  /// Whether `path` still names this file, and not one that was put in its place.
  var isInPlace: Bool { isInMemory || FileIdentity(path) == identity }

  /// Makes the file if there is none, and says so.
  private static func makeFile(at path: String) throws -> Bool {
    let what = "The cache could not be opened."
    var descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    let isNew = descriptor >= 0
    if !isNew { descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600) }
    guard descriptor >= 0 else { throw CustomerStoreError(what: what, path: path, code: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & 0o077 != 0 else { return isNew }
    guard fchmod(descriptor, 0o600) == 0 else {
      throw CustomerStoreError(what: what, path: path, code: errno)
    }
    return isNew
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

/// Waits for another process that has the file locked, and tells of it after a moment.
private final class LockWait: Sendable {
  private let patience: Duration
  private let tell: @Sendable () -> Void
  private let state = Mutex((began: ContinuousClock.now, isTold: false))

  /// As long as nobody wonders.
  private static let moment = Duration.seconds(1)
  private static let pause: useconds_t = 5_000

  init(patience: TimeInterval, tell: @escaping @Sendable () -> Void) {
    self.patience = .seconds(patience)
    self.tell = tell
  }

  /// Pauses, and says whether to try once more.
  func goesOn(afterTries count: Int) -> Bool {
    let (waited, isNews) = state.withLock { state in
      if count == 0 { state = (.now, false) }
      let waited = state.began.duration(to: .now)
      let isNews = waited > Self.moment && !state.isTold
      if isNews { state.isTold = true }
      return (waited, isNews)
    }
    if isNews { tell() }
    guard waited < patience else { return false }
    usleep(Self.pause)
    return true
  }
}

/// Which file a path names.
private struct FileIdentity: Equatable {
  private let device: UInt64
  private let inode: UInt64
  let byteCount: Int64

  /// Nil if it names none.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    (device, inode, byteCount) = (UInt64(status.st_dev), UInt64(status.st_ino), Int64(status.st_size))
  }

  static func == (one: Self, other: Self) -> Bool { one.device == other.device && one.inode == other.inode }
}

/// What opening a cache found.
package enum CacheEvent: Equatable, Sendable {
  /// The cache was there.
  case opened
  /// There was none, so an empty one was made.
  case created
  /// The cache at `otherAccount` is of another server, account or token; it is neither shown nor touched.
  ///
  /// An empty one was made beside it.
  case createdBeside(otherAccount: String)
  /// The file was damaged and now stands at `quarantine`; an empty cache took its place.
  case rebuilt(quarantine: String)

  /// What a person should be told, as a sentence; nil if nothing is out of the ordinary.
  package var notice: String? {
    switch self {
    case .opened, .created: nil
    case .createdBeside(let path):
      "The cache at \(path) belongs to another account or token, so a new one was begun beside it."
    case .rebuilt(let path):
      "The cache was damaged; it was set aside as \(path), and a new one was begun."
    }
  }
}
