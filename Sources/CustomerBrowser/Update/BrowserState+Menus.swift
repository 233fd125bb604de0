import Customers

extension BrowserState {
  mutating func openSortMenu() {
    let current = effectiveSort.flatMap { sortColumns.firstIndex(of: $0.column) }
    popup = .sortMenu(Chooser())
    moveChoice { _ in current ?? 0 }
  }

  mutating func performInSortMenu(_ command: BrowserCommand, _ chooser: Chooser) -> [BrowserEffect] {
    var chooser = chooser
    let columns = chooser.columns(among: sortColumns)
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
    let choices = chooser.choices(in: focus, filters: filters, commands: settings.commands)
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
    case .own(let command): return run(command)
    }
  }
}

extension BrowserState {
  /// How many choices of the popup are visible; as if all were while nobody has seen it yet.
  var choiceHeight: Int { viewport.choiceHeight > 0 ? viewport.choiceHeight : .max }

  /// Moves the cursor of the popup, if it has one, to the place that `target` makes of the current one.
  ///
  /// It stays among the choices, and in sight.
  mutating func moveChoice(to target: (Int) -> Int) {
    let height = choiceHeight
    switch popup {
    case .sortMenu(var chooser):
      chooser.cursor.move(
        to: target(chooser.cursor.index), count: chooser.columns(among: sortColumns).count, height: height)
      popup = .sortMenu(chooser)
    case .commands(var chooser, let focus):
      let count = chooser.choices(in: focus, filters: filters, commands: settings.commands).count
      chooser.cursor.move(to: target(chooser.cursor.index), count: count, height: height)
      popup = .commands(chooser, focus)
    case .changes(var panel):
      panel.move(to: target(panel.chooser.cursor.index), height: height)
      popup = .changes(panel)
    case .duplicates(var panel):
      panel.move(to: target(panel.cursor.index), height: height)
      popup = .duplicates(panel)
    case .text(var panel):
      panel.cursor.move(to: target(panel.cursor.index), count: panel.rows.count, height: height)
      popup = .text(panel)
    case .facets(var panel):
      panel.cursor.move(to: target(panel.cursor.index), count: panel.values.count, height: height)
      popup = .facets(panel)
    case .columns(var panel):
      panel.cursor.move(to: target(panel.cursor.index), count: panel.order.count, height: height)
      popup = .columns(panel)
    case .themes(var panel):
      panel.cursor.move(to: target(panel.cursor.index), count: panel.names.count, height: height)
      popup = .themes(panel)
    case .profiles(var panel):
      panel.cursor.move(to: target(panel.cursor.index), count: panel.names.count, height: height)
      popup = .profiles(panel)
    case .help, .copyMenu, .contacts, .filterName, .contactBudget, .export, .note, .due, .failure, nil:
      break
    }
  }

  /// Moves in the popup's list of so many lines as a command says; returns false for any other command.
  mutating func moveChoice(_ command: BrowserCommand, count: Int) -> Bool {
    let page = max(min(choiceHeight, count) - 1, 1)
    switch command {
    case .moveUp: moveChoice { $0 - 1 }
    case .moveDown: moveChoice { $0 + 1 }
    case .pageUp: moveChoice { $0 - page }
    case .pageDown: moveChoice { $0 + page }
    case .moveToTop: moveChoice { _ in 0 }
    case .moveToBottom: moveChoice { _ in count - 1 }
    default: return false
    }
    return true
  }

  /// Chooses what was clicked; a double click does with it what there is to do.
  mutating func clickChoice(_ place: Int, isDouble: Bool) -> [BrowserEffect] {
    notice = nil
    if case .contacts(var panel) = popup {
      panel.cursor.select(place, count: panel.fields.count, in: viewport.contacts)
      popup = .contacts(panel)
      return isDouble ? perform(.copyField) : []
    }
    moveChoice { _ in place }
    if case .themes(let panel) = popup, !isDouble { return preview(panel) }
    guard isDouble else { return [] }
    if case .columns = popup { return perform(.toggleColumn) }
    if case .text = popup { return [] }
    return perform(.accept)
  }

  /// Goes back from the popup, except from one in which work is being done.
  mutating func clickOutside() -> [BrowserEffect] {
    if case .export(let dialog) = popup, dialog.isWriting { return [] }
    return popup == nil ? [] : perform(.back)
  }
}

/// All columns in the order in which the list would show them.
package struct ColumnPanel: Equatable, Sendable {
  package internal(set) var order: [CustomerColumn]
  package internal(set) var cursor = ListCursor()

  /// The shown columns first, then the others.
  init(shown: [CustomerColumn]) {
    order = shown + CustomerColumn.allCases.filter { !shown.contains($0) }
  }

  /// Moves the chosen column to another place, if there is one.
  mutating func shift(by steps: Int, height: Int) {
    let place = cursor.index + steps
    guard order.indices.contains(place) else { return }
    order.swapAt(cursor.index, place)
    cursor.move(to: place, count: order.count, height: height)
  }
}

extension BrowserState {
  mutating func perform(_ command: BrowserCommand, in panel: ColumnPanel) -> [BrowserEffect] {
    if moveChoice(command, count: panel.order.count) { return [] }
    var panel = panel
    switch command {
    case .moveColumnBefore, .moveColumnAfter:
      panel.shift(by: command == .moveColumnBefore ? -1 : 1, height: choiceHeight)
      choose(panel.order.filter(listedColumns.contains))
      popup = .columns(panel)
    case .toggleColumn: toggle(panel.order[panel.cursor.index], in: panel.order)
    default: popup = nil
    }
    return []
  }

  /// Shows or hides a column; the last one stays.
  private mutating func toggle(_ column: CustomerColumn, in order: [CustomerColumn]) {
    guard !hasNamesOnly || !column.isDetail else {
      notice = Notice(.info, CustomerSearcher.namesOnly)
      return
    }
    let listed = listedColumns
    guard listed != [column] else {
      notice = Notice(.info, "The last column stays")
      return
    }
    let isShown = listed.contains(column)
    choose(order.filter { $0 == column ? !isShown : listed.contains($0) })
  }

  /// From now on nothing but these, however wide the list is.
  mutating func choose(_ chosen: [CustomerColumn]) {
    columns = chosen
    hasChosenColumns = true
  }
}
