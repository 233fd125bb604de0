import Customers
import Foundation
import GRDB
import Wording

/// One file of notes, open, with the tables of this version.
///
/// `PRAGMA user_version` says how many steps of the schema a file has seen. Changes go through a rollback journal, so that
/// all of the notes stand in one file between them, and are synced before they count as made.
struct NotesFile {
  let queue: DatabaseQueue

  /// `PRAGMA application_id` of the files: “KomN”.
  private static let applicationID = 0x4b6f_6d4e
  private static let version = steps.count

  /// What brings a file from version `index` to `index + 1`; a step is never changed once released.
  private static let steps = [
    """
    CREATE TABLE note (
      -- One row for each customer about whom something is kept.
      customer_id INTEGER PRIMARY KEY,  -- the API's; from 2^63 on as the negative number of the same bits
      text TEXT NOT NULL,               -- lines; empty: none
      is_starred INTEGER NOT NULL,      -- 1, 0
      due TEXT,                         -- the day of the follow-up, as 2026-12-05
      changed_at INTEGER NOT NULL       -- seconds since 1970, UTC
    ) STRICT;
    """,
    """
    CREATE TABLE owned_note (
      -- One row for each customer of each account about whom something is kept.
      customer_id INTEGER NOT NULL,
      account BLOB,                     -- hashes by which the account is known (`NotesOwner`);
      company BLOB,                     -- none of the two: it is the next account's that uses the file
      text TEXT NOT NULL,
      is_starred INTEGER NOT NULL,
      due TEXT,
      changed_at INTEGER NOT NULL
    ) STRICT;
    INSERT INTO owned_note SELECT customer_id, NULL, NULL, text, is_starred, due, changed_at FROM note;
    DROP TABLE note;
    ALTER TABLE owned_note RENAME TO note;
    CREATE INDEX note_by_customer ON note (customer_id);
    CREATE TABLE apart (
      -- Two customers who look like one and are not; ids as above, the lower one first.
      customer_id INTEGER NOT NULL,
      other_id INTEGER NOT NULL,
      changed_at INTEGER NOT NULL,
      PRIMARY KEY (customer_id, other_id)
    ) STRICT, WITHOUT ROWID;
    """,
  ]

  /// Longer than any change takes.
  private static let patience: TimeInterval = 10

  /// Opens the file, or with `makes` an empty one, mode 0600; looks through all of it unless that `isChecked`.
  ///
  /// Throws `Damage`, `DatabaseError` or `UserFacingError`.
  init(path: String, what: String, makes: Bool, isChecked: Bool) throws {
    if makes { try Self.makeFile(at: path, what: what) }
    var configuration = Configuration()
    configuration.busyMode = .timeout(Self.patience)
    queue = try DatabaseQueue(path: path, configuration: configuration)
    let version = try checkedVersion(path, what: what)
    if !isChecked { try check() }
    guard version < Self.version else { return }
    try transaction { database in
      for step in Self.steps.dropFirst(version) { try database.execute(sql: step) }
      try database.execute(
        sql: "PRAGMA application_id = \(Self.applicationID); PRAGMA user_version = \(Self.version)")
    }
  }

  /// Whether there is nothing at a path, or a file without anything in it.
  static func isMissing(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) != 0 ? errno == ENOENT : status.st_size == 0
  }

  /// Whether an error says that the file's content is broken.
  static func isDamage(_ error: any Error) -> Bool {
    if error is Damage { return true }
    guard let error = error as? DatabaseError else { return false }
    return error.resultCode == .SQLITE_CORRUPT || error.resultCode == .SQLITE_NOTADB
  }

  private struct Damage: Error {}

  /// The file is made here rather than by SQLite, so that nobody else may read it at any time.
  private static func makeFile(at path: String, what: String) throws(UserFacingError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      guard access(path, F_OK) == 0 else { throw UserFacingError(.file, what: what, code: errno) }
      throw .notWritable(path, what: what)
    }
    defer { close(descriptor) }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & 0o077 != 0 { fchmod(descriptor, 0o600) }
  }

  /// The version of the file, 0 if it is empty; other programs' files and newer ones are refused, and left as they are.
  private func checkedVersion(_ path: String, what: String) throws -> Int {
    let (application, version, isEmpty) = try queue.inDatabase { database in
      (
        try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0,
        try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0,
        try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
      )
    }
    if isEmpty, application == 0, version == 0 { return 0 }
    guard application == Self.applicationID, version > 0 else {
      throw UserFacingError(
        .file, what: what, why: "\(path) is a database of some other program, and was left as it is.",
        advice: "Move it away, or choose another profile.")
    }
    guard version <= Self.version else {
      throw UserFacingError(
        .file, what: what,
        why: "A newer version of komet wrote the notes in \(path); they were left as they are.",
        advice: "Use that version; komet notes export there writes what this one can import.")
    }
    return version
  }

  private func check() throws {
    let answer = try queue.inDatabase { try String.fetchOne($0, sql: "PRAGMA integrity_check(1)") }
    guard answer == "ok" else { throw Damage() }
  }

  /// All notes of an account, and how many are another one's; those of all accounts if it is nil.
  func notes(of owner: NotesOwner?) throws -> (notes: CustomerNotes, otherCount: Int) {
    try queue.inDatabase { database in
      let notes = try Self.notes(of: owner, database)
      let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM note") ?? 0
      return (notes, max(count - notes.count, 0))
    }
  }

  /// Each note of each account, and who is not the same.
  func allNotes() throws -> (notes: [(id: UInt64, note: CustomerNote)], apart: Set<CustomerPair>) {
    try queue.inDatabase { database in
      let notes = try Row.fetchAll(database, sql: "\(Self.selection) ORDER BY customer_id, changed_at")
        .map { (id: UInt64(bitPattern: $0[0]), note: Self.note($0)) }
      return (notes, try Self.apart(database))
    }
  }

  /// Gives an account what is kept of no account that is known.
  func claim(for owner: NotesOwner) throws {
    let unclaimed = "account IS NULL AND company IS NULL"
    let isAnyUnclaimed = try queue.inDatabase {
      try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM note WHERE \(unclaimed))") ?? false
    }
    guard isAnyUnclaimed else { return }
    try transaction { database in
      try database.execute(
        sql: "UPDATE note SET account = ?, company = ? WHERE \(unclaimed)", arguments: owner.hashes)
    }
  }

  /// Runs `body` in one transaction, which is on the disk when this returns.
  func transaction<Value>(_ body: (Database) throws -> Value) throws -> Value {
    // Can only be set outside of a transaction.
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = EXTRA") }
    var value: Value?
    try queue.inTransaction(.immediate) { database in
      value = try body(database)
      return .commit
    }
    guard let value else { preconditionFailure("a transaction that did not throw has run") }
    return value
  }

  private static let selection = "SELECT customer_id, text, is_starred, due FROM note"
  /// What is an account's, with `NotesOwner.hashes` twice as arguments, the second time for the order.
  private static let ownCondition = "(account = ? OR company = ? OR account IS NULL AND company IS NULL)"
  /// Where two rows are about one customer, that of the account itself and the latest goes last.
  private static let ownOrder = "ORDER BY account IS ?, company IS ?, changed_at"

  static func notes(of owner: NotesOwner?, _ database: Database) throws -> CustomerNotes {
    var notes: [UInt64: CustomerNote] = [:]
    let rows =
      try owner.map { owner in
        try Row.fetchCursor(
          database, sql: "\(selection) WHERE \(ownCondition) \(ownOrder)",
          arguments: owner.hashes + owner.hashes)
      } ?? Row.fetchCursor(database, sql: "\(selection) ORDER BY changed_at")
    while let row = try rows.next() { notes[UInt64(bitPattern: row[0])] = note(row) }
    return CustomerNotes(notes, apart: try apart(database))
  }

  private static func apart(_ database: Database) throws -> Set<CustomerPair> {
    var apart: Set<CustomerPair> = []
    let pairs = try Row.fetchCursor(database, sql: "SELECT customer_id, other_id FROM apart")
    while let row = try pairs.next() {
      if let pair = CustomerPair(UInt64(bitPattern: row[0]), UInt64(bitPattern: row[1])) {
        apart.insert(pair)
      }
    }
    return apart
  }

  /// Sets a customer apart from others, or no longer; returns how many pairs that changed.
  @discardableResult
  static func setApart(
    _ others: [UInt64], from id: UInt64, _ isApart: Bool, at now: Date, _ database: Database
  ) throws -> Int {
    try others.compactMap { CustomerPair(id, $0) }.reduce(0) { count, pair in
      let ids = [Int64(bitPattern: pair.one), Int64(bitPattern: pair.other)]
      if isApart {
        try database.execute(
          sql: "INSERT OR IGNORE INTO apart VALUES (?, ?, ?)",
          arguments: [ids[0], ids[1], Int64(now.timeIntervalSince1970)])
      } else {
        try database.execute(
          sql: "DELETE FROM apart WHERE customer_id = ? AND other_id = ?", arguments: [ids[0], ids[1]])
      }
      return count + database.changesCount
    }
  }

  /// What an account keeps about a customer; nil stands for what is kept of no account that is known.
  static func note(
    ofCustomer id: UInt64, of owner: NotesOwner?, _ database: Database
  ) throws -> CustomerNote {
    let hashes = (owner ?? NotesOwner()).hashes
    let rows = try Row.fetchAll(
      database, sql: "\(selection) WHERE customer_id = ? AND \(ownCondition) \(ownOrder)",
      arguments: [Int64(bitPattern: id)] + hashes + hashes)
    return rows.last.map(note) ?? CustomerNote()
  }

  private static func note(_ row: Row) -> CustomerNote {
    CustomerNote(text: row[1], isStarred: row[2], due: (row[3] as String?).flatMap { LocalDate($0) })
  }

  static func write(
    _ note: CustomerNote, ofCustomer id: UInt64, of owner: NotesOwner?, at now: Date, _ database: Database
  ) throws {
    let own = (owner ?? NotesOwner()).hashes
    let condition = "customer_id = ? AND \(ownCondition)"
    let arguments: StatementArguments = [Int64(bitPattern: id)] + own
    // By whichever token it was written, it stays to be found by that one, too.
    let before = try Row.fetchOne(
      database, sql: "SELECT max(account), max(company) FROM note WHERE \(condition)", arguments: arguments)
    try database.execute(sql: "DELETE FROM note WHERE \(condition)", arguments: arguments)
    guard !note.isEmpty else { return }
    let account: Data? = owner?.account ?? before?[0]
    let company: Data? = owner?.company ?? before?[1]
    try database.execute(
      sql: "INSERT INTO note VALUES (?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        Int64(bitPattern: id), account, company, note.text, note.isStarred ? 1 : 0, note.due?.description,
        Int64(now.timeIntervalSince1970),
      ])
  }
}

extension UserFacingError {
  /// What SQLite says about the notes at `path`, in words for people.
  init(_ error: any Error, what: String, path: String) {
    guard let error = error as? DatabaseError else {
      self.init(.file, what: what, why: "\(error)", advice: "Try again.")
      return
    }
    let folder = (path as NSString).deletingLastPathComponent
    switch error.resultCode {
    case .SQLITE_FULL: self = .diskFull(path, what: what)
    case .SQLITE_IOERR where Self.isFull(folder): self = .diskFull(path, what: what)
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(
        .file, what: what, why: "Another process has been using \(path) for too long.",
        advice: "Wait for it, or end it, and try again.")
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      self = .notWritable(path, what: what)
    default:
      self.init(
        .file, what: what, why: "SQLite says about \(path): \(error.message ?? "\(error.resultCode)").",
        advice: "Try again; copies of the last days stand beside it.")
    }
  }

  static func notWritable(_ path: String, what: String) -> UserFacingError {
    UserFacingError(
      .file, what: what, why: "\(path) or its folder can't be written to.",
      advice: "Allow yourself to write to both.")
  }

  private static func diskFull(_ path: String, what: String) -> UserFacingError {
    UserFacingError(
      .file, what: what, why: "There is no room left on the disk of \(path).",
      advice: "Make room there and try again; what was kept before is as it was.")
  }

  private static func isFull(_ folder: String) -> Bool {
    var status = statvfs()
    return statvfs(folder, &status) == 0 && status.f_bavail == 0
  }
}
