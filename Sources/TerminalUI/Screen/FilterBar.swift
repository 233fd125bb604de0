import CustomerBrowser
import Customers
import TerminalText

/// The line in which the filter is typed.
struct FilterBar {
  let state: BrowserState
  let appearance: Appearance

  private static let textColumn = 3
  private var placeholder: String {
    state.hasNamesOnly ? "type to filter by name or id" : "type to filter by name, code, salesperson, type"
  }

  func draw(on frame: inout Frame) {
    let isFocused = state.focus == .filter
    frame.put("›", at: Position(column: 1, row: 0), style: appearance.theme[isFocused ? .prompt : .dim])
    let window = window(of: frame.size)
    let problems = state.query.problems
    frame.draw(in: Rectangle(column: Self.textColumn, row: 0, columns: window.width, rows: 1)) { frame in
      if state.filter.isEmpty {
        frame.put(placeholder, at: .zero, overflow: .ellipsis, style: appearance.theme[.placeholder])
      } else {
        let text = String(state.filter.characters[window.start...])
        frame.put(
          text, at: .zero,
          highlighting: problems.map { Self.range($0.range, in: text, from: window.start) },
          with: Style(attributes: .underline))
      }
      if isFocused, state.popup == nil {
        frame.setCursor(at: Position(column: window.cursorColumn, row: 0))
      }
    }
    var place = Position(column: Self.textColumn, row: 0)
    place.column +=
      displayWidth(of: String(state.filter.characters[window.start...]), in: appearance.charset) + 2
    if let problem = problems.first {
      place.column +=
        2 + frame.put(problem.reason, at: place, overflow: .ellipsis, style: appearance.theme[.warning])
    }
    if isFocused, !state.completions.isEmpty {
      let labels = state.completions.map(\.label).joined(separator: "  ")
      frame.put("→ \(labels)", at: place, overflow: .ellipsis, style: appearance.theme[.hint])
    }
  }

  /// Which letter of the filter stands at a column of the screen.
  func place(at column: Int, of size: Size) -> Int {
    let window = window(of: size)
    var width = column - Self.textColumn
    var place = window.start
    for character in state.filter.characters[window.start...] {
      width -= displayWidth(of: String(character), in: appearance.charset)
      if width < 0 { break }
      place += 1
    }
    return place
  }

  /// The part of the text that shows: from which letter, and where the cursor then stands.
  private func window(of size: Size) -> (start: Int, width: Int, cursorColumn: Int) {
    let width = max(size.columns - Self.textColumn - 1, 1)
    let (start, cursorColumn) = state.filter.window(width: width, charset: appearance.charset)
    return (start, width, cursorColumn)
  }

  /// A range of letters of the filter, in the part of it that begins at letter `start`.
  private static func range(_ range: Range<Int>, in text: String, from start: Int) -> Range<String.Index> {
    func index(_ place: Int) -> String.Index {
      text.index(text.startIndex, offsetBy: max(place - start, 0), limitedBy: text.endIndex) ?? text.endIndex
    }
    return index(range.lowerBound)..<index(range.upperBound)
  }
}

/// The line in which something is looked for in the details.
struct FindLine {
  let find: DetailFind
  let state: BrowserState
  let appearance: Appearance

  private static let textColumn = 3

  func draw(on frame: inout Frame) {
    let count = count
    let countPlace = frame.size.columns - displayWidth(of: count) - 1
    let width = max(countPlace - Self.textColumn - 1, 1)
    let (start, cursor) = find.line.window(width: width, charset: appearance.charset)
    let text = String(find.line.characters[start...])
    frame.put(
      "›", at: Position(column: 1, row: 0), style: appearance.theme[state.isTypingFind ? .prompt : .dim])
    if text.isEmpty {
      frame.put(
        "find in the details", at: Position(column: Self.textColumn, row: 0), width: width,
        overflow: .ellipsis, style: appearance.theme[.placeholder])
    } else {
      frame.put(text, at: Position(column: Self.textColumn, row: 0), width: width)
    }
    frame.put(
      count, at: Position(column: countPlace, row: 0),
      style: appearance.theme[state.foundFields.isEmpty ? .warning : .count])
    if state.isTypingFind { frame.setCursor(at: Position(column: Self.textColumn + cursor, row: 0)) }
  }

  /// Which match the cursor is on, of how many.
  private var count: String {
    guard !find.finder.isEmpty else { return "" }
    let found = state.foundFields
    guard !found.isEmpty else { return "nothing" }
    let place = found.firstIndex(of: state.detail.cursor.selected)
    return place.map { "\($0 + 1)/\(found.count)" } ?? "\(found.count)"
  }
}

extension EditLine {
  /// The part of the line that shows in `width` columns with the cursor in sight.
  ///
  /// Returns the first letter that shows, and the cursor's column counted from it.
  func window(width: Int, charset: Charset) -> (start: Int, cursorColumn: Int) {
    var start = cursor
    var cursorColumn = 0
    while start > 0 {
      let next = displayWidth(of: String(characters[start - 1]), in: charset)
      guard cursorColumn + next < width else { break }
      cursorColumn += next
      start -= 1
    }
    return (start, cursorColumn)
  }
}
