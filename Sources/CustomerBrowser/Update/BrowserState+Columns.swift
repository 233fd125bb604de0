import Customers

extension BrowserState {
  mutating func perform(_ command: BrowserCommand, in panel: ColumnPanel) -> [BrowserEffect] {
    var panel = panel
    switch command {
    case .moveUp: moveChoice { $0 - 1 }
    case .moveDown: moveChoice { $0 + 1 }
    case .moveToTop: moveChoice { _ in 0 }
    case .moveToBottom: moveChoice { _ in panel.order.count - 1 }
    case .moveColumnBefore, .moveColumnAfter:
      panel.shift(by: command == .moveColumnBefore ? -1 : 1, height: choiceHeight)
      columns = panel.order.filter(columns.contains)
      popup = .columns(panel)
    case .toggleColumn: toggle(panel.order[panel.cursor.index], in: panel.order)
    default: popup = nil
    }
    return []
  }

  /// Shows or hides a column; the last one stays.
  private mutating func toggle(_ column: CustomerColumn, in order: [CustomerColumn]) {
    guard columns != [column] else {
      notice = Notice(.info, "The last column stays")
      return
    }
    let isShown = columns.contains(column)
    columns = order.filter { $0 == column ? !isShown : columns.contains($0) }
  }
}
