import CustomerBrowser
import Customers

/// The columns by which rows can be sorted.
struct SortMenu {
  let chooser: Chooser
  let state: BrowserState
  let look: Look

  func content(room: Size) -> PopupBox.Content {
    let order = state.effectiveSort
    let width = min(CustomerColumn.allCases.map(\.title.count).max() ?? 0, max(room.columns - 3, 1))
    let lines = chooser.columns.map { column in
      let isCurrent = column == order?.column
      let arrow = isCurrent ? (order?.isDescending == true ? "▼" : "▲") : " "
      return [
        PopupBox.Part(
          padded(truncated(column.title, toWidth: width), toWidth: width), isCurrent ? .headerSorted : .text),
        PopupBox.Part("  \(arrow)", .headerSorted),
      ]
    }
    var content = PopupBox.Content(
      title: "Sort by", chooser: chooser, placeholder: "type to choose", choices: lines,
      count: CustomerColumn.allCases.count, room: room, look: look)
    content.leastWidth = width + 3
    return content
  }
}
