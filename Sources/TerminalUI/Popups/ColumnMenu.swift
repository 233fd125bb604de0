import CustomerBrowser
import Customers

/// The columns of the list: which are shown, and in which order.
struct ColumnMenu {
  let panel: ColumnPanel
  let state: BrowserState
  let look: Look

  private static let leastRows = 3

  func content(room: Size) -> PopupBox.Content {
    let width = CustomerColumn.allCases.map(\.title.count).max() ?? 0
    let lines = panel.order.map { column in
      let isShown = state.columns.contains(column)
      return [
        PopupBox.Part(isShown ? "✓ " : "  ", .mark),
        PopupBox.Part(padded(column.title, toWidth: width), isShown ? .text : .dim),
      ]
    }
    let height = max(room.rows, Self.leastRows)
    let top = max(0, min(panel.selected - height / 2, lines.count - height))
    return PopupBox.Content(
      title: "Columns", lines: Array(lines.dropFirst(top).prefix(height)), selected: panel.selected - top)
  }
}
