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
    return editFilter { $0.insert(text) }
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
    return query.problem == nil ? search() : []
  }

  /// Asks for the rows anew: those of the last query that could be read.
  mutating func search() -> [BrowserEffect] {
    guard let searchedSnapshot, let searchRequest else { return [] }
    searchGeneration += 1
    return [.search(searchRequest, in: searchedSnapshot, generation: searchGeneration)] + countFacets()
  }

  /// The customers to search: all of them, as they were told last.
  var searchedSnapshot: CustomerSnapshot? {
    incoming?.snapshot ?? (awaitedRowCount == nil ? snapshot : nil)
  }

  /// What to look for in `searchedSnapshot`; nil while no query could be read.
  var searchRequest: SearchRequest? {
    guard let readQuery else { return nil }
    return SearchRequest(
      query: readQuery, scope: scope, status: status, sort: effectiveSort,
      marked: movedToIncoming(marks).rows, onlyMarked: showsOnlyMarked,
      changed: incoming?.changed ?? changed, firstRows: cursor.top + max(viewport.listHeight, 1))
  }

  mutating func show(_ result: SearchResult) {
    takeIncomingCustomers()
    self.result = result
    shownGeneration = searchGeneration
    let rows = result.rows
    if resetsCursor, !rows.isEmpty {
      moveCursor(to: 0)
    } else {
      cursor.jump(
        to: placeOfChosenCustomer ?? cursor.index, count: rows.count, height: viewport.listHeight)
    }
    resetsCursor = false
  }

  private var placeOfChosenCustomer: Int? {
    guard let chosenID, let row = snapshot?.table.row(ofID: chosenID) else { return nil }
    return rows.firstIndex(of: UInt32(row))
  }
}
