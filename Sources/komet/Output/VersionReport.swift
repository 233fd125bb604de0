import CustomerStore
import Foundation
import KometAPI
import TerminalText
import TerminalUI

/// What `komet --version` tells: the version, alone on its line, and what else a report of a fault should say.
struct VersionReport {
  /// The program's own file.
  let executable: String

  var text: String {
    let lines = [
      Komet.version,
      build.map { "commit \($0.commit), built \($0.date)" } ?? "commit unknown, as it was built without make",
      NetworkLibrary.version ?? "libcurl is not here",
      "SQLite \(CacheLibrary.version)",
      TerminalCapabilities.libraryVersion,
    ]
    return lines.map { visibleText($0) }.joined(separator: "\n") + "\n"
  }

  /// What `make` noted beside the program, or below `share` where it is installed; so that nothing need be built anew
  /// because of another commit.
  private var build: (commit: Substring, date: Substring)? {
    let file = URL(fileURLWithPath: executable).resolvingSymlinksInPath()
    let beside = file.deletingLastPathComponent().appending(path: "komet-build.txt")
    let installed = file.deletingLastPathComponent().deletingLastPathComponent().appending(
      path: "share/komet/build")
    // One that is older than the program is about another one.
    let isNew = Self.date(of: beside).map { $0 >= Self.date(of: file) ?? .distantFuture } == true
    guard let note = try? String(contentsOf: isNew ? beside : installed, encoding: .utf8) else { return nil }
    let words = note.split(whereSeparator: \.isWhitespace)
    return words.count == 2 ? (words[0], words[1]) : nil
  }

  private static func date(of file: URL) -> Date? {
    try? FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate] as? Date
  }
}
