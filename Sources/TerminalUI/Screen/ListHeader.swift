import CustomerBrowser
import Customers

/// The titles of the list's columns, with an arrow at the one that orders the rows.
struct ListHeader {
  let state: BrowserState
  let look: Look
  let columns: ListColumns

  func draw(on frame: inout Frame) {
    let order = state.effectiveSort
    for placed in columns.placed {
      let isSorted = placed.column == order?.column
      let arrow = isSorted ? (order?.isDescending == true ? " ▼" : " ▲") : ""
      let title = truncated(placed.column.title.uppercased(), toWidth: placed.width - arrow.count)
      frame.put(
        title + arrow, at: Position(column: placed.start, row: 0), width: placed.width,
        style: look.theme[isSorted ? .headerSorted : .header])
    }
  }
}
