import TerminalText
import Testing

@testable import TerminalUI

@Suite struct WrappedTextTests {
  @Test(arguments: [
    ("Bella Rosa Floral", 11, ["Bella Rosa", "Floral"]),
    ("Bellarosafloral", 6, ["Bellar", "osaflo", "ral"]),
    ("a Bellarosa b", 5, ["a", "Bella", "rosa", "b"]),
    ("花店花店 花", 5, ["花店", "花店", "花"]),
    ("花店", 1, ["花", "店"]),
    ("e\u{301}e\u{301}e\u{301}", 2, ["e\u{301}e\u{301}", "e\u{301}"]),
    ("  a   b ", 9, ["a b"]),
    ("", 9, [""]),
  ])
  func `lines break at blanks, and within a word only where it is wider than a line`(
    text: String, width: Int, lines: [String]
  ) {
    #expect(WrappedText(text, width: width).lines == lines)
  }

  @Test func `of a text that is too long to read the rest is counted`() {
    let lines = WrappedText(String(repeating: "花", count: 1_050_000), width: 40).lines
    #expect(lines.count == 201)
    #expect(lines.last == "… 1,046,000 more letters")
    #expect(WrappedText(String(repeating: "a", count: 4_000), width: 40).lines.count == 100)
  }

  @Test func `a mountain of marks is no single glyph`() {
    let marks = String(repeating: "\u{301}", count: 1_000)
    #expect(displayWidth(of: "e" + marks) == 4)
    #expect(displayWidth(of: String(repeating: "a", count: 1 << 20)) == Size.largest.columns)
  }
}
