import Files
import Foundation
import GRDB

/// Where the caches of one profile stand, and whose of them is wanted.
///
/// The first identity's cache is the file at `path`; others get the same path with `.2`, `.3`, … after
/// it, so two identities share a file at no time. A cache without customers is no one's, and makes room for the
/// next identity. Of several with customers the oldest goes, but only after a year without a sync.
struct CacheLocation: Sendable {
  let path: String
  let identity: CacheIdentity
  /// What is told, as a sentence, when another process has to be waited for.
  var onWait: (@Sendable (String) -> Void)?

  /// So many caches are kept, however old they are.
  private static let keptCount = 4
  /// How long every cache with customers is kept, in seconds.
  private static let keptAge: TimeInterval = 366 * 24 * 60 * 60
  private static let what = "The cache could not be opened."

  var folder: String {
    let folder = (path as NSString).deletingLastPathComponent
    return folder.isEmpty ? "." : folder
  }

  /// Opens the identity's cache, or makes an empty one; in memory, where nothing can be written.
  ///
  /// The folder is made if need be, mode 0700. A damaged file is set aside.
  func open() throws(CustomerStoreError) -> (file: CacheFile, event: CacheEvent) {
    do {
      return try openOnDisk()
    } catch {
      guard error.isAboutDisk else { throw error }
      return (try openInMemory(copying: nil, because: error), .created)
    }
  }

  /// A copy of the file, or an empty cache, in which everything works and nothing is kept.
  func openInMemory(
    copying file: CacheFile?, because obstacle: CustomerStoreError
  ) throws(CustomerStoreError) -> CacheFile {
    do {
      let copy = try CacheFile(
        inMemoryInsteadOf: file?.path ?? path, copying: file, because: obstacle)
      if file == nil { try copy.claim(for: identity) }
      return copy
    } catch {
      // What can't be read, either, is told by its first cause.
      throw obstacle
    }
  }

  private func openOnDisk() throws(CustomerStoreError) -> (file: CacheFile, event: CacheEvent) {
    try Self.makeFolder(folder)
    let lock = try Self.lock(folder, what: Self.what)
    defer { extendLifetime(lock) }
    do {
      return try openUnderLock()
    } catch let error as CustomerStoreError {
      throw error
    } catch {
      throw CustomerStoreError(error, what: Self.what, path: path)
    }
  }

  /// Keeps every other process from opening, making or setting aside a cache file in a folder.
  static func lock(_ folder: String, what: String) throws(CustomerStoreError) -> FolderLock {
    do throws(FolderLock.Failure) {
      return try FolderLock(folder: folder)
    } catch {
      switch error {
      case .notOpened(let code): throw CustomerStoreError(what: what, path: folder, code: code)
      case .busy:
        throw CustomerStoreError(
          .busy, what: what, why: "Another process has been opening a cache in \(folder) for too long.",
          advice: "Wait for it, or end it, and try again.")
      }
    }
  }

  /// Renames a damaged file and returns its new path; nil if another process did so before.
  func quarantine(_ file: CacheFile) throws(CustomerStoreError) -> String? {
    let lock = try Self.lock(folder, what: Self.what)
    defer { extendLifetime(lock) }
    return file.isInPlace ? try Self.quarantine(file.path) : nil
  }

  /// The files there are that may be the identity's, in the order of their numbers.
  var places: [String] {
    let name = (path as NSString).lastPathComponent
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let numbers = names.compactMap { other -> Int? in
      if other == name { return 1 }
      guard other.hasPrefix("\(name).") else { return nil }
      return Int(other.dropFirst(name.count + 1)).flatMap { $0 > 1 ? $0 : nil }
    }
    return numbers.sorted().map(place)
  }

  private func place(_ number: Int) -> String { number == 1 ? path : "\(path).\(number)" }

  /// Where the latest damaged cache that stood at `place` is now; nil if there never was one.
  static func quarantined(_ place: String) -> String? {
    var latest: String?
    for number in 1... {
      let target = quarantine(of: place, number)
      guard FileManager.default.fileExists(atPath: target) else { break }
      latest = target
    }
    return latest
  }

  private static func quarantine(of place: String, _ number: Int) -> String {
    number == 1 ? "\(place).damaged" : "\(place).damaged.\(number)"
  }

  /// A cache of somebody else's.
  private struct Other {
    let place: String
    /// When it was last synced; nil if it never was.
    let syncedAt: Date?
  }

  private func openUnderLock() throws -> (file: CacheFile, event: CacheEvent) {
    var unclaimed: String?
    var quarantine: String?
    var others: [Other] = []
    let places = places
    for place in places {
      do {
        let file = try open(place)
        switch try file.belongs(to: identity) {
        case true?:
          try file.renewClaim(for: identity)
          return (file, quarantine.map(CacheEvent.rebuilt) ?? .opened)
        case false?: others.append(Other(place: place, syncedAt: try file.syncedAt()))
        case nil: unclaimed = unclaimed ?? place
        }
      } catch let error where Damage.isMeant(by: error) {
        quarantine = try Self.quarantine(place)
        unclaimed = unclaimed ?? place
      }
    }
    let place = unclaimed ?? Self.makeRoom(among: others) ?? firstFreePlace(besides: places)
    let file = try makeFile(at: place)
    try file.claim(for: identity)
    let neighbour = others.first { $0.syncedAt != nil && $0.place != place }?.place
    return (
      file, quarantine.map(CacheEvent.rebuilt) ?? neighbour.map(CacheEvent.createdBeside) ?? .created
    )
  }

  /// Opens a file; only to be read if nothing can be written there.
  private func open(_ place: String) throws -> CacheFile {
    do {
      return try CacheFile(path: place, onWait: onWait)
    } catch let error where !Damage.isMeant(by: error) {
      let obstacle = error as? CustomerStoreError ?? CustomerStoreError(error, what: Self.what, path: place)
      guard obstacle.isAboutDisk,
        let file = try? CacheFile(readingOnly: place, because: obstacle)
      else { throw obstacle }
      return file
    }
  }

  /// Makes a cache; nothing of it is left if that fails.
  private func makeFile(at place: String) throws -> CacheFile {
    let isNew = !FileManager.default.fileExists(atPath: place)
    do {
      return try CacheFile(path: place, onWait: onWait)
    } catch {
      if isNew { Self.remove(place) }
      throw error
    }
  }

  private func firstFreePlace(besides taken: [String]) -> String {
    var number = 1
    while taken.contains(place(number)) { number += 1 }
    return place(number)
  }

  private static func makeFolder(_ folder: String) throws(CustomerStoreError) {
    if mkdir(folder, 0o700) == 0 || errno == EEXIST { return }
    let parent = (folder as NSString).deletingLastPathComponent
    guard errno == ENOENT, !parent.isEmpty else {
      throw CustomerStoreError(what: what, path: folder, code: errno)
    }
    try makeFolder(parent)
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
      throw CustomerStoreError(what: what, path: folder, code: errno)
    }
  }

  /// The write-ahead log goes with its file, under the name by which SQLite finds it.
  private static func quarantine(_ path: String) throws(CustomerStoreError) -> String {
    var number = 1
    while FileManager.default.fileExists(atPath: quarantine(of: path, number)) { number += 1 }
    let target = quarantine(of: path, number)
    guard rename(path, target) == 0 else { throw CustomerStoreError(what: what, path: path, code: errno) }
    rename("\(path)-wal", "\(target)-wal")
    unlink("\(path)-shm")
    return target
  }

  /// Removes a cache that nobody misses, and returns its place; nil if there is none.
  ///
  /// Another process that has it open notices, and goes on with a new one.
  private static func makeRoom(among others: [Other]) -> String? {
    let limit = Date().addingTimeInterval(-keptAge)
    let old = others.filter { $0.syncedAt.map { $0 < limit } ?? false }
      .min { ($0.syncedAt ?? .distantPast) < ($1.syncedAt ?? .distantPast) }
    let empty = others.first { $0.syncedAt == nil }
    guard let leaving = empty ?? (others.count >= keptCount ? old : nil) else { return nil }
    remove(leaving.place)
    return leaving.place
  }

  private static func remove(_ place: String) {
    for ending in ["", "-wal", "-shm"] { unlink(place + ending) }
  }
}

extension CacheFile {
  /// Whether the file is the identity's; nil if it is nobody's yet.
  func belongs(to identity: CacheIdentity) throws -> Bool? {
    try queue.inDatabase { database in
      let owner = try RawStatement(database, sql: "SELECT salt, identity_hash FROM cache")
      guard try owner.step() else { return nil }
      return identity.hashes(salt: Array(owner.text(0))).contains(Array(owner.text(1)))
    }
  }

  /// Writes the owner's hash as it is written now, if it stands there as an earlier version wrote it.
  fileprivate func renewClaim(for identity: CacheIdentity) throws {
    guard obstacle == nil else { return }
    let renewed = try queue.inDatabase { database -> Data? in
      guard let owner = try Row.fetchOne(database, sql: "SELECT salt, identity_hash FROM cache") else {
        return nil
      }
      let hash = Data(identity.hashes(salt: Array(owner["salt"] as Data))[0])
      return owner["identity_hash"] as Data == hash ? nil : hash
    }
    guard let renewed else { return }
    try queue.write { try $0.execute(sql: "UPDATE cache SET identity_hash = ?", arguments: [renewed]) }
  }

  fileprivate func syncedAt() throws -> Date? {
    try queue.inDatabase { try SyncRun.latest($0)?.askedAt }
  }

  fileprivate func claim(for identity: CacheIdentity) throws {
    let salt = CacheIdentity.makeSalt()
    let hash = identity.hashes(salt: salt)[0]
    try queue.inTransaction(.immediate) { database in
      try database.execute(
        sql: "INSERT INTO cache (id, base_url, account, salt, identity_hash) VALUES (1, ?, ?, ?, ?)",
        arguments: [identity.baseURL, identity.account, Data(salt), Data(hash)])
      return .commit
    }
  }
}
