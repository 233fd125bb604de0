import TerminalText
import Testing

@testable import TerminalUI
@testable import ThemePictures

struct ScreenCaptureTests {
  @Test func `what tmux writes of a frame becomes the frame again`() {
    let capture =
      "\u{1B}[1m\u{1B}[38;2;1;2;3mAna\u{1B}[0m b\u{1B}[7m花\u{1B}[39m\u{1B}[49m\u{1B}[0m\n\u{1B}[31;48;5;200mred\u{1B}[m x\n"
    let frame = ScreenCapture.frame(of: capture, columns: 8)
    #expect(frame.gridSize == Size(columns: 8, rows: 2))
    #expect(
      frame.styledText == """
        {bold fg=#010203}Ana{} b{reverse}花{}
        {fg=red bg=200}red{} x
        """)
  }

  @Test func `links and other sequences leave no trace`() {
    let capture = "\u{1B}]8;;tel:+1305\u{1B}\\305\u{1B}]8;;\u{1B}\\ \u{1B}(Bx"
    #expect(ScreenCapture.frame(of: capture, columns: 10).text == "305 x")
  }

  @Test func `each step has its title above it`() {
    let svg = StepsPicture(["Type & see\nrosa\n", "Export\ne\n"], columns: 10).svg
    #expect(svg.contains(">Type &amp; see</text>"))
    #expect(svg.contains(">rosa</text>"))
    #expect(svg.contains(">Export</text>"))
  }
}
