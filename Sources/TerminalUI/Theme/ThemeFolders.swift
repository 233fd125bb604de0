import Foundation
import TerminalText
import Wording

/// The folders in which themes are looked for, the first one wins.
package struct ThemeFolders: Sendable {
  let folders: [String]

  /// The folder `themes` in the user's config folder, then that of the installation (`../share/komet/themes` as seen
  /// from the executable), then that of the source tree around the executable.
  package init(configFolder: String, executable: String) {
    let executable = URL(fileURLWithPath: executable).resolvingSymlinksInPath()
    let installed = executable.deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("share/komet/themes")
    let source = Self.sourceTree(around: executable)?.appendingPathComponent("themes")
    folders = [configFolder + "/themes", installed.path] + (source.map { [$0.path] } ?? [])
  }

  /// The names of all themes there are, sorted.
  package var names: [String] {
    var names: Set = [Theme.default.name]
    for folder in folders {
      let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      for file in files where file.hasSuffix(Self.ending) {
        names.insert(String(file.dropLast(Self.ending.count)))
      }
    }
    return names.sorted()
  }

  /// The file of a theme; nil if there is none, as for the built-in default.
  package func path(ofThemeNamed name: String) -> String? {
    guard !name.contains("/") else { return nil }
    return folders.map { "\($0)/\(name)\(Self.ending)" }
      .first { FileManager.default.fileExists(atPath: $0) }
  }

  /// Reads a theme; throws if there is none of that name or its file is faulty.
  package func theme(named name: String) throws(SetupError) -> Theme {
    if let path = path(ofThemeNamed: name) { return try Theme(contentsOf: path, name: name) }
    if name == Theme.default.name { return .default }
    let names = names
    let guess = nearestName(to: name, among: names).map { "did you mean `\($0)`? " } ?? ""
    throw SetupError(
      .theme, "there is no theme `\(visibleText(name))`",
      advice: guess + "there is " + names.map { "`\($0)`" }.joined(separator: ", "))
  }

  private static let ending = ".toml"

  private static func sourceTree(around executable: URL) -> URL? {
    var folder = executable.deletingLastPathComponent()
    while folder.path != "/" {
      let manifest = folder.appendingPathComponent("Package.swift").path
      if FileManager.default.fileExists(atPath: manifest) { return folder }
      folder.deleteLastPathComponent()
    }
    return nil
  }
}

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
  package func theme(namedOrAt word: String) throws(SetupError) -> Theme {
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
