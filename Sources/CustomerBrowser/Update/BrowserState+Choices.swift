import Customers

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
        to: target(chooser.cursor.index), count: chooser.columns.count, height: height)
      popup = .sortMenu(chooser)
    case .commands(var chooser, let focus):
      let count = chooser.choices(in: focus, filters: filters).count
      chooser.cursor.move(to: target(chooser.cursor.index), count: count, height: height)
      popup = .commands(chooser, focus)
    case .facets(var panel):
      panel.cursor.move(to: target(panel.cursor.index), count: panel.values.count, height: height)
      popup = .facets(panel)
    case .columns(var panel):
      panel.cursor.move(to: target(panel.cursor.index), count: panel.order.count, height: height)
      popup = .columns(panel)
    case .help, .copyMenu, .contacts, .filterName, .export, .failure, nil:
      break
    }
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
    guard isDouble else { return [] }
    if case .columns = popup { return perform(.toggleColumn) }
    return perform(.accept)
  }

  /// Goes back from the popup, except from one in which work is being done.
  mutating func clickOutside() -> [BrowserEffect] {
    if case .export(let dialog) = popup, dialog.isWriting { return [] }
    return popup == nil ? [] : perform(.back)
  }
}
