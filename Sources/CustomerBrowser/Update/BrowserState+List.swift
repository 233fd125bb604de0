import Customers

extension BrowserState {
  /// How the rows stand in the list: similar ones below a line of their own.
  package var lines: ListLines { ListLines(rowCount: rows.count, divider: result?.firstSimilarIndex) }

  mutating func move(_ command: BrowserCommand) {
    guard focus != .detail else {
      _ = detail.cursor.perform(command, count: detailFields.count, in: viewport.detail)
      return
    }
    let page = max(viewport.listHeight - 1, 1)
    switch command {
    case .moveUp: moveCursor(to: cursor.index - 1)
    case .moveDown: moveCursor(to: cursor.index + 1)
    case .pageUp: moveCursor(to: cursor.index - page)
    case .pageDown: moveCursor(to: cursor.index + page)
    case .halfPageUp: moveCursor(to: cursor.index - max(page / 2, 1))
    case .halfPageDown: moveCursor(to: cursor.index + max(page / 2, 1))
    case .moveToTop: moveCursor(to: 0)
    case .moveToBottom: moveCursor(to: rows.count - 1)
    default: break
    }
  }

  mutating func moveCursor(to index: Int) {
    cursor.move(to: index, in: lines, height: viewport.listHeight)
    chosenID = currentRow.flatMap { snapshot?.table.ids[$0] }
  }

  /// How many rows one notch of the wheel moves.
  static let wheelStep = 3

  mutating func moveWithWheel(by lines: Int) {
    notice = nil
    switch popup {
    case .help(let panel): scroll(panel, to: panel.top + lines * Self.wheelStep)
    case .contacts(var panel):
      panel.cursor.scroll(by: lines * Self.wheelStep, in: viewport.contacts)
      popup = .contacts(panel)
    case .some: moveChoice { $0 + lines * Self.wheelStep }
    case nil where focus == .detail:
      detail.cursor.scroll(by: lines * Self.wheelStep, in: viewport.detail)
    case nil: moveCursor(to: cursor.index + lines * Self.wheelStep)
    }
  }

  mutating func clickRow(_ line: Int, isDouble: Bool) -> [BrowserEffect] {
    notice = nil
    guard popup == nil, line >= 0, let row = lines.row(on: cursor.top + line) else { return [] }
    focus = .list
    moveCursor(to: row)
    return isDouble ? changeFocus(.showDetails) : []
  }

  mutating func change(_ viewport: Viewport) -> [BrowserEffect] {
    self.viewport = viewport
    cursor.move(to: cursor.index, in: lines, height: viewport.listHeight)
    if viewport.hasDetailPane, showsDetailAlone {
      showsDetailAlone = false
      focus = .detail
    } else if !viewport.hasDetailPane, focus == .detail {
      showsDetailAlone = true
    }
    fitDetail()
    fitContacts()
    if case .help(let panel) = popup { scroll(panel, to: panel.top) } else { moveChoice { $0 } }
    return []
  }

  mutating func changeFocus(_ command: BrowserCommand) -> [BrowserEffect] {
    switch (command, focus) {
    case (.accept, .filter), (.focusNext, .filter):
      focus = .list
      if chosenID == nil { moveCursor(to: cursor.index) }
    case (.accept, .list), (.showDetails, _), (.focusNext, .list):
      openDetail()
    case (.accept, .detail), (.focusNext, .detail):
      closeDetail()
    default:
      return goBack()
    }
    return []
  }

  /// Undoes one layer: search in the details → details → open range → only-marked view → filter text → back to the filter.
  private mutating func goBack() -> [BrowserEffect] {
    if closeFind() { return [] }
    if load.isRunning {
      return cancelSync()
    }
    if focus == .detail {
      closeDetail()
      return []
    }
    if rangeStart != nil {
      rangeStart = nil
      return []
    }
    if showsOnlyMarked {
      showsOnlyMarked = false
      return search()
    }
    if !filter.isEmpty {
      return editFilter(.replacing) { $0.replace(with: "") }
    }
    focusFilter()
    return []
  }
}
