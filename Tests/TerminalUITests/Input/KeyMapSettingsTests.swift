import CustomerBrowser
import Testing

@testable import TerminalUI

@Suite struct KeyMapSettingsTests {
  private func map(_ settings: String) throws -> KeyMap {
    let root = try TOMLDocument(parsing: "[keys]\n" + settings, file: "config.toml", subject: .settings).root
    let table = try #require(try root.table("keys"))
    return try KeyMap.standard.rebound(by: table)
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
    let error = #expect(throws: TerminalUIError.self) { try map(settings) }
    #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
  }
}
