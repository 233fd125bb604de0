import Customers

extension BrowserState {
  mutating func openSortMenu() {
    let current = effectiveSort.flatMap { CustomerColumn.allCases.firstIndex(of: $0.column) }
    popup = .sortMenu(Chooser())
    moveChoice { _ in current ?? 0 }
  }

  mutating func performInSortMenu(_ command: BrowserCommand, _ chooser: Chooser) -> [BrowserEffect] {
    var chooser = chooser
    let columns = chooser.columns
    if chooser.perform(command, count: columns.count, height: choiceHeight) {
      popup = .sortMenu(chooser)
      return []
    }
    switch command {
    case .sortReverse:
      return changeView(.sortReverse)
    case .accept:
      guard columns.indices.contains(chooser.cursor.index) else { return [] }
      popup = nil
      return sort(by: columns[chooser.cursor.index])
    default:
      popup = nil
      return []
    }
  }

  /// Runs the chosen command as if its key had been pressed where the palette was opened, or applies the filter.
  mutating func performInCommands(
    _ command: BrowserCommand, _ chooser: Chooser, _ focus: Focus
  ) -> [BrowserEffect] {
    var chooser = chooser
    let choices = chooser.choices(in: focus, filters: filters)
    if chooser.perform(command, count: choices.count, height: choiceHeight) {
      popup = .commands(chooser, focus)
      return []
    }
    let choice = choices.indices.contains(chooser.cursor.index) ? choices[chooser.cursor.index] : nil
    switch command {
    case .accept:
      return run(choice)
    case .deleteFilter:
      return delete(choice)
    case .back:
      popup = nil
    default:
      break
    }
    return []
  }

  private mutating func run(_ choice: PaletteChoice?) -> [BrowserEffect] {
    guard let choice else { return [] }
    popup = nil
    switch choice {
    case .command(let command): return perform(command)
    case .filter(let filter): return apply(filter)
    }
  }
}
