import CustomerBrowser
import Customers

/// The rows of the list that are visible; no others are looked at.
struct ListPane {
  let state: BrowserState
  let look: Look
  let columns: ListColumns

  func draw(on frame: inout Frame) {
    guard let snapshot = state.snapshot else {
      guard !state.isAboutToShow else { return }
      ListMessage(loadOf: state, look: look).draw(on: &frame, look: look)
      return
    }
    guard let result = state.result else { return }
    guard !result.rows.isEmpty else {
      ListMessage(emptyListOf: state, look: look).draw(on: &frame, look: look)
      return
    }
    let shown = state.cursor.top..<min(state.cursor.top + frame.size.rows, result.rows.count)
    for (line, index) in shown.enumerated() {
      draw(
        Int(result.rows[index]), of: snapshot.table, isCurrent: index == state.cursor.index, line, on: &frame)
    }
  }

  private func draw(
    _ row: Int, of table: CustomerTable, isCurrent: Bool, _ line: Int, on frame: inout Frame
  ) {
    let customer = table.customer(at: row)
    if isCurrent {
      let style = look.theme[state.focus == .detail ? .cursorUnfocused : .cursor]
      frame.fill(Rectangle(column: 0, row: line, columns: frame.size.columns, rows: 1), style: style)
      frame.put("▌", at: Position(column: 0, row: line))
    }
    if state.marks.contains(row) {
      frame.put("✓", at: Position(column: 1, row: line), style: look.theme[.mark])
    }
    if state.changed.contains(row) {
      frame.put("•", at: Position(column: 2, row: line), style: look.theme[.changed])
    }
    for placed in columns.placed {
      let cell = ListCell(customer, placed.column, today: state.today)
      frame.put(
        cell.text, at: Position(column: placed.start, row: line), width: placed.width, overflow: .ellipsis,
        style: look.theme[customer.isActive == false ? .inactive : cell.role],
        highlighting: cell.isVerbatim
          ? state.result?.highlighter.ranges(in: cell.text, column: placed.column) ?? [] : [],
        with: look.theme[.match])
    }
  }
}
