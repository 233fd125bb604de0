import Customers
import Dispatch
import Files
import Foundation
import SpreadsheetExport
import Synchronization
import Threading
import Wording

/// The file that an export goes to.
///
/// Everything is written to a temporary file in the same folder, synced and then put in place at once:
/// whatever happens, the target is either the old file or the whole new one. A symbolic link is followed, so it
/// is its target that is replaced. An existing file keeps its mode; a new one has what the umask allows.
package struct ExportFile: Sendable {
  private let path: String
  private let contents: String

  /// Makes it for a path as typed; `~/` stands for the home folder, as in a shell.
  ///
  /// `contents` says in messages what is written.
  package init(path: String, contents: String = "customers") {
    self.contents = contents
    self.path =
      path.hasPrefix("~/")
      ? HomeFolder.path(named: ProcessInfo.processInfo.environment["HOME"]) + path.dropFirst() : path
  }

  /// Writes the file and returns its full path.
  ///
  /// `isCancelled` is asked at each piece of output.
  package func write(
    _ export: CustomerExport, replacing: Bool, isCancelled: () -> Bool = { false }
  ) throws(FileError) -> String {
    try write(replacing: replacing) { (temporary) throws(FileError) in
      switch export.options.format {
      case .csv, .tsv, .json, .jsonl:
        try temporary.fill { sink in
          try export.write { piece in
            if isCancelled() { throw FileError.cancelled }
            try sink(piece)
          }
        }
      case .xlsx:
        try temporary.fill(with: SpreadsheetExport(export), isCancelled: isCancelled)
      }
    }
  }

  /// Writes groups with their counts and returns the file's full path.
  package func write(
    _ counts: RecordExport, with options: CustomerExport.Options, replacing: Bool,
    isCancelled: () -> Bool = { false }
  ) throws(FileError) -> String {
    try write(replacing: replacing) { (temporary) throws(FileError) in
      switch options.format {
      case .csv, .tsv, .json, .jsonl:
        try temporary.fill { sink in try counts.write(with: options, to: sink) }
      case .xlsx:
        try temporary.fill(with: SpreadsheetExport(counts, sheetName: "Counts"), isCancelled: isCancelled)
      }
    }
  }

  /// The folder that the file would be in, if it is not there.
  package var missingFolder: String? {
    let folder = (path as NSString).deletingLastPathComponent
    var status = stat()
    return !folder.isEmpty && stat(folder, &status) != 0 && errno == ENOENT ? folder : nil
  }

  /// Makes the folder that the file will be in, and those around it.
  package func makeFolder() throws(FileError) {
    let folder = TemporaryFile.folder(of: path)
    guard !Self.makeFolder(folder) else { return }
    throw .failed(UserFacingError(.file, what: "The folder \(folder) could not be made.", code: errno))
  }

  /// Returns whether it is there then; else `errno` says why not.
  private static func makeFolder(_ folder: String) -> Bool {
    if mkdir(folder, 0o777) == 0 || errno == EEXIST { return true }
    let parent = TemporaryFile.folder(of: folder)
    guard errno == ENOENT, parent != folder, makeFolder(parent) else { return false }
    return mkdir(folder, 0o777) == 0 || errno == EEXIST
  }

  /// Writes a text and returns the file's full path.
  package func write(_ text: String, replacing: Bool) throws(FileError) -> String {
    try write(replacing: replacing) { (temporary) throws(FileError) in try temporary.fill(with: text) }
  }

  private func write(
    replacing: Bool, fill: (TemporaryFile) throws(FileError) -> Void
  ) throws(FileError) -> String {
    let (target, old) = try resolvedTarget(replacing: replacing)
    let temporary = try TemporaryFile(beside: target, mode: old == nil ? 0o666 : 0o600, what: what)
    do throws(FileError) {
      if let old { temporary.adopt(old) }
      try fill(temporary)
      try temporary.move(to: target, replacing: replacing)
    } catch {
      temporary.remove()
      throw error
    }
    return target
  }

  private var what: String { "The \(contents) could not be written to \(path)." }

  /// The file to be written, and what is there by now.
  private func resolvedTarget(replacing: Bool) throws(FileError) -> (path: String, old: stat?) {
    guard !path.isEmpty else {
      throw failure(why: "No file is named.", advice: "Name one.")
    }
    guard !path.hasSuffix("/") else { throw failure(why: "That is a folder.", advice: "Name a file in it.") }
    var status = stat()
    guard lstat(path, &status) == 0 else {
      if errno == ENOENT, let folder = Self.realPath((path as NSString).deletingLastPathComponent) {
        return ((folder == "/" ? "" : folder) + "/" + (path as NSString).lastPathComponent, nil)
      }
      throw failure(code: errno)
    }
    guard let target = Self.realPath(path), stat(target, &status) == 0 else {
      throw failure(why: "It is a symbolic link to nothing.", advice: "Name another file.")
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw failure(why: "That is a folder.", advice: "Name a file in it.")
    default: throw failure(why: "That is not a regular file.", advice: "Name another file.")
    }
    guard replacing else { throw .exists }
    guard access(target, W_OK) == 0 else { throw failure(code: errno) }
    return (target, status)
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path.isEmpty ? "." : path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private func failure(why: String, advice: String) -> FileError {
    .failed(UserFacingError(.file, what: what, why: why, advice: advice))
  }

  private func failure(code: Int32) -> FileError {
    .failed(UserFacingError(.file, what: what, code: code))
  }
}

extension TemporaryFile {
  /// Writes and syncs a whole spreadsheet.
  fileprivate func fill(
    with spreadsheet: SpreadsheetExport, isCancelled: () -> Bool
  ) throws(FileError) {
    do {
      try spreadsheet.write(
        path: path, temporaryFolder: Self.folder(of: path), isCancelled: isCancelled)
    } catch {
      switch error {
      case .cancelled: throw .cancelled
      case .tooManyRows(let limit):
        throw .failed(
          UserFacingError(
            .file, what: what, why: "A spreadsheet has no room for more than \(limit.grouped) of them.",
            advice: "Name a file that ends in .csv, or write fewer."))
      case .noLibrary(let reason):
        throw .failed(
          UserFacingError(
            .file, what: what, why: "libxlsxwriter could not be loaded (\(reason)).",
            advice: "Install it, or name a file that ends in .csv."))
      case .failed(let reason):
        throw .failed(
          UserFacingError(.file, what: what, why: reason, advice: "See that there is room, and try again."))
      }
    }
    try sync()
  }
}

/// Writes exports one after the other on a thread of its own.
final class ExportWorker: Sendable {
  private let thread = WorkerThread(name: "komet.export")
  private let cancelledCount = Atomic(0)
  private let post: @Sendable (BrowserEvent) -> Void

  init(post: @escaping @Sendable (BrowserEvent) -> Void) {
    self.post = post
  }

  /// Writes an export and posts one answer, which carries `generation`: how it ended, cancelled or not.
  ///
  /// Where the folder is missing nothing is written, unless it shall be made.
  func start(
    _ export: CustomerExport, path: String, replacing: Bool, makingFolder: Bool, generation: Int
  ) {
    start(
      path: path, makingFolder: makingFolder, rowCount: export.rows.count, generation: generation
    ) { (file, isCancelled) throws(FileError) in
      try file.write(export, replacing: replacing, isCancelled: isCancelled)
    }
  }

  /// The same for groups with their counts.
  func start(
    _ counts: RecordExport, _ options: CustomerExport.Options, path: String, replacing: Bool,
    makingFolder: Bool, generation: Int
  ) {
    start(
      path: path, makingFolder: makingFolder, rowCount: counts.rows.count, generation: generation
    ) { (file, isCancelled) throws(FileError) in
      try file.write(counts, with: options, replacing: replacing, isCancelled: isCancelled)
    }
  }

  private func start(
    path: String, makingFolder: Bool, rowCount: Int, generation: Int,
    _ write: @escaping @Sendable (ExportFile, () -> Bool) throws(FileError) -> String
  ) {
    let start = cancelledCount.load(ordering: .relaxed)
    thread.run { [self] in
      do throws(FileError) {
        let file = ExportFile(path: path)
        if let folder = file.missingFolder {
          guard makingFolder else { return post(.exportFolderMissing(folder, generation: generation)) }
          try file.makeFolder()
        }
        let path = try write(file) { cancelledCount.load(ordering: .relaxed) != start }
        post(.exportFinished(path: path, rowCount: rowCount, generation: generation))
      } catch {
        switch error {
        case .exists: post(.exportTargetExisted(generation: generation))
        case .cancelled: post(.exportCancelled(generation: generation))
        case .failed(let failure): post(.exportFailed(failure, generation: generation))
        }
      }
    }
  }

  /// Ends every export started so far, unless it is in place already; their temporary files go away.
  func cancel() {
    cancelledCount.add(1, ordering: .relaxed)
  }

  /// Returns when no export runs any more.
  func wait() {
    let isDone = DispatchSemaphore(value: 0)
    thread.run { isDone.signal() }
    isDone.wait()
  }
}
