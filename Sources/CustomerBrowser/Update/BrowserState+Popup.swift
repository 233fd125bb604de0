import Customers

extension BrowserState {
  mutating func performInPopup(_ command: BrowserCommand) -> [BrowserEffect] {
    switch popup {
    case .help(let focus, let top):
      performInHelp(command, focus, top: top)
      return []
    case .sortMenu(let selected):
      return performInSortMenu(command, selected: selected)
    case .export(let dialog):
      return perform(command, in: dialog)
    case .failure:
      popup = nil
      return command == .refresh ? sync(isAsked: true) : []
    case nil:
      return []
    }
  }

  mutating func typeInPopup(_ text: String) -> [BrowserEffect] {
    guard case .export(var dialog) = popup else { return [] }
    guard dialog.step != .writing else { return [] }
    dialog.path.insert(text)
    dialog.step = .editing
    popup = .export(dialog)
    return []
  }

  private mutating func performInHelp(_ command: BrowserCommand, _ focus: Focus, top: Int) {
    let page = max(viewport.listHeight - 1, 1)
    switch command {
    case .moveUp: scrollHelp(focus, to: top - 1)
    case .moveDown: scrollHelp(focus, to: top + 1)
    case .pageUp, .halfPageUp: scrollHelp(focus, to: top - page)
    case .pageDown, .halfPageDown: scrollHelp(focus, to: top + page)
    case .moveToTop: scrollHelp(focus, to: 0)
    case .moveToBottom: scrollHelp(focus, to: viewport.hiddenHelpLines)
    default: popup = nil
    }
  }

  mutating func scrollHelp(_ focus: Focus, to top: Int) {
    popup = .help(focus, top: min(max(top, 0), viewport.hiddenHelpLines))
  }

  private mutating func performInSortMenu(
    _ command: BrowserCommand, selected: Int
  ) -> [BrowserEffect] {
    let all = CustomerColumn.allCases
    switch command {
    case .moveUp: popup = .sortMenu(selected: (selected + all.count - 1) % all.count)
    case .moveDown: popup = .sortMenu(selected: (selected + 1) % all.count)
    case .pageUp, .halfPageUp, .moveToTop: popup = .sortMenu(selected: 0)
    case .pageDown, .halfPageDown, .moveToBottom: popup = .sortMenu(selected: all.count - 1)
    case .sortReverse:
      return changeView(.sortReverse)
    case .accept, .showDetails:
      popup = nil
      return sort(by: all[selected])
    default: popup = nil
    }
    return []
  }
}
