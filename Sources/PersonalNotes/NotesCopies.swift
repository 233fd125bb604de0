import Customers
import Files
import Foundation
import Wording

/// The copies of a file of notes, one a day, beside it: `default.sqlite.2026-11-28`.
///
/// Those of the last days are kept, and the newest one whatever its age. The folder's lock must be held.
struct NotesCopies {
  private let path: String

  private static let keptDays = 7

  init(of path: String) {
    self.path = path
  }

  var folder: String { TemporaryFile.folder(of: path) }

  /// Makes the copy of a day unless there is one; without it all goes on.
  func makeIfMissing(from file: NotesFile, on day: LocalDate) {
    guard access("\(path).\(day)", F_OK) != 0 else { return }
    renew(from: file, on: day)
  }

  /// Makes the copy of a day, in the place of the one that there may be, and removes old ones.
  func renew(from file: NotesFile, on day: LocalDate) {
    // What is read here leaves no journal behind that the file would need.
    guard (try? file.notes(of: nil).notes.isEmpty) == false else { return }
    // A full disk is told where something is to be kept.
    guard (try? copy(path, to: "\(path).\(day)", what: "The notes could not be copied.")) != nil else {
      return
    }
    for old in days.dropLast() where day.daysSinceEpoch - old.daysSinceEpoch >= Self.keptDays {
      unlink("\(path).\(old)")
    }
  }

  /// Copies a file that nobody writes to meanwhile; the target is the old one or the whole new one at any time.
  private func copy(_ source: String, to target: String, what: String) throws {
    let content = try Data(contentsOf: URL(filePath: source))
    let file = try TemporaryFile(beside: target, mode: 0o600, what: what)
    do throws(FileError) {
      try file.fill { sink in try content.withUnsafeBytes(sink) }
      try file.move(to: target, replacing: true)
    } catch {
      file.remove()
      if case .failed(let failure) = error { throw failure }
      throw error
    }
  }

  /// Puts the newest copy that is whole in the place of the file, and returns its day; nil if there is none.
  func restoreNewest(what: String) throws -> LocalDate? {
    for day in days.reversed() {
      let copy = "\(path).\(day)"
      do {
        _ = try NotesFile(path: copy, what: what, makes: false, isChecked: false)
      } catch let error where NotesFile.isDamage(error) {
        continue
      }
      // A journal without its file is about nothing.
      unlink("\(path)-journal")
      try self.copy(copy, to: path, what: what)
      return day
    }
    return nil
  }

  /// Renames the file, as it is damaged, and returns its new path.
  func quarantine(what: String) throws(UserFacingError) -> String {
    var target = "\(path).damaged"
    var number = 2
    while access(target, F_OK) == 0 {
      target = "\(path).damaged.\(number)"
      number += 1
    }
    guard rename(path, target) == 0 else {
      throw UserFacingError(
        .file, what: what,
        why: "\(path) is damaged, and can't be renamed (\(String(cString: strerror(errno)))).",
        advice: "Allow yourself to write to its folder; the copies of the last days stand there.")
    }
    rename("\(path)-journal", "\(target)-journal")
    return target
  }

  /// The days of which there are copies, ascending.
  private var days: [LocalDate] {
    let prefix = (path as NSString).lastPathComponent + "."
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasPrefix(prefix) }
      .compactMap { LocalDate(String($0.dropFirst(prefix.count))) }.sorted()
  }
}
