import Foundation
import GRDB

/// Where the caches of one profile stand, and whose of them is wanted.
///
/// The first identity's cache is the file at `path`; others get the same path with `.2`, `.3`, … after
/// it, so two identities share a file at no time. When all places are taken, the cache that has not been
/// written to for the longest time makes room.
struct CacheLocation: Sendable {
  let path: String
  let identity: CacheIdentity

  private static let placeCount = 4
  private static let what = "The cache could not be opened."

  var folder: String {
    let folder = (path as NSString).deletingLastPathComponent
    return folder.isEmpty ? "." : folder
  }

  /// Opens the identity's cache, or makes an empty one.
  ///
  /// The folder is made if need be, mode 0700. A damaged file is set aside.
  func open() throws(CustomerStoreError) -> (file: CacheFile, event: CacheEvent) {
    try Self.makeFolder(folder)
    let lock = try FolderLock(folder: folder, what: Self.what)
    defer { extendLifetime(lock) }
    do {
      return try openUnderLock()
    } catch let error as CustomerStoreError {
      throw error
    } catch {
      throw CustomerStoreError(error, what: Self.what, path: path)
    }
  }

  /// Renames a damaged file and returns its new path; nil if another process did so before.
  func setAside(_ file: CacheFile) throws(CustomerStoreError) -> String? {
    let lock = try FolderLock(folder: folder, what: Self.what)
    defer { extendLifetime(lock) }
    return file.isInPlace ? try Self.setAside(file.path) : nil
  }

  /// The files that may be the identity's.
  var places: [String] { [path] + (2...Self.placeCount).map { "\(path).\($0)" } }

  private func openUnderLock() throws -> (file: CacheFile, event: CacheEvent) {
    var free: String?
    var setAside: String?
    var others: [String] = []
    for place in places {
      guard FileManager.default.fileExists(atPath: place) else {
        free = free ?? place
        continue
      }
      do {
        let file = try CacheFile(path: place)
        switch try file.belongs(to: identity) {
        case true?: return (file, setAside.map(CacheEvent.rebuilt) ?? .opened)
        case false?: others.append(place)
        case nil: free = free ?? place
        }
      } catch let error where Damage.isMeant(by: error) {
        setAside = try Self.setAside(place)
        free = free ?? place
      }
    }
    let file = try CacheFile(path: free ?? Self.makeRoom(among: others))
    try file.claim(for: identity)
    let other = others.first.map(CacheEvent.createdBeside)
    return (file, setAside.map(CacheEvent.rebuilt) ?? other ?? .created)
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
  private static func setAside(_ path: String) throws(CustomerStoreError) -> String {
    var target = "\(path).damaged"
    var number = 2
    while FileManager.default.fileExists(atPath: target) {
      target = "\(path).damaged.\(number)"
      number += 1
    }
    guard rename(path, target) == 0 else { throw CustomerStoreError(what: what, path: path, code: errno) }
    rename("\(path)-wal", "\(target)-wal")
    unlink("\(path)-shm")
    return target
  }

  private static func makeRoom(among places: [String]) throws -> String {
    func lastWrite(_ place: String) -> Date {
      let attributes = try? FileManager.default.attributesOfItem(atPath: place)
      return attributes?[.modificationDate] as? Date ?? .distantPast
    }
    guard let oldest = places.min(by: { lastWrite($0) < lastWrite($1) }) else {
      preconditionFailure("no place is free and none is taken")
    }
    for ending in ["", "-wal", "-shm"] { unlink(oldest + ending) }
    return oldest
  }
}

extension CacheFile {
  /// Whether the file is the identity's; nil if it is nobody's yet.
  func belongs(to identity: CacheIdentity) throws -> Bool? {
    try queue.inDatabase { database in
      let owner = try RawStatement(database, sql: "SELECT salt, identity_hash FROM cache")
      guard try owner.step() else { return nil }
      return identity.hash(salt: Array(owner.text(0))) == Array(owner.text(1))
    }
  }

  fileprivate func claim(for identity: CacheIdentity) throws {
    let salt = CacheIdentity.makeSalt()
    try queue.inTransaction(.immediate) { database in
      try database.execute(
        sql: "INSERT INTO cache (id, base_url, account, salt, identity_hash) VALUES (1, ?, ?, ?, ?)",
        arguments: [identity.baseURL, identity.account, Data(salt), Data(identity.hash(salt: salt))])
      return .commit
    }
  }
}
