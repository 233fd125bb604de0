import Foundation
import Testing

@testable import TerminalUI

/// Themes while the browser runs; nothing here waits for a time to pass.
@Suite struct ThemeShelfTests {
  private let folder: URL
  private let pipe: WakeupPipe

  init() throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "komet-\(UUID().uuidString)")
    folder = root.appending(path: "themes")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    pipe = try WakeupPipe()
  }

  /// Puts a new file in the place of the old one.
  private func write(_ text: String, to name: String) throws {
    try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
  }

  private func shelf(showing name: String) -> ThemeShelf {
    let configFolder = folder.deletingLastPathComponent().path
    return ThemeShelf(
      ThemeFolders(configFolder: configFolder, executable: configFolder + "/komet"), showing: name,
      wake: pipe.wake)
  }

  /// Plays the main loop until there is news.
  private func nextNews(of shelf: ThemeShelf) -> [ThemeShelf.News] {
    while true {
      var descriptors = [pipe.readDescriptor, shelf.changeDescriptor].map {
        pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
      }
      guard poll(&descriptors, 2, 10_000) > 0 else { return [] }
      shelf.lookForChange()
      _ = pipe.drain()
      let news = shelf.drain()
      if !news.isEmpty { return news }
    }
  }

  /// Lets the shelf begin to watch: what was asked of it before is done then.
  private func settle(_ shelf: ThemeShelf) {
    shelf.read("rose")
    _ = nextNews(of: shelf)
  }

  #if os(Linux)
  @Test func `a theme whose file changes is read anew`() throws {
    try write("", to: "rose.toml")
    let shelf = shelf(showing: "default")
    settle(shelf)
    try write("[roles]\nmark = { fg = 1 }", to: "rose.toml")
    guard case .read(let theme)? = nextNews(of: shelf).last else {
      Issue.record("the theme was not read")
      return
    }
    #expect(theme.name == "rose")
    #expect(theme[.mark].foreground == .indexed(1))
  }

  @Test func `a theme behind a symbolic link is watched, too`() throws {
    try write("", to: "kept-elsewhere")
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: "rose.toml"), withDestinationURL: folder.appending(path: "kept-elsewhere"))
    let shelf = shelf(showing: "default")
    settle(shelf)
    try write("[roles]\nmark = { fg = 2 }", to: "kept-elsewhere")
    guard case .read(let theme)? = nextNews(of: shelf).last else {
      Issue.record("the theme was not read")
      return
    }
    #expect(theme[.mark].foreground == .indexed(2))
  }

  @Test(arguments: ["[", "[=]", "[é]", "[[", "[roles]\nmark = [}", "\u{1b}[2J"])
  func `saving any faulty line in the theme on the screen ends no browser`(line: String) throws {
    try write("", to: "rose.toml")
    let shelf = shelf(showing: "default")
    settle(shelf)
    try write(line, to: "rose.toml")
    guard case .rejected(let reason)? = nextNews(of: shelf).last else {
      Issue.record("the theme was not rejected")
      return
    }
    #expect(reason.contains(/^rose\.toml:[12]: not TOML:/))
  }

  @Test func `a faulty file is rejected with its line, and a repaired one read`() throws {
    try write("", to: "rose.toml")
    let shelf = shelf(showing: "default")
    settle(shelf)
    try write("other themes don't matter", to: "lily.toml")
    try write("[roles]\ncurser = {}", to: "rose.toml")
    guard case .rejected(let reason)? = nextNews(of: shelf).last else {
      Issue.record("the theme was not rejected")
      return
    }
    #expect(reason.hasPrefix("rose.toml:2: `curser` is not a role"))
    try write("[roles]\ncursor = {}", to: "rose.toml")
    guard case .read? = nextNews(of: shelf).last else {
      Issue.record("the theme was not read")
      return
    }
  }
  #endif

  @Test func `all themes are named, and one that can't be read is rejected and watched`() throws {
    try write("", to: "lily.toml")
    try write("[roles", to: "mallow.toml")
    let shelf = shelf(showing: "default")
    shelf.list()
    guard case .listed(let names)? = nextNews(of: shelf).last else {
      Issue.record("no themes")
      return
    }
    #expect(names == ["default", "lily", "mallow"])
    shelf.read("mallow")
    guard case .rejected(let reason)? = nextNews(of: shelf).last else {
      Issue.record("the theme was not rejected")
      return
    }
    #expect(reason.hasPrefix("mallow.toml:1: not TOML"))
    #if os(Linux)
    try write("[roles]", to: "mallow.toml")
    guard case .read(let theme)? = nextNews(of: shelf).last else {
      Issue.record("the theme was not read")
      return
    }
    #expect(theme.name == "mallow")
    #endif
  }
}
