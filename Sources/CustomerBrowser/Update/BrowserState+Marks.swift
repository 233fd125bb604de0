import Customers

extension BrowserState {
  mutating func mark(_ command: BrowserCommand) -> [BrowserEffect] {
    let before = marks
    switch command {
    case .toggleMark:
      guard let row = currentRow else { return [] }
      marks.toggle(row)
      markAnchor = snapshot?.table.ids[row]
      // Among only the marked, an unmarked row goes away by itself and the next one takes its place.
      if !showsOnlyMarked { moveCursor(to: cursor.index + 1) }
    case .markRange:
      guard let range = rangeFromAnchor else { return [] }
      marks.insert(rows[range])
    case .markAll:
      marks.insert(allShown)
      tellOfSimilar { "\($0) marked" }
    case .invertMarks:
      marks.invert(allShown)
      tellOfSimilar { "The marks of \($0) inverted" }
    case .clearMarks:
      guard !marks.isEmpty else { return [] }
      clearedMarks = marks
      marks = Marks(rowCount: marks.rows.rowCount)
      notice = Notice(
        .info, "Marks cleared",
        followUp: Notice.FollowUp(command: .restoreMarks, words: "brings them back"))
    case .restoreMarks:
      guard let cleared = clearedMarks else { return [] }
      marks = cleared
      clearedMarks = nil
      // Tells which of them the rows hold.
      return search()
    default:
      showsOnlyMarked.toggle()
      return search()
    }
    // Rows on their way would know of the marks from before only.
    guard marks != before else { return [] }
    return dependsOnMarks ? search() : isSearching ? searchAgain() : []
  }

  /// Whether nobody matches what was asked, and all rows are similar ones.
  ///
  /// What is done with all shown customers is done with these, and the person is told so.
  package var showsOnlySimilar: Bool { result.map { $0.matchCount == 0 && $0.similarCount > 0 } ?? false }

  /// What "all shown" means: the rows that match; if there are none, the similar ones.
  var allShown: ArraySlice<UInt32> { result?.allShown ?? [] }

  /// Says what was done with all shown customers if these are only similar to what was asked.
  private mutating func tellOfSimilar(_ words: (String) -> String) {
    guard showsOnlySimilar else { return }
    let count = allShown.count
    notice = Notice(
      .info, words("\(count.grouped) similar customer\(count == 1 ? "" : "s")") + "; none matches")
  }

  /// Whether other marks make other rows.
  private var dependsOnMarks: Bool {
    showsOnlyMarked || query.asksForMarks
  }

  private var rangeFromAnchor: ClosedRange<Int>? {
    guard currentRow != nil else { return nil }
    let anchor =
      markAnchor
      .flatMap { snapshot?.table.row(ofID: $0) }
      .flatMap { rows.firstIndex(of: UInt32($0)) }
    let from = anchor ?? cursor.index
    return min(from, cursor.index)...max(from, cursor.index)
  }
}
