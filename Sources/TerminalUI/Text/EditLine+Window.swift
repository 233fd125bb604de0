import CustomerBrowser

extension EditLine {
  /// The part of the line that shows in `width` columns with the cursor in sight.
  ///
  /// Returns the first letter that shows, and the cursor's column counted from it.
  func window(width: Int, charset: Charset) -> (start: Int, cursorColumn: Int) {
    var start = cursor
    var cursorColumn = 0
    while start > 0 {
      let next = displayWidth(of: String(characters[start - 1]), in: charset)
      guard cursorColumn + next < width else { break }
      cursorColumn += next
      start -= 1
    }
    return (start, cursorColumn)
  }
}
