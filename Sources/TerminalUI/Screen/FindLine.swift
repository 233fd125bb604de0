import CustomerBrowser

/// The line in which something is looked for in the details.
struct FindLine {
  let find: DetailFind
  let state: BrowserState
  let look: Look

  private static let textColumn = 3

  func draw(on frame: inout Frame) {
    let count = count
    let countPlace = frame.size.columns - displayWidth(of: count) - 1
    let width = max(countPlace - Self.textColumn - 1, 1)
    let (start, cursor) = find.line.window(width: width, charset: look.charset)
    let text = String(find.line.characters[start...])
    frame.put("›", at: Position(column: 1, row: 0), style: look.theme[state.isTypingFind ? .prompt : .dim])
    if text.isEmpty {
      frame.put(
        "find in the details", at: Position(column: Self.textColumn, row: 0), width: width,
        overflow: .ellipsis, style: look.theme[.placeholder])
    } else {
      frame.put(text, at: Position(column: Self.textColumn, row: 0), width: width)
    }
    frame.put(
      count, at: Position(column: countPlace, row: 0),
      style: look.theme[state.foundFields.isEmpty ? .warning : .count])
    if state.isTypingFind { frame.setCursor(at: Position(column: Self.textColumn + cursor, row: 0)) }
  }

  /// Which match the cursor is on, of how many.
  private var count: String {
    guard !find.finder.isEmpty else { return "" }
    let found = state.foundFields
    guard !found.isEmpty else { return "nothing" }
    let place = found.firstIndex(of: state.detail.cursor.selected)
    return place.map { "\($0 + 1)/\(found.count)" } ?? "\(found.count)"
  }
}
