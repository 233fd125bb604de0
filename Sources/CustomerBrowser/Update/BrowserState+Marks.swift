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
      marks.insert(rows)
    case .invertMarks:
      marks.invert(rows)
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

  /// Whether other marks make other rows.
  private var dependsOnMarks: Bool {
    showsOnlyMarked || readQuery?.asksForMarks == true
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
