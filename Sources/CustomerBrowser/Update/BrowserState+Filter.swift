import Customers

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
    let effects = editFilter { isWhole = $0.insert(text) }
    if !isWhole {
      notice = Notice(.warning, "A filter takes 4 KB; the rest of the text was left out")
    }
    return effects
  }

  /// Inserts pasted text as one line; in the list it goes to the filter, for it never gives commands.
  mutating func paste(_ text: String) -> [BrowserEffect] {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    if popup == nil, !isTypingFind { focusFilter() }
    return type(line)
  }

  /// Takes what stands in the filter into the history.
  mutating func rememberFilter() -> [BrowserEffect] {
    history.remember(filter.text) ? [.rememberFilter(filter.text)] : []
  }

  mutating func walkHistory(by steps: Int) -> [BrowserEffect] {
    guard let text = history.step(steps, from: filter.text) else { return [] }
    return editFilter { $0.replace(with: text) }
  }

  mutating func focusFilter() {
    focus = .filter
    showsDetailAlone = false
  }

  mutating func editFilter(_ edit: (inout EditLine) -> Void) -> [BrowserEffect] {
    let before = filter
    edit(&filter)
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
    searchGeneration += 1
    return [.search(searchRequest, in: searchedSnapshot, generation: searchGeneration)] + countFacets()
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
      changed: incoming?.changed ?? changed,
      firstRows: rowsAbove.map { $0 + 2 * max(viewport.listHeight, 1) })
  }

  mutating func show(_ result: SearchResult) {
    takeIncomingCustomers()
    self.result = result
    areRowsOutdated = false
    shownGeneration = searchGeneration
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
