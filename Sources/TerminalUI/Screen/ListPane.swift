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
    let lines = state.lines
    for line in 0..<min(frame.size.rows, lines.count - state.cursor.top) {
      if let index = lines.row(on: state.cursor.top + line) {
        draw(index, of: result, in: snapshot.table, line, on: &frame)
      } else {
        frame.draw(in: Rectangle(column: 0, row: line, columns: frame.size.columns, rows: 1)) {
          SimilarLine(result: result, state: state, look: look).draw(on: &$0)
        }
      }
    }
  }

  private func draw(
    _ index: Int, of result: SearchResult, in table: CustomerTable, _ line: Int, on frame: inout Frame
  ) {
    let row = Int(result.rows[index])
    let customer = table.customer(at: row)
    if index == state.cursor.index {
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
          ? result.highlighter.ranges(
            in: cell.text, column: placed.column, isSimilar: result.isSimilar(at: index)) : [],
        with: look.theme[.match])
    }
  }
}

/// The line above the similar rows: how many there are, which word they lack, and where somebody matches instead.
struct SimilarLine {
  let result: SearchResult
  let state: BrowserState
  let look: Look

  func draw(on frame: inout Frame) {
    let width = frame.size.columns
    frame.putHorizontal(at: .zero, length: width, style: look.theme[.border])
    // The words begin where the names do, with a blank on both sides.
    let room = width - ListColumns.gutter - 1
    var words = "≈ \(result.similarCount.grouped) similar"
    words = truncated(words + leftOut, toWidth: room)
    if displayWidth(of: words + elsewhere) <= room { words += elsewhere }
    frame.put(
      " \(words) ", at: Position(column: ListColumns.gutter - 1, row: 0), style: look.theme[.dim])
  }

  private var leftOut: String {
    guard !result.leftOutWords.isEmpty else { return "" }
    return ", \(result.isSameWordLeftOut ? "" : "some ")without \(quotedList(of: result.leftOutWords, "or"))"
  }

  private var elsewhere: String {
    let places = result.wayOut?.elsewhere(besides: state.status) ?? []
    return places.map { place in
      let key = look.keyMap.firstKey(for: place.command, in: KeyContext(state))
      return " · \(place.words)" + (key.map { " (\($0.label(in: look.charset)))" } ?? "")
    }.joined()
  }
}
