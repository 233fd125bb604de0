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
    if case .text(var panel) = popup {
      panel.fit(width: viewport.popupWidth, height: choiceHeight)
      popup = .text(panel)
    }
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
      if let table = latest?.table, table.count > 1, table.mine?.count == table.count {
        notice = Notice(.info, "All customers that the server tells are yours, so both show the same")
      }
    case .cycleStatus:
      guard !hasNamesOnly || status == .inactive else {
        notice = Notice(.info, "Nothing tells who is inactive. \(CustomerSearcher.namesOnly)")
        return []
      }
      status = status.next
    case .sortNext:
      let columns = shownColumns
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

/// Which row of a list is the current one, and which lines are visible.
package struct ListCursor: Equatable, Sendable {
  /// The place among the rows.
  package private(set) var index = 0
  /// The line on which the row stands.
  package private(set) var line = 0
  /// The first visible line.
  package private(set) var top = 0

  /// Moves to a row and scrolls as little as needed; what stands above the row as its title comes into sight, too.
  package mutating func move(to index: Int, in lines: ListLines, height: Int) {
    self.index = min(max(index, 0), max(lines.rowCount - 1, 0))
    line = lines.line(of: self.index)
    let isBelowDivider = lines.divider == self.index && height > 1
    top = min(max(top, line - max(height, 1) + 1), isBelowDivider ? line - 1 : line)
    top = max(0, min(top, lines.count - height))
  }

  /// Moves to a row that was somewhere else before, and keeps its distance from the first visible line.
  package mutating func jump(to index: Int, in lines: ListLines, height: Int) {
    top += lines.line(of: min(max(index, 0), max(lines.rowCount - 1, 0))) - line
    move(to: index, in: lines, height: height)
  }

  package mutating func move(to index: Int, count: Int, height: Int) {
    move(to: index, in: ListLines(rowCount: count), height: height)
  }
}

/// The lines of a list: one for each row, and where rows of another kind begin, one that says so.
package struct ListLines: Equatable, Sendable {
  let rowCount: Int
  /// The row above which the line stands that is no row.
  let divider: Int?

  /// A line that would stand below the last row is left out.
  init(rowCount: Int, divider: Int? = nil) {
    self.rowCount = rowCount
    self.divider = divider.flatMap { $0 < rowCount ? $0 : nil }
  }

  package var count: Int { rowCount + (divider == nil ? 0 : 1) }

  package func line(of row: Int) -> Int {
    divider.map { row < $0 ? row : row + 1 } ?? row
  }

  /// The row that stands on a line; nil if the line is no row.
  package func row(on line: Int) -> Int? {
    guard (0..<count).contains(line), line != divider else { return nil }
    return divider.map { line < $0 ? line : line - 1 } ?? line
  }
}
