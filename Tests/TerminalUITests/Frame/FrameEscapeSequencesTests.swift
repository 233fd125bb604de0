import Testing
import ThemePictures

@testable import TerminalUI

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
