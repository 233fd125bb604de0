import Customers
import Wording

extension BrowserState {
  mutating func type(_ text: String) -> [BrowserEffect] {
    notice = nil
    if popup != nil { return typeInPopup(text) }
    if isTypingFind {
      typeFind(text)
      return []
    }
    guard focus == .filter else { return [] }
    var isWhole = true
    if text.allSatisfy(\.isWhitespace) { filterUndo.endChange() }
    let effects = editFilter(.typing) { isWhole = $0.insert(text) }
    if !isWhole {
      notice = Notice(.warning, "A filter takes 4 KB; the rest of the text was left out")
    }
    return effects
  }

  /// Takes what stands in the filter into the history.
  mutating func rememberFilter() -> [BrowserEffect] {
    history.remember(filter.text) ? [.rememberFilter(filter.text)] : []
  }

  mutating func walkHistory(by steps: Int) -> [BrowserEffect] {
    guard let text = history.step(steps, from: filter.text) else { return [] }
    return changeFilter(.other) { $0.replace(with: text) }
  }

  /// Brings back what stood in the filter before it was changed last.
  mutating func undoFilter() -> [BrowserEffect] {
    guard let line = filterUndo.takeLatest() else {
      notice = Notice(.info, "No change of the filter is left to undo")
      return []
    }
    let before = filter
    filter = line
    return remember(gone: before.text) + filterEdited(from: before)
  }

  /// Shows whom the latest refresh changed.
  mutating func showChanged() -> [BrowserEffect] {
    let effects = editFilter(.replacing) { $0.replace(with: CustomerQuery.changedTerm) }
    return effects + rememberFilter()
  }

  mutating func focusFilter() {
    focus = .filter
    showsDetailAlone = false
  }

  /// Changes what stands in the filter; what goes away as a whole is remembered.
  mutating func editFilter(
    _ change: FilterUndo.Change = .other, _ edit: (inout EditLine) -> Void
  ) -> [BrowserEffect] {
    let before = filter.text
    let effects = changeFilter(change, edit)
    guard filter.text != before, filter.isEmpty || change == .replacing else { return effects }
    // What was deleted letter by letter is remembered as it was before the first one.
    return remember(gone: change == .deleting ? filterUndo.latest?.text ?? before : before) + effects
  }

  /// Takes what stood in the filter into the history, unless it is hardly worth it.
  private mutating func remember(gone text: String) -> [BrowserEffect] {
    guard text.count >= Self.leastRemembered, history.remember(text) else { return [] }
    return [.rememberFilter(text)]
  }

  /// Fewer letters are typed again sooner than found in the history.
  private static let leastRemembered = 3

  private mutating func changeFilter(
    _ change: FilterUndo.Change, _ edit: (inout EditLine) -> Void
  ) -> [BrowserEffect] {
    let before = filter
    edit(&filter)
    if filter.text != before.text { filterUndo.record(before, change) } else { filterUndo.endChange() }
    return filterEdited(from: before)
  }

  private mutating func filterEdited(from before: EditLine) -> [BrowserEffect] {
    guard filter != before else { return [] }
    return complete() + (filter.text == before.text ? [] : filterChanged())
  }

  private mutating func complete() -> [BrowserEffect] {
    completions = []
    guard let searchedSnapshot else { return [] }
    completionGeneration += 1
    return [
      .complete(filter.text, cursor: filter.cursor, in: searchedSnapshot, generation: completionGeneration)
    ]
  }

  private mutating func filterChanged() -> [BrowserEffect] {
    query = CustomerQuery(filter.text, today: today)
    rangeStart = nil
    // A chosen order holds until the filter is cleared.
    if query.isEmpty { sort = settings.sort }
    // While something is typed, the best match is the current one; cleared, it stays so.
    resetsCursor = !query.isEmpty
    return search()
  }

  /// Asks for other rows, since the person wants them.
  mutating func search() -> [BrowserEffect] {
    let effects = searchAgain()
    // While all customers are still being loaded, they are searched as soon as they are here.
    areRowsOutdated = !effects.isEmpty || hasFirstCustomersOnly
    return effects
  }

  /// Asks for the rows anew, while the shown ones still are what the person asked for.
  mutating func searchAgain() -> [BrowserEffect] {
    guard let searchedSnapshot else { return [] }
    // What is on its way answers another question, also while this one waits for pasted names.
    searchGeneration += 1
    guard !pasted.isBeingFound else { return [] }
    return stopDuplicates() + [.search(searchRequest, in: searchedSnapshot, generation: searchGeneration)]
      + countFacets()
  }

  /// The customers to search: all of them, as they were told last.
  var searchedSnapshot: CustomerSnapshot? {
    incoming?.snapshot ?? (hasFirstCustomersOnly ? nil : snapshot)
  }

  /// What to look for in `searchedSnapshot`.
  var searchRequest: SearchRequest {
    // Where the customer stands on whom the cursor is to stay, only all rows tell.
    let rowsAbove = resetsCursor ? 0 : chosenID == nil ? cursor.top : nil
    return SearchRequest(
      query: query, scope: scope, status: status, sort: effectiveSort,
      marked: movedToIncoming(marks).rows, onlyMarked: showsOnlyMarked,
      changed: incoming?.changed ?? changed, history: changeHistory, notes: notes.all,
      recents: recents, listed: pasted.ids,
      firstRows: rowsAbove.map { $0 + 2 * max(viewport.listHeight, 1) })
  }

  mutating func show(_ result: SearchResult) {
    takeIncomingCustomers()
    self.result = result
    followRangeStart()
    areRowsOutdated = false
    shownGeneration = searchGeneration
    if !awaitsDuplicates { duplicateProgress = nil }
    if !result.obstacle.isEmpty { notice = Notice(.warning, result.obstacle) }
    if resetsCursor, !result.rows.isEmpty {
      moveCursor(to: 0)
    } else {
      cursor.jump(to: placeOfChosenCustomer ?? cursor.index, in: lines, height: viewport.listHeight)
    }
    resetsCursor = false
  }

  private var placeOfChosenCustomer: Int? {
    guard let chosenID, let row = snapshot?.table.row(ofID: chosenID) else { return nil }
    return rows.firstIndex(of: UInt32(row))
  }
}
