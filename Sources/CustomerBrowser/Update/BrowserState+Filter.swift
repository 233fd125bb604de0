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

  /// Inserts pasted text; in the list it goes to the filter, for it never gives commands.
  ///
  /// In the filter the lines of a text become alternatives, elsewhere one line.
  mutating func paste(_ text: String) -> [BrowserEffect] {
    if case .note(let dialog) = popup {
      notice = nil
      type(text, in: dialog)
      return []
    }
    // By scalars, which takes a fraction of the time that letters take: it may be a megabyte.
    let lines = text.unicodeScalars.split(whereSeparator: Self.endsLine)
      .filter { $0.contains { !$0.properties.isWhitespace } }
    guard popup == nil, !isTypingFind else {
      return type(lines.prefix(EditLine.maxBytes).map(Self.words(of:)).joined(separator: " "))
    }
    focusFilter()
    filterUndo.endChange()
    defer { filterUndo.endChange() }
    return lines.count > 1 ? paste(alternatives: lines) : type(lines.first.map(Self.words(of:)) ?? "")
  }

  /// The words of a line with one blank between two of them; of a line that is far longer than a filter, its beginning.
  private static func words(of line: Substring.UnicodeScalarView) -> String {
    line.prefix(16 * EditLine.maxBytes).split { $0.properties.isWhitespace }.map { String($0) }
      .joined(separator: " ")
  }

  /// As `Character.isNewline` says.
  private static func endsLine(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// Lets the filter ask for any of some texts, and looks for those that find nobody.
  private mutating func paste(alternatives lines: [Substring.UnicodeScalarView]) -> [BrowserEffect] {
    var known: Set<String> = []
    var texts: [String] = []
    for line in lines where texts.count <= CustomerQuery.maxTerms {
      let text = Self.words(of: line)
      if known.insert(text).inserted { texts.append(text) }
    }
    let lineCount = texts.count > CustomerQuery.maxTerms ? lines.count : texts.count
    var (inserted, count) = ("", 0)
    // As many whole ones as there is room for: a part of a code would ask for something else.
    let room = EditLine.maxBytes - filter.text.utf8.count - 2
    for text in texts.prefix(CustomerQuery.maxTerms) {
      let term = CustomerQuery.term(for: text)
      let longer = count == 0 ? term : "\(inserted) | \(term)"
      guard longer.utf8.count <= room else { break }
      (inserted, count) = (longer, count + 1)
    }
    let (left, right) = (filter.characters.prefix(filter.cursor), filter.characters.dropFirst(filter.cursor))
    if left.last?.isWhitespace == false { inserted = " " + inserted }
    if right.first?.isWhitespace == false { inserted += " " }
    let effects = type(inserted)
    if count < texts.count {
      notice = Notice(
        .warning,
        "The filter has room for \(count) of the \(lineCount.grouped) lines; the others were left out")
    }
    guard let searchedSnapshot, !effects.isEmpty, count > 0 else { return effects }
    var request = searchRequest
    request.firstRows = nil
    return effects + [
      .findMissing(
        Array(texts.prefix(count)), in: request, of: searchedSnapshot, generation: searchGeneration)
    ]
  }

  /// Says which pasted lines find nobody.
  mutating func tellMissing(_ missing: [String], of count: Int) {
    let leftOut = notice.map { $0.text + "; " } ?? ""
    let found = missing.isEmpty ? "all \(count) found" : "\(count - missing.count) of \(count) found"
    var words = leftOut.isEmpty ? found.prefix(1).uppercased() + found.dropFirst() : leftOut + found
    if !missing.isEmpty {
      let named = missing.prefix(Self.maxNamedMissing).joined(separator: ", ")
      let rest = missing.count - Self.maxNamedMissing
      words += ", not \(named)" + (rest > 0 ? " and \(rest) more" : "")
    }
    notice = Notice(missing.isEmpty && leftOut.isEmpty ? .info : .warning, words)
  }

  /// As many as a wide screen has room for.
  private static let maxNamedMissing = 20

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
      changed: incoming?.changed ?? changed, history: changeHistory, notes: notes.all,
      recents: recents,
      firstRows: rowsAbove.map { $0 + 2 * max(viewport.listHeight, 1) })
  }

  mutating func show(_ result: SearchResult) {
    takeIncomingCustomers()
    self.result = result
    followRangeStart()
    areRowsOutdated = false
    shownGeneration = searchGeneration
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
