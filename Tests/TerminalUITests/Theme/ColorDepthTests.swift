import Testing

@testable import TerminalUI

struct ColorDepthTests {
  @Test(arguments: [
    (["COLORTERM": "truecolor", "TERM": "xterm-256color"], ColorDepth.direct),
    (["TERM": "xterm-direct"], .direct),
    (["TERM": "tmux-256color"], .palette),
    (["TERM": "linux"], .eight),
    (["TERM": "dumb"], .none),
    ([:], .none),
    (["NO_COLOR": "1", "COLORTERM": "truecolor", "TERM": "xterm-256color"], .none),
  ])
  func readsTheEnvironment(variables: [String: String], expected: ColorDepth) {
    let depth = ColorDepth(
      noColor: variables["NO_COLOR"], colorTerm: variables["COLORTERM"], term: variables["TERM"])
    #expect(depth == expected)
  }
}
