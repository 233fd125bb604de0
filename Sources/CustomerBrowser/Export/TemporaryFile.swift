import Foundation
import SpreadsheetExport

/// A file that is being written beside the one that it will become.
struct TemporaryFile {
  private let path: String
  private let descriptor: Int32
  /// What fails if this does, as a sentence.
  private let what: String

  /// Makes an empty one, mode 0600.
  init(beside target: String, what: String) throws(ExportError) {
    let folder = (target as NSString).deletingLastPathComponent
    var template = Array("\(folder)/.komet-XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw .failed(BrowserFailure(.file, what: what, code: errno)) }
    path = template.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { String(cString: $0) } ?? ""
    }
    self.what = what
  }

  /// Writes and syncs what `source` hands to the sink that it is given, and closes the file.
  func fill(from source: (_ sink: (UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws(ExportError)
  {
    defer { close(descriptor) }
    do {
      try source(write)
    } catch let error as ExportError {
      throw error
    } catch {
      throw .failed(BrowserFailure(.file, what: what, why: "\(error)", advice: "Try again."))
    }
    guard fsync(descriptor) == 0 else { throw failure(errno) }
  }

  /// Writes and syncs a whole spreadsheet, and closes the file.
  func fill(with spreadsheet: SpreadsheetExport, isCancelled: () -> Bool) throws(ExportError) {
    defer { close(descriptor) }
    let folder = (path as NSString).deletingLastPathComponent
    do {
      try spreadsheet.write(
        path: path, temporaryFolder: folder.isEmpty ? "/" : folder, isCancelled: isCancelled)
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
    let folder = open((target as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  private func failure(_ code: Int32) -> ExportError {
    .failed(BrowserFailure(.file, what: what, code: code))
  }
}
