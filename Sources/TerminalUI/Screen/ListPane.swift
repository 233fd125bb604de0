import CustomerBrowser
import Customers
import TerminalText
import Wording

/// The rows of the list that are visible; no others are looked at.
struct ListPane {
  let state: BrowserState
  let appearance: Appearance
  let columns: ListColumns

  func draw(on frame: inout Frame) {
    // Where there is no row, too: a screen reader follows it.
    if isFocused { frame.setCursor(at: .zero) }
    guard let snapshot = state.snapshot else {
      // What failed is told once, in front.
      if case .failure = state.popup { return }
      guard !state.isAboutToShow else { return }
      ListMessage(loadOf: state, appearance: appearance).draw(on: &frame, appearance: appearance)
      return
    }
    guard let result = state.result else { return }
    guard !result.rows.isEmpty else {
      ListMessage(emptyListOf: state, appearance: appearance).draw(on: &frame, appearance: appearance)
      return
    }
    let lines = state.lines
    let range = state.markedRange
    for line in 0..<min(frame.size.rows, lines.count - state.cursor.top) {
      if let index = lines.row(on: state.cursor.top + line) {
        draw(
          index, of: result, in: snapshot.table, line, isInRange: range?.contains(index) ?? false, on: &frame)
      } else {
        frame.draw(in: Rectangle(column: 0, row: line, columns: frame.size.columns, rows: 1)) {
          SimilarLine(result: result, state: state, appearance: appearance).draw(on: &$0)
        }
      }
    }
  }

  private func draw(
    _ index: Int, of result: SearchResult, in table: CustomerTable, _ line: Int, isInRange: Bool,
    on frame: inout Frame
  ) {
    let row = Int(result.rows[index])
    let customer = state.customer(at: row, of: table)
    if index == state.cursor.index {
      let style = appearance.theme[state.focus == .detail ? .cursorUnfocused : .cursor]
      frame.fill(Rectangle(column: 0, row: line, columns: frame.size.columns, rows: 1), style: style)
      frame.put("▌", at: Position(column: 0, row: line))
      if isFocused { frame.setCursor(at: Position(column: 0, row: line)) }
    } else if isInRange {
      frame.fill(
        Rectangle(column: 0, row: line, columns: frame.size.columns, rows: 1),
        style: appearance.theme[.cursorUnfocused])
    }
    if state.marks.contains(row) || isInRange {
      frame.put(
        state.marks.contains(row) ? "✓" : "+", at: Position(column: 1, row: line),
        style: appearance.theme[.mark])
    }
    if state.changed.contains(row) {
      frame.put("•", at: Position(column: 2, row: line), style: appearance.theme[.changed])
    }
    let cells = columns.placed.map { ListCell(customer, $0.column, today: state.today) }
    let matches = result.highlighter.ranges(
      in: zip(cells, columns.placed).map { ($0.text, $1.column) }, isSimilar: result.isSimilar(at: index))
    for (number, placed) in columns.placed.enumerated() {
      // Beside the name, or what stands first.
      let isBesideSigns = columns.placed.firstIndex { $0.column == .name } ?? 0 == number
      let signs = isBesideSigns ? NoteSigns(customer.note, today: state.today, width: placed.width) : nil
      signs?.draw(on: &frame, before: placed.start + placed.width, row: line, appearance: appearance)
      let width = placed.width - (signs?.columns ?? 0)
      let cell = cells[number]
      let place = Position(column: placed.start, row: line)
      let style = appearance.theme[customer.isActive == false ? .inactive : cell.role]
      guard cell.isVerbatim, !fits(cell.text, width: width, in: appearance.charset) else {
        frame.put(
          cell.text, at: place, width: width, overflow: .ellipsis, style: style,
          highlighting: matches[number], with: appearance.theme[.match])
        continue
      }
      let neighbours = [index - 1, index + 1].filter(result.rows.indices.contains).map {
        ListCell(table.customer(at: Int(result.rows[$0])), placed.column, today: state.today).text
      }
      let cut = CutText(cell.text, width: width, apartFrom: neighbours, charset: appearance.charset)
      cut.draw(
        on: &frame, at: place, style: style, highlighting: matches[number], with: appearance.theme[.match])
    }
  }

  private var isFocused: Bool { state.focus == .list && state.popup == nil }
}

/// What is kept about a customer, as signs at the end of the name: a star, a note, a follow-up that is due.
struct NoteSigns {
  private let signs: [(sign: String, role: Role)]

  /// With the blank before them.
  var columns: Int { signs.isEmpty ? 0 : signs.count + 1 }

  /// Nil where they would leave nothing of what they stand beside.
  init?(_ note: CustomerNote, today: LocalDate, width: Int) {
    signs = [
      (note.isStarred ? "★" : "", .mark), (note.text.isEmpty ? "" : "✎", .hint),
      (note.due.map { $0 <= today } ?? false ? "!" : "", .stale),
    ].filter { !$0.0.isEmpty }
    if signs.isEmpty || width < Self.leastWidth { return nil }
  }

  private static let leastWidth = 8

  /// Draws them so that they end before a column.
  func draw(on frame: inout Frame, before end: Int, row: Int, appearance: Appearance) {
    for (place, sign) in signs.enumerated() {
      frame.put(
        sign.sign, at: Position(column: end - signs.count + place, row: row),
        style: appearance.theme[sign.role])
    }
  }
}

/// A text that is too wide for its place, cut so that what tells it from its neighbours shows: `Bella R…Boston`.
struct CutText {
  private let text: String
  private let width: Int
  /// Where it goes on behind the `…`, and how many columns that takes; nil if only its end is cut off.
  private var tail: (start: String.Index, width: Int)?

  init(_ text: String, width: Int, apartFrom neighbours: [String], charset: Charset) {
    self.text = text
    self.width = width
    let differences = neighbours.compactMap { neighbour -> String.Index? in
      guard let place = Self.difference(of: text, from: neighbour) else { return nil }
      return displayWidth(of: String(text[..<place]), in: charset) >= width - 1 ? place : nil
    }
    guard let start = differences.min(), width >= Self.leastWidth else { return }
    let rest = displayWidth(of: String(text[start...].prefix(width)), in: charset)
    tail = (start, min(rest, (width - 1) / 2))
  }

  /// Where a text begins to differ from another; nil if that is never, or too far to look for.
  private static func difference(of text: String, from other: String) -> String.Index? {
    var (place, otherPlace) = (text.startIndex, other.startIndex)
    for _ in 0..<farthest where place < text.endIndex {
      guard otherPlace < other.endIndex, text[place] == other[otherPlace] else { return place }
      text.formIndex(after: &place)
      other.formIndex(after: &otherPlace)
    }
    return nil
  }

  /// Letters that are compared; no name that a person gave has more.
  private static let farthest = 300
  /// Narrower, two parts of a text say nothing.
  private static let leastWidth = 5

  func draw(
    on frame: inout Frame, at place: Position, style: Style, highlighting ranges: [Range<String.Index>],
    with highlight: Style
  ) {
    guard let tail else {
      frame.put(
        text, at: place, width: width, overflow: .ellipsis, style: style, highlighting: ranges,
        with: highlight)
      return
    }
    let head = width - 1 - tail.width
    frame.put(text, at: place, width: head, style: style, highlighting: ranges, with: highlight)
    frame.put("…", at: place.moved(columns: head), style: style)
    let rest = String(text[tail.start...].prefix(tail.width + 1))
    let behind = ranges.filter { $0.upperBound > tail.start }.map { range in
      let bounds = [max(range.lowerBound, tail.start), range.upperBound].map {
        rest.utf8.index(
          rest.startIndex, offsetBy: text.utf8.distance(from: tail.start, to: $0), limitedBy: rest.endIndex)
          ?? rest.endIndex
      }
      return bounds[0]..<bounds[1]
    }
    frame.put(
      rest, at: place.moved(columns: head + 1), width: tail.width, overflow: .ellipsis, style: style,
      highlighting: behind, with: highlight)
  }
}

/// The line above the similar rows: how many there are, which word they lack, and where somebody matches instead.
struct SimilarLine {
  let result: SearchResult
  let state: BrowserState
  let appearance: Appearance

  func draw(on frame: inout Frame) {
    let width = frame.size.columns
    frame.putHorizontal(at: .zero, length: width, style: appearance.theme[.border])
    // The words begin where the names do, with a blank on both sides.
    let room = width - ListColumns.gutter - 1
    var words = "≈ \(result.similarCount.grouped) similar"
    words = truncated(words + leftOut, toWidth: room)
    if displayWidth(of: words + elsewhere) <= room { words += elsewhere }
    frame.put(
      " \(words) ", at: Position(column: ListColumns.gutter - 1, row: 0), style: appearance.theme[.dim])
  }

  private var leftOut: String {
    guard !result.leftOutWords.isEmpty else { return "" }
    return ", \(result.isSameWordLeftOut ? "" : "some ")without \(quotedList(of: result.leftOutWords, "or"))"
  }

  private var elsewhere: String {
    let places = result.wayOut?.elsewhere(besides: state.status) ?? []
    return places.map { place in
      let key = appearance.keyMap.firstKey(for: place.command, in: KeyContext(state))
      return " · \(place.words)" + (key.map { " (\($0.label(in: appearance.charset)))" } ?? "")
    }.joined()
  }
}

/// The titles of the list's columns, with an arrow at the one that orders the rows.
struct ListHeader {
  let state: BrowserState
  let appearance: Appearance
  let columns: ListColumns

  func draw(on frame: inout Frame) {
    let order = state.effectiveSort
    for placed in columns.placed {
      let isSorted = placed.column == order?.column
      let arrow = isSorted ? (order?.isDescending == true ? " ▼" : " ▲") : ""
      let title = truncated(placed.column.title.uppercased(), toWidth: placed.width - arrow.count)
      frame.put(
        title + arrow, at: Position(column: placed.start, row: 0), width: placed.width,
        style: appearance.theme[isSorted ? .headerSorted : .header])
    }
  }
}

/// The column at the right of the list: which part of it is visible.
struct Scrollbar {
  let state: BrowserState
  let appearance: Appearance
  /// The style of the line between list and details, or nil if there is none.
  let line: Style?

  /// Draws the bar from row `headerRows` on, and the line through all of it.
  func draw(on frame: inout Frame, below headerRows: Int) {
    if let line { frame.putVertical(at: .zero, length: frame.size.rows, style: line) }
    let height = frame.size.rows - headerRows
    // The rows that are still to come have their place already.
    let count = (state.result?.count ?? 0) + state.lines.count - state.rows.count
    guard count > height, height > 1 else { return }
    let length = max(height * height / count, 1)
    let start = state.cursor.top * (height - length) / (count - height)
    frame.putVertical(
      "┃", at: Position(column: 0, row: headerRows + start), length: length,
      style: appearance.theme[.borderFocus])
  }
}
