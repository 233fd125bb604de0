import Customers

extension BrowserState {
  mutating func openSortMenu() {
    let current = effectiveSort.flatMap { CustomerColumn.allCases.firstIndex(of: $0.column) }
    popup = .sortMenu(Chooser(selected: current ?? 0))
  }

  mutating func performInSortMenu(_ command: BrowserCommand, _ chooser: Chooser) -> [BrowserEffect] {
    var chooser = chooser
    let columns = chooser.columns
    if chooser.perform(command, count: columns.count) {
      popup = .sortMenu(chooser)
      return []
    }
    switch command {
    case .sortReverse:
      return changeView(.sortReverse)
    case .accept:
      guard columns.indices.contains(chooser.selected) else { return [] }
      popup = nil
      return sort(by: columns[chooser.selected])
    default:
      popup = nil
      return []
    }
  }

  /// Runs the chosen command as if its key had been pressed where the palette was opened.
  mutating func performInCommands(
    _ command: BrowserCommand, _ chooser: Chooser, _ focus: Focus
  ) -> [BrowserEffect] {
    var chooser = chooser
    let commands = chooser.commands(in: focus)
    if chooser.perform(command, count: commands.count) {
      popup = .commands(chooser, focus)
      return []
    }
    switch command {
    case .accept:
      guard commands.indices.contains(chooser.selected) else { return [] }
      popup = nil
      return perform(commands[chooser.selected])
    case .back:
      popup = nil
    default:
      break
    }
    return []
  }
}
