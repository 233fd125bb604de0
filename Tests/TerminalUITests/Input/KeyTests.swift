import Testing

@testable import TerminalUI

struct KeyTests {
  @Test(arguments: [
    ("ctrl-s", Key(.character("s"), .control), "ctrl-s", "^S", "^S"),
    ("^S", Key(.character("s"), .control), "ctrl-s", "^S", "^S"),
    ("Ctrl+S", Key(.character("s"), .control), "ctrl-s", "^S", "^S"),
    ("^", Key(.character("^")), "^", "^", "^"),
    ("alt-b", Key(.character("b"), .alt), "alt-b", "Alt-B", "Alt-B"),
    ("alt-B", Key(.character("B"), .alt), "alt-B", "Alt-Shift-B", "Alt-Shift-B"),
    ("alt-shift-b", Key(.character("B"), .alt), "alt-B", "Alt-Shift-B", "Alt-Shift-B"),
    ("f2", Key(.function(2)), "f2", "F2", "F2"),
    ("F12", Key(.function(12)), "f12", "F12", "F12"),
    ("space", Key(.character(" ")), "space", "Space", "Space"),
    (" ", Key(.character(" ")), "space", "Space", "Space"),
    ("ctrl-space", Key(.character(" "), .control), "ctrl-space", "Ctrl-Space", "Ctrl-Space"),
    ("up", Key(.up), "up", "↑", "Up"),
    ("ctrl-right", Key(.right, .control), "ctrl-right", "Ctrl-→", "Ctrl-Right"),
    ("shift-tab", Key(.tab, .shift), "shift-tab", "Shift-Tab", "Shift-Tab"),
    ("PageUp", Key(.pageUp), "pgup", "PgUp", "PgUp"),
    ("escape", Key(.escape), "esc", "Esc", "Esc"),
    ("g", Key(.character("g")), "g", "g", "g"),
    ("G", Key(.character("G")), "G", "G", "G"),
    ("shift-g", Key(.character("G")), "G", "G", "G"),
    ("-", Key(.character("-")), "-", "-", "-"),
    ("alt--", Key(.character("-"), .alt), "alt--", "Alt--", "Alt--"),
    ("ctrl-/", Key(.character("/"), .control), "ctrl-/", "^/", "^/"),
    ("ñ", Key(.character("ñ")), "ñ", "ñ", "ñ"),
  ])
  func isSpelled(text: String, key: Key, spelling: String, label: String, asciiLabel: String) {
    #expect(Key(parsing: text) == key)
    #expect(key.description == spelling)
    #expect(Key(parsing: spelling) == key)
    #expect(key.label() == label)
    #expect(key.label(in: .ascii) == asciiLabel)
  }

  @Test(arguments: ["", "ctrl-", "ctr-s", "f0", "f13", "ff", "esc ape", "hyper-a", "alt-up-down"])
  func refusesWhatIsNoKey(text: String) {
    #expect(Key(parsing: text) == nil)
  }
}
