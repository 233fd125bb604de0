import Foundation
import TerminalText
import Testing
import ThemePictures

@testable import TerminalUI

struct FrameTests {
  private func frame(_ columns: Int, _ rows: Int, charset: Charset = .unicode) -> Frame {
    Frame(size: Size(columns: columns, rows: rows), charset: charset)
  }

  private let origin = Position(column: 0, row: 0)

  @Test func showsWhatWasPut() {
    var frame = frame(12, 2)
    #expect(frame.put("Rosa", at: Position(column: 2, row: 1)) == 4)
    #expect(frame.text == "\n  Rosa")
  }

  @Test(arguments: [
    ("BELLA ROSA", 6, Frame.Overflow.clip, "BELLA", 6),
    ("BELLA ROSA", 6, .ellipsis, "BELLA…", 6),
    ("BELLA", 5, .ellipsis, "BELLA", 5),
    ("BELLA   ", 6, .ellipsis, "BELLA", 6),
    ("花店花店", 5, .clip, "花店", 5),
    ("花店花店", 5, .ellipsis, "花店…", 5),
    ("花店花店", 4, .ellipsis, "花 …", 4),
    ("花", 1, .clip, "", 1),
    ("花", 1, .ellipsis, "…", 1),
    ("rose", 0, .ellipsis, "", 0),
    ("rose", -3, .ellipsis, "", 0),
  ])
  func cutsAtTheWidth(text: String, width: Int, overflow: Frame.Overflow, shown: String, used: Int) {
    var frame = frame(12, 1)
    #expect(frame.put(text, at: origin, width: width, overflow: overflow) == used)
    #expect(frame.text == shown)
  }

  @Test func neverReachesBeyondTheFrame() {
    var frame = frame(4, 2)
    frame.put("abcdef", at: Position(column: 2, row: 0))
    frame.put("abcdef", at: Position(column: -2, row: 1))
    frame.put("x", at: Position(column: 0, row: 2))
    frame.put("x", at: Position(column: 0, row: -1))
    frame.fill(Rectangle(column: 3, row: 1, columns: 9, rows: 9), with: "#")
    #expect(frame.text == "  ab\ncde#")
  }

  @Test func wideGlyphsThatAreCutBecomeBlank() {
    var frame = frame(6, 1)
    frame.put("花店", at: origin)
    frame.put("x", at: Position(column: 1, row: 0))
    #expect(frame.text == " x店")
    frame.put("y", at: Position(column: 2, row: 0))
    #expect(frame.text == " xy")
    frame.put("花", at: Position(column: 5, row: 0))
    #expect(frame.text == " xy")
    frame.put("花", at: Position(column: -1, row: 0))
    #expect(frame.text == " xy")
  }

  @Test func drawsPartsAsFramesOfTheirOwn() {
    var frame = frame(8, 4)
    frame.draw(in: Rectangle(column: 2, row: 1, columns: 4, rows: 2)) { part in
      #expect(part.size == Size(columns: 4, rows: 2))
      part.putBorder()
      part.put("outside", at: Position(column: 0, row: 5))
      part.setCursor(at: Position(column: 1, row: 1))
      part.draw(in: Rectangle(column: 2, row: 0, columns: 9, rows: 1)) { inner in
        inner.put("abcdefgh", at: Position(column: 0, row: 0))
      }
    }
    #expect(frame.text == "\n  ┌─ab\n  └──┘\n")
    #expect(frame.cursor == Position(column: 3, row: 2))
    #expect(frame.size == Size(columns: 8, rows: 4))
  }

  @Test func hidesACursorThatIsOutside() {
    var frame = frame(3, 1)
    frame.setCursor(at: origin)
    frame.setCursor(at: Position(column: 3, row: 0))
    #expect(frame.cursor == nil)
  }

  @Test func drawsWithASCIIWhereNothingElseIsShown() {
    var frame = frame(20, 4, charset: .ascii)
    frame.putBorder()
    frame.put("▌✓ Mejía · 花…", at: Position(column: 1, row: 1))
    frame.put("a long customer name", at: Position(column: 1, row: 2), width: 8, overflow: .ellipsis)
    #expect(
      frame.text == """
        +------------------+
        |>* Mejia - ?~     |
        |a long ~          |
        +------------------+
        """)
  }

  @Test func laysStylesOverWhatIsThere() {
    let name = "Bella Rosa"
    var frame = frame(14, 2)
    frame.fill(
      Rectangle(column: 0, row: 0, columns: 14, rows: 1), style: Style(background: .indexed(4)))
    if let range = name.range(of: "Rosa") {
      frame.put(
        name, at: origin, style: Style(foreground: .indexed(7)), highlighting: [range],
        with: Style(foreground: .indexed(1), attributes: .bold))
    }
    #expect(
      frame.styledText
        == "{fg=white bg=blue}Bella {}{bold fg=red bg=blue}Rosa{}{bg=blue}    {}\n")
  }

  @Test func colorsNeverTurnAReversedRowAround() {
    let cursor = Style(attributes: .reverse)
    let match = Style(foreground: .indexed(5), attributes: .bold)
    #expect(cursor.overlaid(by: match) == Style(attributes: [.reverse, .bold]))
    #expect(cursor.overlaid(by: Style(attributes: .dim)) == cursor)
  }

  @Test func comparesByWhatIsShown() {
    var first = frame(4, 1)
    var second = frame(4, 1)
    first.put("aé", at: origin)
    second.put("aé", at: origin)
    #expect(first == second)
    second.put("b", at: origin)
    #expect(first != second)
    second.put("a", at: origin)
    second.setCursor(at: origin)
    #expect(first != second)
  }

  @Test func copesWithNoRoomAtAll() {
    var frame = frame(0, 0)
    frame.put("花", at: origin)
    frame.putBorder()
    frame.fill(frame.bounds)
    #expect(frame.text.isEmpty)
  }
}

struct FrameEscapeSequencesTests {
  @Test func colorsEachRowByItself() {
    var frame = Frame(
      size: Size(columns: 4, rows: 2), base: Style(foreground: .indexed(7), background: .indexed(208)))
    frame.put(
      "ab", at: .zero,
      style: Style(foreground: .rgb(red: 1, green: 2, blue: 3), attributes: [.bold, .underline]))
    frame.put(
      "c", at: Position(column: 3, row: 1), style: Style(foreground: .indexed(9), background: .indexed(12)))
    #expect(
      frame.escapedText == "\u{1B}[0;1;4;38;2;1;2;3;48;5;208mab\u{1B}[0;37;48;5;208m  \u{1B}[m\n"
        + "\u{1B}[0;37;48;5;208m   \u{1B}[0;91;104mc\u{1B}[m")
  }

  @Test func withoutColorsOnlyAttributesAreWritten() {
    let frame = SampleScreen(size: Size(columns: 60, rows: 8)).frame(in: Theme.default.quantised(to: .none))
    let codes = frame.escapedText.matches(of: /\u{1B}\[([0-9;]*)m/).flatMap {
      $0.output.1.split(separator: ";")
    }
    #expect(Set(codes).isSubset(of: ["0", "1", "2", "4", "7"]))
  }
}
