import Customers

extension BrowserState {
  mutating func changeView(_ command: BrowserCommand) -> [BrowserEffect] {
    switch command {
    case .toggleScope:
      let latest = incoming?.snapshot ?? snapshot
      guard latest?.table.mine != nil || scope == .mine else {
        notice = Notice(
          .warning,
          latest == nil
            ? "No customers yet"
            : "Nothing tells which customers are yours: set a user token or salesperson_id")
        return []
      }
      scope = scope.toggled
    case .cycleStatus:
      status = status.next
    case .sortNext:
      let current = effectiveSort.flatMap { columns.firstIndex(of: $0.column) }
      sort = CustomerOrder(columns[((current ?? -1) + 1) % columns.count])
    case .sortReverse:
      let current = effectiveSort ?? CustomerOrder(.name)
      sort = CustomerOrder(current.column, descending: !current.isDescending)
    default:
      openSortMenu()
      return []
    }
    return search()
  }

  /// Sorts by a column; by the same one once more in the other direction.
  mutating func sort(by column: CustomerColumn) -> [BrowserEffect] {
    guard popup == nil else { return [] }
    notice = nil
    let isAgain = effectiveSort?.column == column
    sort = CustomerOrder(column, descending: isAgain && effectiveSort?.isDescending == false)
    return search()
  }
}
