import Foundation
import SpreadsheetExport

/// A file that is being written beside the one that it will become.
///
/// It is locked as long as it is written, so that those which a killed process left can be told from others.
final class TemporaryFile {
  private let path: String
  private let descriptor: Int32
  /// What fails if this does, as a sentence.
  private let what: String

  /// Makes an empty one; takes away those in the folder that nobody writes any more.
  ///
  /// `mode` is what the file may allow at most: the process's umask takes from it.
  init(beside target: String, mode: mode_t, what: String) throws(ExportError) {
    let folder = Self.folder(of: target)
    LeftoverFiles(in: folder, prefix: Self.prefix).remove()
    for _ in 0..<Self.mostTries {
      let path = (folder == "/" ? "" : folder) + "/\(Self.prefix)\(Self.randomLetters())"
      let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode)
      if descriptor < 0, errno == EEXIST { continue }
      guard descriptor >= 0 else { throw .failed(BrowserFailure(.file, what: what, code: errno)) }
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
    throw .failed(BrowserFailure(.file, what: what, code: EEXIST))
  }

  deinit {
    close(descriptor)
  }

  private static let prefix = ".komet-"
  private static let mostTries = 100

  /// The folder of a path, `.` for a name alone.
  static func folder(of path: String) -> String {
    let folder = (path as NSString).deletingLastPathComponent
    return folder.isEmpty ? "." : folder
  }

  private static func randomLetters() -> String {
    String((0..<LeftoverFiles.randomLetterCount).compactMap { _ in LeftoverFiles.letters.randomElement() })
  }

  /// Gives the file the mode of the one that it will replace, and its owner and group where that is allowed.
  func adopt(_ status: stat) {
    if fchown(descriptor, status.st_uid, status.st_gid) != 0 { _ = fchown(descriptor, ~0, status.st_gid) }
    fchmod(descriptor, status.st_mode & 0o777)
  }

  /// Writes and syncs what `source` hands to the sink that it is given.
  func fill(from source: (_ sink: (UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws(ExportError)
  {
    do {
      try source(write)
    } catch let error as ExportError {
      throw error
    } catch {
      throw .failed(BrowserFailure(.file, what: what, why: "\(error)", advice: "Try again."))
    }
    guard fsync(descriptor) == 0 else { throw failure(errno) }
  }

  /// Writes and syncs a text.
  func fill(with text: String) throws(ExportError) {
    try fill { sink in try Array(text.utf8).withUnsafeBytes(sink) }
  }

  /// Writes and syncs a whole spreadsheet.
  func fill(with spreadsheet: SpreadsheetExport, isCancelled: () -> Bool) throws(ExportError) {
    do {
      try spreadsheet.write(
        path: path, temporaryFolder: Self.folder(of: path), isCancelled: isCancelled)
    } catch {
      switch error {
      case .cancelled: throw .cancelled
      case .tooManyRows(let limit):
        throw .failed(
          BrowserFailure(
            .file, what: what, why: "A spreadsheet has no room for more than \(limit.grouped) of them.",
            advice: "Name a file that ends in .csv, or write fewer."))
      case .noLibrary(let reason):
        throw .failed(
          BrowserFailure(
            .file, what: what, why: "libxlsxwriter could not be loaded (\(reason)).",
            advice: "Install it, or name a file that ends in .csv."))
      case .failed(let reason):
        throw .failed(
          BrowserFailure(.file, what: what, why: reason, advice: "See that there is room, and try again."))
      }
    }
    // What the library wrote by the file's name is synced through this descriptor all the same.
    guard fsync(descriptor) == 0 else { throw failure(errno) }
  }

  func move(to target: String, replacing: Bool) throws(ExportError) {
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

  func remove() {
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

  private func failure(_ code: Int32) -> ExportError {
    .failed(BrowserFailure(.file, what: what, code: code))
  }
}
