import CustomerBrowser
import SettingsFile
import Testing
import Wording

@testable import TerminalUI

@Suite struct KeyMapSettingsTests {
  private func map(_ settings: String, tellsKeysApart: Bool = false) throws -> KeyMap {
    let root = try TOMLDocument(parsing: "[keys]\n" + settings, file: "config.toml", subject: .settings).root
    let table = try #require(try root.table("keys"))
    return try KeyMap.standard.rebound(by: table, tellsKeysApart: tellsKeysApart)
  }

  @Test(arguments: [
    ("ctrl-i", "tab"), ("ctrl-m", "enter"), ("ctrl-[", "esc"), ("ctrl-1", "1"), ("ctrl-enter", "enter"),
    ("shift-enter", "enter"), ("ctrl-h", "backspace"), ("ctrl-2", "ctrl-space"), ("ctrl-/", "ctrl-_"),
    ("ctrl-shift-x", "ctrl-x"), ("shift-space", "space"), ("shift-1", "1"), ("ctrl-tab", "tab"),
    ("alt-esc", "esc"),
    ("ctrl-alt-m", "alt-enter"), ("ctrl-ñ", "ñ"), ("shift-backspace", "backspace"),
  ])
  func `a key that terminals send as another is refused with the reason, and the old one stays`(
    spelling: String, other: String
  ) throws {
    let map = try map("quit = \"\(spelling)\"")
    let reason = "config.toml:2: `\(spelling)` can't be `quit`, since terminals send it as `\(other)`; give"
    #expect(
      map.unreachableKey?.description.hasPrefix(reason) == true,
      "\(map.unreachableKey?.description ?? "none")")
    #expect(map.keys(for: .quit, in: .list) == KeyMap.standard.keys(for: .quit, in: .list))
  }

  @Test func `a key that the terminal's protocol tells works, and so does one beside its double`() throws {
    let told = try map("export = \"ctrl-i\"", tellsKeysApart: true)
    #expect(told.unreachableKey == nil)
    #expect(told.command(for: Key(.character("i"), .control), in: .list) == .export)
    let both = try map("delete-backward = [\"backspace\", \"ctrl-h\"]")
    #expect(both.unreachableKey == nil)
    for context in KeyContext.allCases {
      let own = both.keys(for: .quit, in: context) + both.keys(for: .suspend, in: context)
      #expect(own.allSatisfy { $0.fallback == nil })
    }
  }

  @Test func `a key without a meaning does what terminals without a protocol make of it`() throws {
    let map = KeyMap.standard
    for (key, same) in [
      (Key(.enter, .shift), Key(.enter)), (Key(.character("i"), .control), Key(.tab)),
      (Key(.character("q"), [.control, .shift]), Key(.character("q"), .control)),
    ] {
      guard case .commandGiven(let command)? = map.event(for: key, in: .list),
        case .commandGiven(command)? = map.event(for: same, in: .list)
      else {
        Issue.record("\(key)")
        continue
      }
    }
    guard case .textTyped(" ")? = map.event(for: Key(.character(" "), .shift), in: .filter) else {
      Issue.record("no blank")
      return
    }
  }

  @Test func `an action has its new keys wherever it had some, and the old ones no more`() throws {
    let map = try map(#"toggle-scope = ["x", "f8"]"#)
    for context in [KeyContext.list, .detail] {
      #expect(map.keys(for: .toggleScope, in: context) == [Key(.character("x")), Key(.function(8))])
      #expect(map.event(for: Key(.character("m")), in: context) == nil)
    }
    #expect(map.keys(for: .toggleScope, in: .filter) == [Key(.function(8))])
    #expect(map.command(for: Key(.function(2)), in: .filter) == nil)
  }

  @Test func `a letter stays text in the filter, and the old key stays then`() throws {
    let map = try map(#"toggle-scope = "x""#)
    #expect(map.keys(for: .toggleScope, in: .filter) == [Key(.function(2))])
    guard case .textTyped("x") = map.event(for: Key(.character("x")), in: .filter) else {
      Issue.record("the letter is not text")
      return
    }
  }

  @Test func `two actions can swap their keys, and one can go without`() throws {
    let map = try map(
      """
      toggle-scope = "i"
      cycle-status = "m"
      suspend = []
      """)
    #expect(map.command(for: Key(.character("i")), in: .list) == .toggleScope)
    #expect(map.command(for: Key(.character("m")), in: .list) == .cycleStatus)
    #expect(map.keys(for: .suspend, in: .list).isEmpty)
  }

  @Test(arguments: [
    (
      "togle-scope = \"m\"",
      "config.toml:2: `togle-scope` is not an action of [keys]; did you mean `toggle-scope`?"
    ),
    ("quit = \"ctr-q\"", "config.toml:2: `ctr-q` is no key; write it like"),
    (
      "quit = \"f2\"\nhelp = [\"f1\", \"q\"]",
      "config.toml:2: `f2` can't be `quit` in the filter, where it is"
    ),
    ("quit = 3", "config.toml:2: `quit` must be a string or a list of strings, not a whole number"),
  ])
  func `what can't be is an error with file and line`(settings: String, message: String) {
    let error = #expect(throws: SetupError.self) { try map(settings) }
    #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
  }
}
