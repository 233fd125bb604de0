import CustomerBrowser
import Customers
import TerminalText
import Wording

/// The last line: a passing message, or the keys that matter here and now; at its end the position in the list.
struct HintLine {
  let state: BrowserState
  let appearance: Appearance

  func draw(on frame: inout Frame) {
    let position = position
    let positionWidth = displayWidth(of: position)
    let width = frame.size.columns - positionWidth - 3
    frame.put(
      position, at: Position(column: frame.size.columns - positionWidth - 1, row: 0),
      style: appearance.theme[.dim])
    if let notice = state.notice {
      frame.put(
        words(of: notice, width: width), at: Position(column: 1, row: 0), width: width, overflow: .ellipsis,
        style: appearance.theme[notice.kind == .info ? .info : .warning])
      return
    }
    var place = Position(column: 1, row: 0)
    for (name, label) in fitting(width: width) {
      place.column += frame.put(name, at: place, style: appearance.theme[.key])
      place.column += 1
      place.column += frame.put(label, at: place, style: appearance.theme[.hint])
      place.column += Self.gap
    }
  }

  private static let gap = 2
  /// What has the first claim to the room, the strongest first: to end what was begun, to go back, to leave, to know more,
  /// to ask something else, to get something out.
  private static let always: [BrowserCommand] = [.markRange, .back, .quit, .help, .focusFilter, .export]

  /// What is of no use where only names are known.
  private static let aboutDetails: [BrowserCommand] = [.facets, .cycleStatus]

  /// The keys and labels of as many hints as there is room for, in their order.
  private func fitting(width: Int) -> [(key: String, label: String)] {
    let hints = hints.filter { !state.hasNamesOnly || !Self.aboutDetails.contains($0.0) }.compactMap {
      command, label in
      appearance.keyMap.firstKey(for: command, in: KeyContext(state))
        .map { (command: command, key: $0.label(in: appearance.charset), label: label) }
    }
    var chosen: Set<Int> = []
    // One column is before the first hint, and no gap behind the last one.
    var left = width - 1 + Self.gap
    func choose(_ places: [Int]) {
      for place in places {
        let needed = displayWidth(of: hints[place].key) + 1 + hints[place].label.count + Self.gap
        guard needed <= left else { return }
        left -= needed
        chosen.insert(place)
      }
    }
    let first = Self.always.compactMap { command in hints.firstIndex { $0.command == command } }
    choose(first)
    choose(hints.indices.filter { !first.contains($0) })
    return hints.indices.filter(chosen.contains).map { (hints[$0].key, hints[$0].label) }
  }

  /// The message with the keys that do something about it, as many as there is room for; a message that is too long by
  /// itself is cut.
  private func words(of notice: Notice, width: Int) -> String {
    func keys(in context: KeyContext) -> [String] {
      notice.followUps.compactMap { appearance.keyHint($0.command, $0.words, in: context) }
    }
    let here = keys(in: KeyContext(state))
    let inList = here.isEmpty && state.popup == nil ? keys(in: .list) : []
    func words(_ keys: some Collection<String>) -> String {
      keys.isEmpty ? "" : keys.map { " · " + $0 }.joined() + (inList.isEmpty ? "" : ", in the list")
    }
    let keys = here + inList
    for count in (0...keys.count).reversed() {
      let whole = notice.text + words(keys.prefix(count))
      if displayWidth(of: whole, in: appearance.charset) <= width { return whole }
    }
    let fitting = (0...keys.count).reversed().map { words(keys.prefix($0)) }
      .first { displayWidth(of: $0, in: appearance.charset) + Self.leastMessage <= width }
    let room = width - displayWidth(of: fitting ?? "", in: appearance.charset)
    return truncated(notice.text, toWidth: room, in: appearance.charset) + (fitting ?? "")
  }

  /// Of a message so much shows before any key that goes with it.
  private static let leastMessage = 12

  /// Of no use while something stands in front of the list.
  private var position: String {
    let count = state.popup == nil ? state.result?.count ?? 0 : 0
    return count == 0 ? "" : "\((state.cursor.index + 1).grouped)/\(count.grouped)"
  }

  private var hints: [(BrowserCommand, String)] {
    switch KeyContext(state) {
    case .filter:
      return [
        (.accept, "list"), (.toggleMark, "mark"), (.toggleScope, scopeLabel), (.cycleStatus, statusLabel),
        (.sortMenu, "sort"), (.facets, "counts"), (.export, "export"), (.help, "help"), (.quit, "quit"),
      ]
    case .list:
      if let range = state.markedRange {
        return [
          (.markRange, range.count == 1 ? "ends the range here" : "marks these \(range.count.grouped)"),
          (.back, "gives up"), (.export, "export"), (.focusFilter, "filter"), (.help, "help"),
          (.quit, "quit"),
        ]
      }
      return [
        (.accept, "details"), (.toggleMark, "mark"), (.toggleScope, scopeLabel), (.cycleStatus, statusLabel),
        (.sortNext, "sort"), (.facets, "counts"), (.export, "export"), (.focusFilter, "filter"),
        (.help, "help"), (.quit, "quit"), (.editNote, "note"),
      ]
    case .detail:
      guard state.detail.find == nil else {
        return [
          (.findNext, "next match"), (.findPrevious, "match before"), (.copyField, "copy"), (.back, "close"),
        ]
      }
      return [
        (.back, "list"), (.copyField, "copy"), (.contacts, "contacts"), (.searchDetails, "find"),
        (.editNote, "note"), (.toggleMark, "mark"), (.export, "export"), (.focusFilter, "filter"),
        (.help, "help"), (.quit, "quit"),
      ]
    case .find:
      return [(.accept, "keep"), (.moveDown, "next match"), (.moveUp, "match before"), (.back, "close")]
    case .help:
      return state.viewport.hiddenHelpLines > 0
        ? [(.moveDown, "scroll"), (.back, "close")] : [(.back, "close")]
    case .menu:
      if case .commands(let chooser, let focus) = state.popup {
        return hints(
          for: chooser.choices(in: focus, filters: state.filters, commands: state.settings.commands),
          selected: chooser.cursor.index)
      }
      if case .changes(let panel) = state.popup {
        return panel.chosen == nil ? [(.back, "close")] : [(.accept, "customer"), (.back, "close")]
      }
      return [(.accept, "sort"), (.sortReverse, "reverse"), (.back, "close")]
    case .facets:
      guard case .facets(let panel) = state.popup else { return [] }
      return [
        (.accept, panel.hasChanged ? "done" : "filter"), (.chooseValue, "choose"),
        (.excludeValue, "leave out"), (.nextFacet, "next facet"), (.export, "export"),
        (.toggleScope, scopeLabel), (.cycleStatus, statusLabel), (.back, "close"),
      ]
    case .choices:
      if case .themes = state.popup {
        return [(.accept, "keep"), (.nextTheme, "next"), (.back, "the theme before")]
      }
      return [(.accept, "switch"), (.back, "close")]
    case .columns:
      return [
        (.toggleColumn, "show or hide"), (.moveColumnBefore, "before"), (.moveColumnAfter, "after"),
        (.back, "close"),
      ]
    case .copyMenu:
      guard case .copyMenu(let subject) = state.popup else { return [(.back, "close")] }
      let next =
        switch subject.next(hasMarks: state.marks.count > 0) {
        case .row: "of this row"
        case .marked: "of the marked"
        case .shown: "of all shown"
        }
      return [(.copyRow, subject == .row ? "row" : "rows"), (.copyOthers, next), (.back, "close")]
    case .contacts:
      guard case .contacts(let panel) = state.popup, !panel.isBusy else { return [(.back, "cancel")] }
      let copy: [(BrowserCommand, String)] = panel.fields.isEmpty ? [] : [(.copyField, "copy")]
      return copy + [(.refresh, "ask again"), (.back, "close")]
    case .duplicates:
      guard case .duplicates(let panel) = state.popup, let list = panel.list else {
        return [(.back, "cancel")]
      }
      guard let place = panel.chosen else { return [(.back, "close")] }
      return [
        (.accept, "customer"), (.notSame, state.isApart(place, of: list) ? "the same" : "not the same"),
        (.export, "export"), (.back, "close"),
      ]
    case .text:
      guard case .text(let panel) = state.popup, !panel.isRunning else { return [(.back, "cancel")] }
      return [(.moveDown, "scroll"), (.copy, "copy all"), (.back, "close")]
    case .nameDialog:
      return nameHints
    case .noteDialog:
      return noteHints
    case .dialog:
      return exportHints
    case .message:
      if case .failure(let failure) = state.popup, failure.kind == .suddenLoss {
        return [(.acceptLosses, "let them go"), (.refresh, "ask again"), (.back, "keep them")]
      }
      return [(.refresh, "try again"), (.back, "close")]
    }
  }

  private var nameHints: [(BrowserCommand, String)] {
    switch state.popup {
    case .contactBudget: [(.accept, "fetch"), (.back, "cancel")]
    case .due: [(.accept, "keep"), (.back, "cancel")]
    case .filterName(let dialog) where dialog.step == .confirmingReplacement:
      [(.accept, "replace"), (.back, "keep")]
    default: [(.accept, "save"), (.back, "cancel")]
    }
  }

  private var noteHints: [(BrowserCommand, String)] {
    guard case .note(let dialog) = state.popup else { return [] }
    return switch dialog.step {
    case .editing: [(.accept, "keep"), (.insertLineBreak, "new line"), (.back, "cancel")]
    case .confirmingRemoval: [(.accept, "take away"), (.back, "go back")]
    case .confirmingLoss: [(.accept, "keep"), (.back, "give up")]
    case .saving: []
    case .changedElsewhere: [(.accept, "replace"), (.back, "go back")]
    case .failed: [(.accept, "try again"), (.back, "go back")]
    }
  }

  private var exportHints: [(BrowserCommand, String)] {
    guard case .export(let dialog) = state.popup else { return [] }
    return switch dialog.step {
    case .editing:
      [(.accept, "write"), (.exportFormat, "format")]
        + (dialog.counts == nil ? [(.exportColumns, "columns")] : []) + [(.back, "cancel")]
    case .confirmingOverwrite: [(.accept, "replace"), (.back, "keep")]
    case .confirmingFolder: [(.accept, "make it"), (.back, "go back")]
    case .writing: [(.back, "cancel")]
    case .failed: [(.accept, "try again"), (.back, "edit")]
    }
  }

  private func hints(for choices: [PaletteChoice], selected: Int) -> [(BrowserCommand, String)] {
    guard choices.indices.contains(selected) else { return [(.back, "close")] }
    guard case .filter(let filter) = choices[selected] else {
      return [(.accept, "run"), (.back, "close")]
    }
    let delete = filter.origin == .program ? [(BrowserCommand.deleteFilter, "delete")] : []
    return [(.accept, "filter")] + delete + [(.back, "close")]
  }

  private var scopeLabel: String { state.scope == .all ? "mine" : "all" }

  private var statusLabel: String {
    switch state.status.next {
    case .active: "active"
    case .all: "inactive too"
    case .inactive: "inactive"
    }
  }
}
