import Foundation
import Wording

/// A small file that its owner alone may read and write.
package struct PrivateFile: Sendable {
  private let path: String

  package init(path: String) {
    self.path = path
  }

  /// Writes the file at once, mode 0600: whatever happens, it is either the old one or the whole new one.
  ///
  /// Makes its folder, mode 0700, if that is missing. A symbolic link is followed: the file that it leads to is
  /// replaced, or made.
  package func write(_ text: String, replacing: Bool) throws(FileError) {
    let target = Self.target(of: path)
    let what = "\(path) could not be written."
    if !replacing, access(target, F_OK) == 0 { throw .exists }
    let folder = TemporaryFile.folder(of: target)
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .failed(
        UserFacingError(
          .file, what: what, why: "The folder \(folder) could not be made.",
          advice: "Make it, as a folder that you may write to."))
    }
    let temporary = try TemporaryFile(beside: target, mode: 0o600, what: what)
    do throws(FileError) {
      try temporary.fill(with: text)
      try temporary.move(to: target, replacing: replacing)
    } catch {
      temporary.remove()
      throw error
    }
  }

  /// Removes the file, and not the link that may lead to it; false if there was none.
  package func remove() throws(UserFacingError) -> Bool {
    guard unlink(Self.target(of: path)) != 0 else { return true }
    guard errno == ENOENT || errno == ENOTDIR else {
      throw UserFacingError(.file, what: "\(path) could not be removed.", code: errno)
    }
    return false
  }

  /// Where symbolic links lead from a path, whether or not there is a file.
  private static func target(of path: String) -> String {
    var path = path
    for _ in 0..<maxLinks {
      guard let link = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else { break }
      path = link.hasPrefix("/") ? link : "\(TemporaryFile.folder(of: path))/\(link)"
    }
    return path
  }

  /// As many as Linux follows.
  private static let maxLinks = 40
}

/// The person's home, which `~` stands for.
package enum HomeFolder {
  /// What `$HOME` names; if that is no absolute path, what the password file names.
  package static func path(named home: String?) -> String {
    if let home, home.hasPrefix("/") { return home }
    guard let entry = getpwuid(getuid()), let folder = entry.pointee.pw_dir else { return "/" }
    return String(cString: folder)
  }
}

/// Keeps every other process from making, opening or moving files in one folder, as long as they ask for it, too.
///
/// To be held for moments, since others wait. The lock is on the folder itself (`flock`), so nothing is left behind,
/// whatever becomes of the process.
package struct FolderLock: ~Copyable {
  /// Why there is no lock.
  package enum Failure: Error {
    /// The folder can't be opened, with the `errno`.
    case notOpened(Int32)
    /// Another process has held it for too long.
    case busy
  }

  private let descriptor: Int32

  /// Longer than any opening takes, short enough for a person to wait.
  private static let patience = Duration.seconds(10)
  private static let pause: useconds_t = 5_000

  /// Waits for the lock.
  package init(folder: String) throws(Failure) {
    descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .notOpened(errno) }
    let deadline = ContinuousClock.now + Self.patience
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      // A file system without locks (some network ones) has to do without.
      guard errno == EWOULDBLOCK || errno == EINTR else { return }
      guard ContinuousClock.now < deadline else {
        close(descriptor)
        throw .busy
      }
      usleep(Self.pause)
    }
  }

  deinit {
    close(descriptor)
  }
}
