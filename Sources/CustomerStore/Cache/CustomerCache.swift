import Customers
import Foundation
import GRDB
import Synchronization

/// The customers of one identity in a file: there at once, without the network, whole at any time.
///
/// Everything here waits for the disk, and for other processes at the same file; call it off the main
/// thread. Any number of threads and processes may use one file at once. Each sync is one transaction:
/// whatever happens, the file is as before it or as after it.
///
/// Whoever finds the file damaged gets an error of kind `damaged`, once: the file has then been set aside,
/// and the cache is empty and works. A file that was deleted or replaced is opened anew. Where nothing can be written,
/// as on a full disk, all goes on in memory, and `obstacle` says why nothing is kept.
///
/// This room keeps the customers. Answers of the server come in, a table, what changed and how many requests were sent today go
/// out. In reading order:
/// - `Identity`: whose customers they are, and so which file;
/// - `File`: opening it, moving a damaged one out of the way, its tables and their versions;
/// - `Cache`: what can be asked of it, a file for each subject; the quota is counted in `CustomerCache+Requests`;
/// - `Sync`: which questions a sync asks (`SyncPlan`), and what their answers do (`AnswerMerge`, `SyncTransaction`);
/// - `Rows`: customers as rows of SQLite, read by several threads; `Changes`: what a sync records of them.
package final class CustomerCache: Sendable {
  private let location: CacheLocation
  private let current: Mutex<CacheFile>
  /// What is to be written once nobody else writes, and what could not be done if that fails.
  private let postponed = Mutex<[(what: String, write: @Sendable (Database) throws -> Void)]>([])
  /// The requests of each day that are not in the file yet.
  let uncounted = Mutex<[LocalDate: Int]>([:])
  /// Whether another process was waited for in vain, so that it is not worth while to wait for it once more.
  private let hasGivenUp = Mutex(false)

  /// Opens the identity's cache at `path`, or makes an empty one, and says what it found.
  ///
  /// Folder and files are made for the person alone (modes 0700 and 0600). `onWait` is told, as a sentence, when
  /// another process keeps this one waiting for longer than a moment.
  package static func open(
    at path: String, identity: CacheIdentity, onWait: (@Sendable (String) -> Void)? = nil
  ) throws(CustomerStoreError) -> (cache: CustomerCache, event: CacheEvent) {
    let location = CacheLocation(path: path, identity: identity, onWait: onWait)
    let (file, event) = try location.open()
    return (CustomerCache(location, file), event)
  }

  private init(_ location: CacheLocation, _ file: CacheFile) {
    self.location = location
    current = Mutex(file)
  }

  /// The file in use.
  package var path: String { current.withLock(\.path) }

  var identity: CacheIdentity { location.identity }

  /// Why what is written now is not kept; nil if it is.
  package var obstacle: CustomerStoreError? { current.withLock(\.obstacle) }

  /// Reads a little, beside whoever writes; `what` says what could not be done if it fails.
  func read<Value>(
    _ what: String, _ body: (Database) throws -> Value
  ) throws(CustomerStoreError) -> Value {
    try access(what, .deferred, isBeside: true, body)
  }

  /// Writes a little; while a sync is being written, as soon as that is over.
  func writeSoon(
    _ what: String, _ write: @escaping @Sendable (Database) throws -> Void
  ) throws(CustomerStoreError) {
    do {
      try access(what, .immediate, isBeside: true, write)
    } catch {
      guard error.kind == .busy else { throw error }
      postponed.withLock { $0.append((what, write)) }
    }
  }

  /// Writes what had to wait, and waits for that if need be.
  package func finishWriting() throws(CustomerStoreError) {
    var writes = postponed.withLock { postponed in
      defer { postponed = [] }
      return postponed
    }
    let isBeside = hasGivenUp.withLock { $0 }
    while let (what, write) = writes.first {
      do {
        try access(what, .immediate, isBeside: isBeside, write)
      } catch {
        // While somebody else writes, all of them go on waiting.
        if error.kind == .busy { postponed.withLock { $0 = writes + $0 } }
        throw error
      }
      writes.removeFirst()
    }
  }

  /// Runs `body` in one transaction; `what` says what could not be done if it fails.
  ///
  /// With `isBeside` it waits for no other thread that reads or writes much. Without `checksReferences` nothing
  /// makes sure that what rows refer to is there, nor does what refers to a row go with it.
  func access<Value>(
    _ what: String, _ kind: Database.TransactionKind, isBeside: Bool = false, checksReferences: Bool = true,
    _ body: (Database) throws -> Value
  ) throws(CustomerStoreError) -> Value {
    let file = try kind == .deferred ? fileInPlace() : writableFile(what)
    do {
      let value = try (isBeside ? file.sideQueue() : file.queue).inDatabase { database in
        guard !checksReferences else { return try database.value(of: body, inTransaction: kind) }
        // Can only be set outside of a transaction.
        try database.execute(sql: "PRAGMA foreign_keys = OFF")
        let result = Result { try database.value(of: body, inTransaction: kind) }
        try database.execute(sql: "PRAGMA foreign_keys = ON")
        return try result.get()
      }
      if !isBeside, kind == .immediate { hasGivenUp.withLock { $0 = false } }
      return value
    } catch let error as CustomerStoreError {
      throw error
    } catch let error where Damage.isMeant(by: error) {
      try replace(file, what)
      return try access(what, kind, isBeside: isBeside, checksReferences: checksReferences, body)
    } catch {
      let obstacle = CustomerStoreError(error, what: what, path: file.path)
      if !isBeside { hasGivenUp.withLock { $0 = obstacle.kind == .busy } }
      guard CustomerStoreError.isDiskToBlame(for: error), kind == .immediate, !file.isInMemory else {
        throw obstacle
      }
      try goOnInMemory(from: file, because: obstacle)
      return try access(what, kind, isBeside: isBeside, checksReferences: checksReferences, body)
    }
  }

  private func fileInPlace() throws(CustomerStoreError) -> CacheFile {
    let file = current.withLock { $0 }
    return file.isInPlace ? file : try reopened()
  }

  /// The file, or a copy in memory if it can only be read.
  private func writableFile(_ what: String) throws(CustomerStoreError) -> CacheFile {
    var file = try fileInPlace()
    if file.obstacle != nil, !file.isInMemory { file = try reopened() }
    guard let obstacle = file.obstacle, !file.isInMemory else { return file }
    return try goOnInMemory(
      from: file,
      because: CustomerStoreError(obstacle.kind, what: what, why: obstacle.why, advice: obstacle.advice))
  }

  @discardableResult
  private func goOnInMemory(
    from file: CacheFile, because obstacle: CustomerStoreError
  ) throws(CustomerStoreError) -> CacheFile {
    let copy = try location.openInMemory(copying: file, because: obstacle)
    current.withLock { $0 = copy }
    return copy
  }

  /// Goes back to the file if it can be written to by now; only the requests that were sent meanwhile count there.
  func returnToDisk() throws(CustomerStoreError) {
    let copy = current.withLock { $0 }
    guard copy.isInMemory else { return }
    let file = try location.open().file
    guard file.obstacle == nil, let requests = try? copy.requests() else { return }
    current.withLock { $0 = file }
    try access("The requests could not be counted.", .immediate) { database in
      for (day, count) in requests {
        try database.execute(
          sql: "INSERT INTO request VALUES (?, ?) ON CONFLICT (day) DO UPDATE SET count = max(count, ?)",
          arguments: [day, count, count])
      }
    }
  }

  private func reopened() throws(CustomerStoreError) -> CacheFile {
    let (file, _) = try location.open()
    current.withLock { $0 = file }
    return file
  }

  /// Puts an empty file in the place of a damaged one, and says so; returns if another process did.
  private func replace(_ file: CacheFile, _ what: String) throws(CustomerStoreError) {
    if let obstacle = file.obstacle {
      throw CustomerStoreError(
        obstacle.kind, what: what, why: "\(file.path) is not whole, and can't be mended: \(obstacle.why)",
        advice: obstacle.advice)
    }
    let quarantine = try location.quarantine(file)
    _ = try reopened()
    guard let quarantine else { return }
    throw CustomerStoreError(
      .damaged(quarantine: quarantine), what: what,
      why: "The file was damaged; it was set aside as \(quarantine), and a new one was begun.",
      advice: "Refresh to fetch the customers anew.")
  }
}

extension CacheFile {
  /// How many requests were sent on each day.
  fileprivate func requests() throws -> [(day: String, count: Int)] {
    try queue.inDatabase { database in
      try Row.fetchAll(database, sql: "SELECT day, count FROM request").map { ($0["day"], $0["count"]) }
    }
  }
}

extension Database {
  fileprivate func value<Value>(
    of body: (Database) throws -> Value, inTransaction kind: TransactionKind
  ) throws -> Value {
    var value: Value?
    try inTransaction(kind) {
      value = try body(self)
      return .commit
    }
    guard let value else { preconditionFailure("a transaction ended without a value or an error") }
    return value
  }
}

/// All customers of the cache as of one sync, those that are gone left out.
package struct CachedCustomers: Sendable {
  /// With “mine” set if the server's lists told whose the customers are.
  ///
  /// Else `CustomerTable.joining` sets it, from the salesperson's id.
  package let table: CustomerTable
  /// When the latest sync asked the server.
  package let syncedAt: Date
  /// When the latest full sync asked the server.
  package let fullySyncedAt: Date
  /// The customers that the latest sync changed and did not find gone, ascending.
  package let changedIDs: [UInt64]
}
