import Customers

extension BrowserState {
  mutating func performInPopup(_ command: BrowserCommand) -> [BrowserEffect] {
    switch popup {
    case .help(let focus, let top):
      performInHelp(command, focus, top: top)
      return []
    case .sortMenu(let chooser):
      return performInSortMenu(command, chooser)
    case .commands(let chooser, let focus):
      return performInCommands(command, chooser, focus)
    case .facets(let panel):
      return perform(command, in: panel)
    case .columns(let panel):
      return perform(command, in: panel)
    case .copyMenu:
      return performInCopyMenu(command)
    case .contacts(let panel):
      return perform(command, in: panel)
    case .filterName(let dialog):
      return perform(command, in: dialog)
    case .export(let dialog):
      return perform(command, in: dialog)
    case .failure(let failure):
      popup = nil
      switch command {
      case .refresh: return sync(isAsked: true)
      case .acceptLosses where failure.kind == .suddenLoss:
        return sync(full: isSyncFull, acceptingLosses: true, isAsked: true)
      default: return []
      }
    case nil:
      return []
    }
  }

  mutating func typeInPopup(_ text: String) -> [BrowserEffect] {
    switch popup {
    case .export(var dialog) where !dialog.isWriting:
      dialog.path.insert(text)
      dialog.step = .editing
      popup = .export(dialog)
    case .filterName(var dialog):
      dialog.name.insert(text)
      dialog.step = .editing
      popup = .filterName(dialog)
    case .sortMenu(var chooser):
      chooser.type(text)
      popup = .sortMenu(chooser)
    case .commands(var chooser, let focus):
      chooser.type(text)
      popup = .commands(chooser, focus)
    default: break
    }
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
}
