import Customers

extension BrowserState {
  mutating func performInPopup(_ command: BrowserCommand) -> [BrowserEffect] {
    switch popup {
    case .help(let panel):
      perform(command, in: panel)
      return []
    case .sortMenu(let chooser):
      return performInSortMenu(command, chooser)
    case .commands(let chooser, let focus):
      return performInCommands(command, chooser, focus)
    case .facets(let panel):
      return perform(command, in: panel)
    case .columns(let panel):
      return perform(command, in: panel)
    case .copyMenu(let subject):
      return performInCopyMenu(command, subject)
    case .contacts(let panel):
      return perform(command, in: panel)
    case .changes(let panel):
      return perform(command, in: panel)
    case .duplicates(let panel):
      return perform(command, in: panel)
    case .text(let panel):
      return perform(command, in: panel)
    case .filterName(let dialog):
      return perform(command, in: dialog)
    case .contactBudget(let dialog):
      return perform(command, in: dialog)
    case .export(let dialog):
      return perform(command, in: dialog)
    case .note(let dialog):
      return perform(command, in: dialog)
    case .due(let dialog):
      return perform(command, in: dialog)
    case .themes(let panel):
      return perform(command, in: panel)
    case .profiles(let panel):
      return perform(command, in: panel)
    case .failure(let failure):
      popup = nil
      switch command {
      case .refresh: return sync(isAsked: true)
      case .acceptLosses where failure.kind == .suddenLoss:
        return sync(full: isSyncFull, acceptingLosses: true, isAsked: true)
      default:
        guard failure.kind == .suddenLoss else { return [] }
        notice = Notice(
          .info, "All customers stay", followUps: Notice.FollowUp(.acceptLosses, "asks about them again"))
        return []
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
    case .contactBudget(var dialog):
      dialog.count.insert(text)
      dialog.problem = nil
      popup = .contactBudget(dialog)
    case .note(let dialog):
      type(text, in: dialog)
    case .due(var dialog) where dialog.step != .saving:
      dialog.line.insert(text)
      dialog.step = .editing
      popup = .due(dialog)
    case .help(var panel):
      panel.typed.insert(text)
      scroll(panel, to: 0)
    case .changes(var panel):
      panel.edit(height: choiceHeight) { $0.insert(text) }
      popup = .changes(panel)
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

  private mutating func perform(_ command: BrowserCommand, in panel: HelpPanel) {
    var panel = panel
    let page = max(viewport.listHeight - 1, 1)
    switch command {
    case .moveUp: scroll(panel, to: panel.top - 1)
    case .moveDown: scroll(panel, to: panel.top + 1)
    case .pageUp: scroll(panel, to: panel.top - page)
    case .pageDown: scroll(panel, to: panel.top + page)
    default:
      guard let edit = command.lineEdit else {
        popup = nil
        return
      }
      panel.typed.apply(edit)
      scroll(panel, to: 0)
    }
  }

  mutating func scroll(_ panel: HelpPanel, to top: Int) {
    var panel = panel
    panel.top = min(max(top, 0), viewport.hiddenHelpLines)
    popup = .help(panel)
  }
}
