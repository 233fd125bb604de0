import TerminalText
import Testing

@testable import TerminalUI

/// Links on the screen, which ncurses knows nothing of.
@Suite struct LinkPainterTests {
  private let size = Size(columns: 12, rows: 3)

  private func frame(_ text: String, link: String?, style: Style = Style()) -> Frame {
    var frame = Frame(size: size)
    let columns = frame.put(text, at: Position(column: 2, row: 1), style: style)
    if let link { frame.link(columns: columns, at: Position(column: 2, row: 1), to: link) }
    return frame
  }

  @Test func `the text is written once more as a link, and the cursor comes back`() {
    var painter = LinkPainter()
    #expect(
      painter.sequences(for: frame("123é", link: "tel:123"), on: size)
        == "\u{1b}7\u{1b}]8;;tel:123\u{1b}\\\u{1b}[2;3H\u{1b}[m123é\u{1b}]8;;\u{1b}\\\u{1b}8")
    #expect(painter.sequences(for: frame("123é", link: "tel:123"), on: size) == "")
  }

  @Test func `what no longer leads anywhere is written without the link, also what ncurses leaves as it is`()
  {
    var painter = LinkPainter()
    _ = painter.sequences(for: frame("123", link: "tel:123"), on: size)
    #expect(
      painter.sequences(for: frame("123", link: nil), on: size) == "\u{1b}7\u{1b}[2;3H\u{1b}[m123\u{1b}8")
    #expect(painter.sequences(for: frame("123", link: nil), on: size) == "")
  }

  @Test func `another number in the same place takes the link of the first from all of it`() {
    var painter = LinkPainter()
    _ = painter.sequences(for: frame("12345", link: "tel:12345"), on: size)
    let written = painter.sequences(for: frame("129", link: "tel:129"), on: size)
    #expect(
      written.hasPrefix(
        "\u{1b}7\u{1b}[2;3H\u{1b}[m129  \u{1b}]8;;tel:129\u{1b}\\\u{1b}[2;3H\u{1b}[m129\u{1b}]8;;"))
  }

  @Test func `a row that was painted anew has its link again`() {
    var painter = LinkPainter()
    _ = painter.sequences(for: frame("123", link: "tel:123"), on: size)
    let bold = Style(attributes: .bold)
    let written = painter.sequences(for: frame("123", link: "tel:123", style: bold), on: size)
    #expect(written.contains("8;;tel:123\u{1b}\\\u{1b}[2;3H\u{1b}[0;1m123"))
    painter.forget()
    #expect(painter.sequences(for: frame("123", link: "tel:123", style: bold), on: size) != "")
  }

  @Test func `nothing is written beyond the screen`() {
    var painter = LinkPainter()
    let small = Size(columns: 3, rows: 1)
    #expect(painter.sequences(for: frame("123", link: "tel:123"), on: small) == "")
  }

  @Test(arguments: [
    ("xterm-kitty", [:], true), ("foot", [:], true), ("xterm-256color", [:], false),
    ("xterm-256color", ["VTE_VERSION": "7200"], true), ("xterm-256color", ["VTE_VERSION": "4800"], false),
    ("xterm-256color", ["TERM_PROGRAM": "iTerm.app"], true),
    (
      "tmux-256color", ["TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.3a", "VTE_VERSION": "7200"], false
    ),
    ("tmux-256color", ["TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.5a"], true),
    ("screen", ["VTE_VERSION": "7200"], false), ("linux", [:], false), ("vt100", [:], false),
  ])
  func `links are for terminals that are known to have them`(
    type: String, environment: [String: String], isKnown: Bool
  ) {
    #expect(TerminalCapabilities.showsLinks(type: type, environment: environment) == isKnown)
  }
}
