import CustomerBrowser
import Customers

/// Every field of the current customer and what changed about it; below, what is looked for in them.
struct DetailPane {
  let state: BrowserState
  let look: Look

  func layout(of size: Size) -> FieldLayout {
    FieldLayout(lines: DetailLines(state, width: size.columns).fields, height: height(of: size))
  }

  /// How many of the pane's rows show details.
  private func height(of size: Size) -> Int {
    state.detail.find == nil ? size.rows : size.rows - 1
  }

  func draw(on frame: inout Frame) {
    let details = DetailLines(state, width: frame.size.columns)
    let finder = state.detail.find?.finder
    let cursor = state.detail.cursor
    let isFocused = state.focus == .detail && state.popup == nil
    if isFocused { frame.setCursor(at: .zero) }
    let shown = details.lines.dropFirst(cursor.top).prefix(height(of: frame.size))
    let selected = shown.firstIndex { $0.field == cursor.selected }
    if isFocused, let selected {
      frame.setCursor(at: Position(column: 0, row: selected - shown.startIndex))
    }
    for (row, line) in shown.enumerated() {
      if state.focus == .detail, line.field == cursor.selected { drawCursor(row, on: &frame) }
      let place = Position(column: DetailLines.margin, row: row)
      frame.put(
        line.label, at: place, style: look.theme[.fieldLabel],
        highlighting: finder?.ranges(in: line.label) ?? [], with: look.theme[.match])
      frame.put(
        line.text, at: place.moved(columns: line.indent), style: look.theme[line.role],
        highlighting: finder?.ranges(in: line.text) ?? filterMatches(in: line), with: look.theme[.match])
    }
    guard let find = state.detail.find else { return }
    frame.draw(in: Rectangle(column: 0, row: frame.size.rows - 1, columns: frame.size.columns, rows: 1)) {
      FindLine(find: find, state: state, look: look).draw(on: &$0)
    }
  }

  private func drawCursor(_ row: Int, on frame: inout Frame) {
    frame.fill(
      Rectangle(column: 0, row: row, columns: frame.size.columns, rows: 1), style: look.theme[.cursor])
    frame.put("▌", at: Position(column: 0, row: row))
  }

  private func filterMatches(in line: DetailLines.Line) -> [Range<String.Index>] {
    guard line.role == .title, let result = state.result else { return [] }
    return result.highlighter.ranges(
      in: line.text, column: .name, isSimilar: result.isSimilar(at: state.cursor.index))
  }
}
