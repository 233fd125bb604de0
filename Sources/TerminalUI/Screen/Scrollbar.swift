import CustomerBrowser

/// The column at the right of the list: which part of it is visible.
struct Scrollbar {
  let state: BrowserState
  let look: Look
  /// The style of the line between list and details, or nil if there is none.
  let line: Style?

  /// Draws the bar from row `headerRows` on, and the line through all of it.
  func draw(on frame: inout Frame, below headerRows: Int) {
    if let line { frame.putVertical(at: .zero, length: frame.size.rows, style: line) }
    let height = frame.size.rows - headerRows
    // The rows that are still to come have their place already.
    let count = (state.result?.count ?? 0) + state.lines.count - state.rows.count
    guard count > height, height > 1 else { return }
    let length = max(height * height / count, 1)
    let start = state.cursor.top * (height - length) / (count - height)
    frame.putVertical(
      "┃", at: Position(column: 0, row: headerRows + start), length: length, style: look.theme[.borderFocus])
  }
}
