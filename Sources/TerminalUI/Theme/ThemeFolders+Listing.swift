import Foundation

extension ThemeFolders {
  /// A theme as it is listed.
  package struct Entry: Equatable, Sendable {
    package let name: String
    /// Its file; nil if it is built in only.
    package let path: String?
    /// The comment in the first line of its file; empty if there is none.
    package let summary: String
  }

  /// All themes there are, by name; a faulty file is listed like any other.
  package var entries: [Entry] {
    names.map { name in
      let path = path(ofThemeNamed: name)
      return Entry(name: name, path: path, summary: path.map(Self.summary) ?? "The terminal's own colours.")
    }
  }

  /// Reads a theme by its name, or by the path of its file, which holds a `/` or ends in `.toml`.
  package func theme(namedOrAt word: String) throws(TerminalUIError) -> Theme {
    let file = word as NSString
    guard word.contains("/") || file.pathExtension == "toml" else { return try theme(named: word) }
    return try Theme(
      contentsOf: word, name: (file.lastPathComponent as NSString).deletingPathExtension)
  }

  private static let longestLine = 1_000

  private static func summary(ofFile path: String) -> String {
    guard let data = try? FileHandle(forReadingFrom: URL(filePath: path)).read(upToCount: longestLine) else {
      return ""
    }
    let line = String(decoding: data.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    guard line.hasPrefix("#") else { return "" }
    return visibleText(line.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces))
  }
}
