import Foundation
import Testing
import Wording

@testable import TerminalUI

struct ThemeFoldersTests {
  @Test func findsTheUsersThemeFirst() throws {
    try withFolder { root in
      try write("[roles]\ntext = { fg = 1 }", to: "config/themes/rose.toml", in: root)
      try write("[roles]\ntext = { fg = 2 }", to: "usr/share/komet/themes/rose.toml", in: root)
      try write("", to: "usr/share/komet/themes/lily.toml", in: root)
      let folders = ThemeFolders(configFolder: root + "/config", executable: root + "/usr/bin/komet")
      #expect(try folders.theme(named: "rose").base.foreground == .indexed(1))
      #expect(folders.names == ["default", "lily", "rose"])
      #expect(folders.path(ofThemeNamed: "rose") == root + "/config/themes/rose.toml")
    }
  }

  @Test func findsThemesOfTheSourceTree() throws {
    try withFolder { root in
      try write("", to: "Package.swift", in: root)
      try write("", to: "themes/rose.toml", in: root)
      let folders = ThemeFolders(configFolder: root, executable: root + "/.build/debug/komet")
      #expect(folders.names == ["default", "rose"])
    }
  }

  @Test func namesTheThemesThereAre() throws {
    try withFolder { root in
      try write("", to: "themes/rose.toml", in: root)
      let folders = ThemeFolders(configFolder: root, executable: root + "/bin/komet")
      let error = #expect(throws: SetupError.self) { try folders.theme(named: "rsoe") }
      #expect(
        error?.description
          == "there is no theme `rsoe`; did you mean `rose`? there is `default`, `rose`")
      #expect(throws: SetupError.self) { try folders.theme(named: "../themes/rose") }
      #expect(try folders.theme(named: "default") == Theme.default)
    }
  }

  @Test func listsThemesWithTheirFirstComment() throws {
    try withFolder { root in
      try write("## Red \u{1B}[31m roses.\n[roles]", to: "themes/rose.toml", in: root)
      try write("[roles]", to: "themes/lily.toml", in: root)
      let entries = ThemeFolders(configFolder: root, executable: root + "/bin/komet").entries
      #expect(entries.map(\.name) == ["default", "lily", "rose"])
      #expect(entries.map(\.summary) == ["The terminal's own colours.", "", "Red ␛[31m roses."])
      #expect(entries.map(\.path) == [nil, root + "/themes/lily.toml", root + "/themes/rose.toml"])
    }
  }

  @Test func readsAThemeByItsPath() throws {
    try withFolder { root in
      try write("[roles]\ntext = { fg = 3 }", to: "mine.toml", in: root)
      let folders = ThemeFolders(configFolder: root, executable: root + "/bin/komet")
      let theme = try folders.theme(namedOrAt: root + "/mine.toml")
      #expect(theme.name == "mine")
      #expect(theme.base.foreground == .indexed(3))
      #expect(try folders.theme(namedOrAt: "default") == Theme.default)
      #expect(throws: SetupError.self) { try folders.theme(namedOrAt: "mine") }
    }
  }

  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appendingPathComponent("komet-themes-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  private func write(_ text: String, to path: String, in root: String) throws {
    let file = URL(fileURLWithPath: root).appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
}

extension ThemeFolders {
  /// The themes of the source tree.
  static let shipped = ThemeFolders(configFolder: "/nowhere", executable: #filePath)
}
