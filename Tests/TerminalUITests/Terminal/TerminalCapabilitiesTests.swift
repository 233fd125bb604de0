import Testing

@testable import TerminalUI

@Suite struct TerminalCapabilitiesTests {
  @Test(arguments: [
    ("xterm-kitty", "xterm-256color"), ("alacritty", "xterm-256color"), ("tmux-new", "screen-256color"),
    ("vt100", "vt100"),
  ])
  func `a kind of terminal that nothing is known of has a relative`(type: String, relative: String) {
    let types = TerminalCapabilities.types(for: type)
    #expect(types.first == type)
    #expect(types.contains(relative))
  }

  @Test func `without a kind there is no relative`() {
    #expect(TerminalCapabilities.types(for: "").isEmpty)
  }
}
