import Customers

extension BrowserState {
  mutating func perform(_ command: BrowserCommand, in panel: ColumnPanel) -> [BrowserEffect] {
    var panel = panel
    switch command {
    case .moveUp: panel.move(to: panel.selected - 1)
    case .moveDown: panel.move(to: panel.selected + 1)
    case .moveToTop: panel.move(to: 0)
    case .moveToBottom: panel.move(to: panel.order.count - 1)
    case .moveColumnBefore: panel.shift(by: -1)
    case .moveColumnAfter: panel.shift(by: 1)
    case .toggleColumn: toggle(panel.order[panel.selected], in: panel.order)
    default:
      popup = nil
      return []
    }
    columns = panel.order.filter(columns.contains)
    popup = .columns(panel)
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
