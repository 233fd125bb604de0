import CustomerBrowser
import Testing

@Suite struct EditLineTests {
  private func line(_ text: String, at cursor: Int) -> EditLine {
    var line = EditLine(text)
    line.moveCursor(to: cursor)
    return line
  }

  @Test(arguments: [
    (LineEdit.moveLeft, "one two", 4, "one two", 3),
    (.moveLeft, "one", 0, "one", 0),
    (.moveRight, "one", 3, "one", 3),
    (.moveWordLeft, "one two ", 8, "one two ", 4),
    (.moveWordRight, "one two", 0, "one two", 3),
    (.moveToStart, "one", 2, "one", 0),
    (.moveToEnd, "one", 1, "one", 3),
    (.deleteBackward, "one", 3, "on", 2),
    (.deleteBackward, "one", 0, "one", 0),
    (.deleteForward, "one", 0, "ne", 0),
    (.deleteForward, "one", 3, "one", 3),
    (.deleteWordBackward, "one two ", 8, "one ", 4),
    (.deleteWordForward, "one two", 0, " two", 0),
    (.deleteToStart, "one two", 4, "two", 0),
    (.deleteToEnd, "one two", 3, "one", 3),
    (.deleteBackward, "e\u{301}🇨🇴", 2, "e\u{301}", 1),
  ])
  func `an edit works as in readline`(
    edit: LineEdit, text: String, cursor: Int, expected: String, expectedCursor: Int
  ) {
    var edited = line(text, at: cursor)
    edited.apply(edit)
    #expect(edited == line(expected, at: expectedCursor))
  }

  @Test func `text goes in at the cursor`() {
    var edited = line("ac", at: 1)
    edited.insert("b")
    #expect(edited == line("abc", at: 2))
  }

  @Test func `a combining mark joins the letter before it`() {
    var edited = line("ex", at: 1)
    edited.insert("\u{301}")
    #expect(edited.characters.count == 2)
    #expect(edited.cursor == 1)
  }
}
