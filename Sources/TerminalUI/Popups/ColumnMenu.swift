import CustomerBrowser
import Customers

/// The columns of the list: which are shown, and in which order.
struct ColumnMenu {
  let panel: ColumnPanel
  let state: BrowserState
  let look: Look

  func content(room: Size) -> PopupBox.Content {
    let width = CustomerColumn.allCases.map(\.title.count).max() ?? 0
    let lines = panel.order.map { column in
      let isShown = state.columns.contains(column)
      return [
        PopupBox.Part(isShown ? "✓ " : "  ", .mark),
        PopupBox.Part(padded(column.title, toWidth: width), isShown ? .text : .dim),
      ]
    }
    return PopupBox.Content(
      title: "Columns", head: [], choices: lines, cursor: panel.cursor, count: lines.count, room: room)
  }
}
