import Foundation
import Wording

/// A file that is being written beside the one that it will become.
///
/// It is locked as long as it is written, so that those which a killed process left can be told from others.
///
/// This room has the files that must be whole or not there: any file (`TemporaryFile`), those for their owner alone
/// (`PrivateFile`), and the lock that keeps other processes from a folder (`FolderLock`).
package final class TemporaryFile {
  package let path: String
  private let descriptor: Int32
  /// What fails if this does, as a sentence.
  package let what: String

  /// Makes an empty one; takes away those in the folder that nobody writes any more.
  ///
  /// `mode` is what the file may allow at most: the process's umask takes from it.
  package init(beside target: String, mode: mode_t, what: String) throws(FileError) {
    let folder = Self.folder(of: target)
    LeftoverFiles(in: folder, prefix: Self.prefix).remove()
    for _ in 0..<Self.maxTries {
      let path = (folder == "/" ? "" : folder) + "/\(Self.prefix)\(Self.randomLetters())"
      let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode)
      if descriptor < 0, errno == EEXIST { continue }
      guard descriptor >= 0 else { throw .failed(UserFacingError(.file, what: what, code: errno)) }
      // Somebody who looked for leftovers may have come first. A file system without locks has no leftovers removed.
      var status = stat()
      if flock(descriptor, LOCK_EX) == 0, fstat(descriptor, &status) == 0, status.st_nlink == 0 {
        close(descriptor)
        continue
      }
      self.path = path
      self.descriptor = descriptor
      self.what = what
      return
    }
    throw .failed(UserFacingError(.file, what: what, code: EEXIST))
  }

  deinit {
    close(descriptor)
  }

  private static let prefix = ".komet-"
  private static let maxTries = 100

  /// The folder of a path, `.` for a name alone.
  package static func folder(of path: String) -> String {
    let folder = (path as NSString).deletingLastPathComponent
    return folder.isEmpty ? "." : folder
  }

  private static func randomLetters() -> String {
    String((0..<LeftoverFiles.randomLetterCount).compactMap { _ in LeftoverFiles.letters.randomElement() })
  }

  /// Gives the file the mode of the one that it will replace, and its owner and group where that is allowed.
  package func adopt(_ status: stat) {
    if fchown(descriptor, status.st_uid, status.st_gid) != 0 { _ = fchown(descriptor, ~0, status.st_gid) }
    fchmod(descriptor, status.st_mode & 0o777)
  }

  /// Writes and syncs what `source` hands to the sink that it is given.
  package func fill(from source: (_ sink: (UnsafeRawBufferPointer) throws -> Void) throws -> Void)
    throws(FileError)
  {
    do {
      try source(write)
    } catch let error as FileError {
      throw error
    } catch {
      throw .failed(UserFacingError(.file, what: what, why: "\(error)", advice: "Try again."))
    }
    try sync()
  }

  /// Lets what was written survive a power cut, whoever wrote it by the file's path.
  package func sync() throws(FileError) {
    guard fsync(descriptor) == 0 else { throw failure(errno) }
  }

  /// Writes and syncs a text.
  package func fill(with text: String) throws(FileError) {
    try fill { sink in try Array(text.utf8).withUnsafeBytes(sink) }
  }

  package func move(to target: String, replacing: Bool) throws(FileError) {
    if replacing {
      guard rename(path, target) == 0 else { throw failure(errno) }
    } else if link(path, target) == 0 {
      unlink(path)
    } else if errno == EEXIST {
      throw .exists
    } else if access(target, F_OK) == 0 || rename(path, target) != 0 {
      // Reached where the file system has no hard links.
      throw failure(errno)
    }
    syncFolder(of: target)
  }

  package func remove() {
    unlink(path)
  }

  private func write(_ piece: UnsafeRawBufferPointer) throws {
    var rest = piece
    while !rest.isEmpty {
      let written = Foundation.write(descriptor, rest.baseAddress, rest.count)
      if written < 0 {
        if errno == EINTR { continue }
        throw failure(errno)
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[written...])
    }
  }

  /// Makes the new name itself survive a power cut; without it the file is there all the same.
  private func syncFolder(of target: String) {
    let folder = open(Self.folder(of: target), O_RDONLY | O_DIRECTORY)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  private func failure(_ code: Int32) -> FileError {
    .failed(UserFacingError(.file, what: what, code: code))
  }
}

/// The temporary files in a folder that processes left which were killed while they wrote them.
private struct LeftoverFiles {
  private let folder: String
  private let prefix: String

  /// What stands in the names of temporary files behind the prefix.
  static let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
  static let randomLetterCount = 6

  init(in folder: String, prefix: String) {
    self.folder = folder
    self.prefix = prefix
  }

  /// Removes those of this user that nobody holds the lock of; what can't be removed stays.
  func remove() {
    for name in names {
      let path = "\(folder)/\(name)"
      // Neither through a link nor into a pipe.
      let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      defer { close(descriptor) }
      var status = stat()
      guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
        flock(descriptor, LOCK_EX | LOCK_NB) == 0
      else { continue }
      unlink(path)
    }
  }

  private var names: [String] {
    guard let entries = opendir(folder.isEmpty ? "/" : folder) else { return [] }
    defer { closedir(entries) }
    var names: [String] = []
    while let entry = readdir(entries) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name.hasPrefix(prefix), name.count == prefix.count + Self.randomLetterCount,
        name.dropFirst(prefix.count).allSatisfy(Self.letters.contains)
      else { continue }
      names.append(name)
    }
    return names
  }
}

/// Why a file was not written; the target is then as it was before.
package enum FileError: Error, Equatable, Sendable {
  /// There is a file already, and nobody said that it may be replaced.
  case exists
  /// Whoever made its contents gave up.
  case cancelled
  case failed(UserFacingError)
}
