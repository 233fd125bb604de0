import Testing
import Wording

@testable import SettingsFile

/// Files of settings: what they say, and where they are wrong.
@Suite struct TOMLDocumentTests {
  private enum Scope: String, CaseIterable {
    case all
    case mine
  }

  private func root(_ source: String) throws -> SettingsTable {
    try TOMLDocument(parsing: source, file: "config.toml", subject: .settings).root
  }

  private func message(_ source: String, _ body: (SettingsTable) throws -> Void) -> String? {
    do {
      try body(root(source))
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test func `each kind of setting is read`() throws {
    let root = try root(
      """
      account = 12
      offline = true
      name = "Rosa"
      token_command = ["pass", "komet"]
      [ui]
      scope = "mine"
      """)
    #expect(try root.integer("account") == 12)
    #expect(try root.boolean("offline") == true)
    #expect(try root.string("name") == "Rosa")
    #expect(try root.strings("token_command") == ["pass", "komet"])
    #expect(try root.table("ui")?.choice("scope", of: Scope.self) == .mine)
    #expect(try root.string("missing") == nil)
  }

  @Test func `an unknown setting is told with file, line and the nearest right name`() {
    let source = "\n[ui]\ntheme = \"dark\"\nscpoe = \"mine\""
    #expect(
      message(source) { try $0.table("ui")?.requireKeys(["theme", "scope"]) }
        == "config.toml:4: `scpoe` is not a setting of [ui]; did you mean `scope`?")
    #expect(
      message("colour = 1") { try $0.requireKeys(["api", "ui"], called: "table") }
        == "config.toml:1: `colour` is not a table at the top level; there is `api`, `ui`")
  }

  @Test func `a setting of the wrong kind is told with the kind that is wanted`() {
    let source = "# mine\n\naccount = \"12\"\nitems = [1]\nwhen = 2026-01-01\nratio = 1.5\nscope = \"min\""
    #expect(
      message(source) { _ = try $0.integer("account") }
        == "config.toml:3: `account` must be a whole number, not a string")
    #expect(
      message(source) { _ = try $0.strings("items") }
        == "config.toml:4: `items` must be a list of strings, but it holds a whole number")
    #expect(
      message(source) { _ = try $0.string("when") }
        == "config.toml:5: `when` must be a string, not a date or time")
    #expect(
      message(source) { _ = try $0.boolean("ratio") }
        == "config.toml:6: `ratio` must be true or false, not a fraction")
    #expect(
      message(source) { _ = try $0.table("account") }
        == "config.toml:3: `account` must be a table, not a string")
    #expect(
      message(source) { _ = try $0.choice("scope", of: Scope.self) }
        == "config.toml:7: `scope` can't be `min`; did you mean `mine`?")
  }

  @Test(arguments: ["[", "[.]", "[=]", "[é]", "[[", "b = = 2", "b = \"", "a.b = 1\na = 2", "b = 1\0"])
  func `a line that is no TOML is told with file and line, and ends nothing`(line: String) {
    let message = message("x = 1\n\(line)") { _ in } ?? ""
    #expect(message.contains(/^config\.toml:[23]: not TOML:/), "\(message)")
  }

  @Test func `a key of thousands of parts and a file of more than 1 MB are refused at once`() {
    let parts = Array(repeating: "a", count: 16_000).joined(separator: ".")
    #expect(
      message("\(parts) = 1") { _ in }?.contains("config.toml:1: not TOML: a key has more than 64 parts")
        == true)
    let long = "# a\n" + String(repeating: "#", count: 1 << 20)
    #expect(message(long) { _ in } == "config.toml:2: larger than 1 MB; a file of settings has a few lines")
  }

  @Test func `dots in comments and texts are no parts of a key`() throws {
    let dots = String(repeating: ".", count: 100)
    let root = try root("# don't \(dots)\na = \"\(dots)\" # \(dots)\nb = 'C:\\' # '\(dots)\n")
    #expect(try root.string("a") == dots)
    #expect(try root.string("b") == "C:\\")
  }

  @Test func `a file that can't be read is told by its path`() {
    let error = #expect(throws: SetupError.self) {
      try TOMLDocument(contentsOf: "/nowhere/config.toml", subject: .settings)
    }
    #expect(error?.problem == "/nowhere/config.toml can't be read")
  }

  @Test func `a key that holds a line end or an escape sequence drives no terminal in a message`() throws {
    let source = "[filters.\"a\\nb\\u001b[2J\"]\nqujry = 1\n"
    let document = try TOMLDocument(parsing: source, file: "x.toml", subject: .settings)
    let error = #expect(throws: SetupError.self) {
      try document.root.table("filters")?.table("a\nb\u{1b}[2J")?.requireKeys(["query"])
    }
    let words = try #require(error).description
    #expect(words.hasPrefix("x.toml:2: `qujry` is not a setting of [filters.a"))
    #expect(words.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
  }
}
