import CustomerBrowser
import Customers

/// The columns by which rows can be sorted.
struct SortMenu {
  let selected: Int
  let state: BrowserState

  var content: PopupBox.Content {
    let order = state.effectiveSort
    let width = CustomerColumn.allCases.map(\.title.count).max() ?? 0
    let lines = CustomerColumn.allCases.map { column in
      let isCurrent = column == order?.column
      let arrow = isCurrent ? (order?.isDescending == true ? "▼" : "▲") : " "
      return [
        PopupBox.Part(padded(column.title, toWidth: width), isCurrent ? .headerSorted : .text),
        PopupBox.Part("  \(arrow)", .headerSorted),
      ]
    }
    return PopupBox.Content(title: "Sort by", lines: lines, selected: selected)
  }
}
