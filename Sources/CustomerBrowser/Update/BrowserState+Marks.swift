import Customers
import Wording

extension BrowserState {
  mutating func mark(_ command: BrowserCommand) -> [BrowserEffect] {
    let before = marks
    let range = markedRange
    // A range is open until it is marked or something else is done with the marks; single ones don't disturb it.
    if command != .toggleMark { rangeStart = nil }
    switch command {
    case .toggleMark:
      guard let row = currentRow else { return [] }
      marks.toggle(row)
      // Among only the marked, an unmarked row goes away by itself and the next one takes its place.
      if !showsOnlyMarked { moveCursor(to: cursor.index + 1) }
    case .markRange:
      guard let range else {
        rangeStart = currentRow.flatMap { snapshot?.table.ids[$0] }.map { ($0, cursor.index) }
        return []
      }
      marks.insert(rows[range])
    case .markAll:
      marks.insert(allShown)
      tellOfSimilar { "\($0) marked" }
    case .invertMarks:
      marks.invert(allShown)
      tellOfSimilar { "The marks of \($0) inverted" }
    case .clearMarks:
      guard !marks.isEmpty else { return [] }
      marks = Marks(rowCount: marks.rows.rowCount)
      notice = Notice(.info, "Marks cleared", followUps: Notice.FollowUp(.undoMarks, "brings them back"))
    case .undoMarks, .redoMarks:
      return stepThroughMarks(command)
    default:
      showsOnlyMarked.toggle()
      return search()
    }
    guard marks != before else { return [] }
    marksHistory.record(from: before, to: marks, in: snapshot?.table)
    // Rows on their way would know of the marks from before only.
    return dependsOnMarks ? search() : isSearching ? searchAgain() : []
  }

  /// Undoes a change of the marks, or makes it again.
  private mutating func stepThroughMarks(_ command: BrowserCommand) -> [BrowserEffect] {
    let isUndo = command == .undoMarks
    let table = snapshot?.table
    guard isUndo ? marksHistory.undo(&marks, in: table) : marksHistory.redo(&marks, in: table) else {
      notice = Notice(.info, "No change of the marks is left to \(isUndo ? "undo" : "make again")")
      return []
    }
    notice = Notice(
      .info, "\(isUndo ? "Undone" : "Done again"): \(marks.count.grouped) marked",
      followUps: isUndo
        ? Notice.FollowUp(.redoMarks, "does it again") : Notice.FollowUp(.undoMarks, "undoes it"))
    // Tells which of them the rows hold.
    return search()
  }

  /// The rows from where a range was begun to the cursor, by their places; nil if none was begun.
  package var markedRange: ClosedRange<Int>? {
    guard let start = rangeStart?.index, rows.indices.contains(start), rows.indices.contains(cursor.index)
    else { return nil }
    return min(start, cursor.index)...max(start, cursor.index)
  }

  /// Finds the row again at which a range was begun; a range whose start is gone is over.
  mutating func followRangeStart() {
    guard let id = rangeStart?.id else { return }
    let row = snapshot?.table.row(ofID: id).map(UInt32.init)
    rangeStart = row.flatMap { rows.firstIndex(of: $0) }.map { (id, $0) }
  }

  /// Lets the next browser have the marks, if they differ from what was kept last.
  mutating func keepMarks() -> [BrowserEffect] {
    guard marks != keptMarks else { return [] }
    defer { keptMarks = marks }
    return [.keepMarks(marks, insteadOf: keptMarks, of: snapshot?.table)]
  }

  /// Turns all that is known of marks to other customers.
  mutating func moveMarks(to new: CustomerTable?) {
    let old = snapshot?.table
    let areKept = marks == keptMarks
    marks = marks.moved(from: old, to: new)
    keptMarks = areKept ? marks : keptMarks.moved(from: old, to: new)
    marksHistory.move(from: old, to: new)
  }

  /// Tells that marks of an earlier session are here, as soon as it is known whose they are.
  mutating func tellOfEarlierMarks() {
    guard hasEarlierMarks else { return }
    hasEarlierMarks = false
    guard marks.count > 0, notice == nil else { return }
    notice = Notice(
      .info, "\(marks.count.grouped) marked earlier",
      followUps: Notice.FollowUp(.toggleOnlyMarked, "shows"), Notice.FollowUp(.clearMarks, "clears"))
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
}
