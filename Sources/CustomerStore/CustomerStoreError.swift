import Foundation
import GRDB

/// Why the cache could not be used: what failed, why, and what to do, each a sentence.
package struct CustomerStoreError: Error, Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    /// A newer version of the program wrote the file; it is left as it is.
    case newerVersion
    /// The file is some other program's; it is left as it is.
    case notACache
    /// The file was damaged and now stands at `quarantine`; the cache is usable again, and empty.
    case damaged(quarantine: String)
    case diskFull
    /// The file or its folder can't be made, read or written.
    case notAccessible
    /// Another process held the cache for too long.
    case busy
    /// The cache has become another one since the sync was planned; nothing was changed.
    case outdatedPlan
    /// So many customers are missing from the server's list that nothing was changed until a person accepts that.
    case suddenLoss(missing: Int, of: Int)
    case other
  }

  package let kind: Kind
  package let what: String
  package let why: String
  package let advice: String

  init(_ kind: Kind, what: String, why: String, advice: String) {
    self.kind = kind
    self.what = what
    self.why = why
    self.advice = advice
  }
}

extension CustomerStoreError {
  /// Whether what is in the cache may be good, but the disk doesn't let anybody write to it.
  var isAboutDisk: Bool { [.notAccessible, .diskFull, .other].contains(kind) }
}

extension CustomerStoreError: CustomStringConvertible {
  package var description: String { "\(what) \(why) \(advice)" }
}

extension CustomerStoreError {
  /// What SQLite says about the cache at `path`, in words for people.
  init(_ error: any Error, what: String, path: String) {
    if let loss = error as? SuddenLoss {
      self.init(loss)
      return
    }
    guard let error = error as? DatabaseError else {
      self.init(.other, what: what, why: "\(error)", advice: "Try again.")
      return
    }
    switch error.resultCode {
    case .SQLITE_FULL:
      self.init(
        .diskFull, what: what, why: "There is no room left on the disk of \(path).",
        advice: "Make room there and try again; the cache is as it was before.")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(
        .busy, what: what, why: "Another process has been using \(path) for too long.",
        advice: "Wait for it, or end it, and try again.")
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      self.init(
        .notAccessible, what: what, why: "\(path) or its folder can't be written to.",
        advice: "Allow yourself to write to both.")
    case .SQLITE_IOERR where Self.isFull(path):
      self.init(
        .diskFull, what: what, why: "There is no room left on the disk of \(path).",
        advice: "Make room there and try again; the cache is as it was before.")
    case .SQLITE_IOERR where access(path, W_OK) != 0 || access(Self.folder(of: path), W_OK) != 0:
      self.init(what: what, path: path, code: errno)
    default:
      self.init(
        .other, what: what, why: "SQLite says about \(path): \(error.message ?? "\(error.resultCode)").",
        advice: "Try again; if it stays so, move the file away and the cache is made anew.")
    }
  }

  /// Whether SQLite could not write, rather than being asked something wrong.
  static func isDiskToBlame(for error: any Error) -> Bool {
    guard let error = error as? DatabaseError else { return false }
    return switch error.resultCode {
    case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: true
    default: false
    }
  }

  private init(_ loss: SuddenLoss) {
    self.init(
      .suddenLoss(missing: loss.count, of: loss.customerCount), what: "The customers were not refreshed.",
      why: "\(loss.count) of \(loss.customerCount) customers are missing from the server's list.",
      advice: "They stay as they were; if they are really gone, run komet sync --accept-losses.")
  }

  /// Whether the disk of a file has no room left.
  private static func isFull(_ path: String) -> Bool {
    var status = statvfs()
    return statvfs(folder(of: path), &status) == 0 && status.f_bavail == 0
  }

  static func folder(of path: String) -> String {
    let folder = (path as NSString).deletingLastPathComponent
    return folder.isEmpty ? "." : folder
  }

  /// A failed call to the system about the file or folder at `path`, by its `errno`.
  init(what: String, path: String, code: Int32) {
    let reason = String(cString: strerror(code))
    switch code {
    case ENOSPC, EDQUOT:
      self.init(
        .diskFull, what: what, why: "\(path): \(reason).", advice: "Make room there and try again.")
    default:
      self.init(
        .notAccessible, what: what, why: "\(path): \(reason).",
        advice: "See that you may read and write it, or name another folder in XDG_DATA_HOME.")
    }
  }
}

/// The file does not hold what was written to it.
struct Damage: Error, CustomStringConvertible {
  let description: String

  /// Whether an error says that the file's content is broken.
  static func isMeant(by error: any Error) -> Bool {
    if error is Damage { return true }
    guard let error = error as? DatabaseError else { return false }
    return error.resultCode == .SQLITE_CORRUPT || error.resultCode == .SQLITE_NOTADB
  }
}
