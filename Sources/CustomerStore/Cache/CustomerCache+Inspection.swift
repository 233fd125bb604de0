import Customers
import Foundation
import GRDB

extension CustomerCache {
  /// Looks at the identity's cache without making, changing or setting aside anything; nil if there is none.
  ///
  /// Everything is read and checked, which takes as long as loading it. Throws if the file is damaged, too.
  package static func inspect(
    at path: String, identity: CacheIdentity, today: LocalDate
  ) throws(CustomerStoreError) -> CacheReport? {
    let what = "The cached customers can't be used."
    let location = CacheLocation(path: path, identity: identity)
    guard FileManager.default.fileExists(atPath: location.folder) else { return nil }
    let lock = try CacheLocation.lock(location.folder, what: what)
    defer { extendLifetime(lock) }
    for place in location.places {
      do {
        guard let file = try Self.file(inspecting: place), try file.belongs(to: identity) == true else {
          continue
        }
        return try CacheReport(file, today: today)
      } catch let error as CustomerStoreError {
        throw error
      } catch let error where Damage.isMeant(by: error) {
        throw CustomerStoreError(
          .other, what: what, why: "\(place) is damaged.",
          advice: "Run komet sync: it sets the file aside and fetches the customers anew.")
      } catch {
        throw CustomerStoreError(error, what: what, path: place)
      }
    }
    return nil
  }

  /// The file, read without anything beside it if nothing can be written there; nil if there is nothing in it.
  private static func file(inspecting place: String) throws -> CacheFile? {
    do {
      return try CacheFile(inspecting: place)
    } catch let error as DatabaseError where !Damage.isMeant(by: error) {
      let obstacle = CustomerStoreError(error, what: "The cache can only be read.", path: place)
      guard let file = try? CacheFile(readingOnly: place, because: obstacle) else { throw error }
      return file
    }
  }
}

extension CacheReport {
  /// Throws `Damage` or `DatabaseError`.
  fileprivate init(_ file: CacheFile, today: LocalDate) throws {
    path = file.path
    obstacle = file.obstacle
    var status = stat()
    mode = stat(file.path, &status) == 0 ? Int(status.st_mode & 0o777) : 0
    var byteCount = Int(status.st_size)
    if stat("\(file.path)-wal", &status) == 0 { byteCount += Int(status.st_size) }
    self.byteCount = byteCount
    quarantined = CacheLocation.quarantined(file.path)
    (baseURL, account, customerCount, syncedAt, requests, pause) = try file.queue.inDatabase { database in
      let state = try String.fetchOne(database, sql: "PRAGMA integrity_check(1)")
      guard state == "ok" else { throw Damage(description: state ?? "") }
      guard let owner = try Row.fetchOne(database, sql: "SELECT base_url, account FROM cache") else {
        throw Damage(description: "It doesn't say whose customers it has.")
      }
      let cached = try CustomerCache.load(from: database)
      return (
        owner["base_url"] ?? "", owner["account"], cached?.table.count ?? 0, cached?.syncedAt,
        try CustomerCache.requests(on: today, in: database),
        // An older version's file has no such table.
        try database.tableExists("pause") ? try CustomerCache.pause(at: Date(), in: database) : nil
      )
    }
  }
}

/// What a cache is like, found out by reading all of it.
package struct CacheReport: Equatable, Sendable {
  package let path: String
  /// Why nothing can be written to it; nil if it can.
  package let obstacle: CustomerStoreError?
  /// Where the damaged cache is that stood here before; nil if there was none.
  package let quarantined: String?
  /// The server whose customers it holds.
  package let baseURL: String
  /// The company that the user token is of, if there is such a token.
  package let account: String?
  /// On the disk, the write-ahead log included.
  package let byteCount: Int
  /// The permissions of the file.
  package let mode: Int
  package let customerCount: Int
  /// When the latest sync asked the server; nil if there was none.
  package let syncedAt: Date?
  /// The requests sent today.
  package let requests: RequestCount
  /// Whether the server is to be left alone now; nil if it is not.
  package let pause: ServerPause?
}
