/// The chosen one of some fields that take one line or more each, and which lines are in sight.
package struct FieldCursor: Equatable, Sendable {
  /// The place of the chosen field.
  package private(set) var selected = 0
  /// The first visible line.
  package private(set) var top = 0

  package init() {}

  /// Moves as a command says among `count` fields; returns false for any other command.
  mutating func perform(_ command: BrowserCommand, count: Int, in layout: FieldLayout) -> Bool {
    let page = max(layout.height - 1, 1)
    switch command {
    case .moveUp: stepUp(count, layout)
    case .moveDown: stepDown(count, layout)
    case .pageUp: turnPage(by: -page, count, layout)
    case .pageDown: turnPage(by: page, count, layout)
    case .halfPageUp: turnPage(by: -max(page / 2, 1), count, layout)
    case .halfPageDown: turnPage(by: max(page / 2, 1), count, layout)
    case .moveToTop: select(0, count: count, in: layout)
    case .moveToBottom: select(count - 1, count: count, in: layout)
    default: return false
    }
    return true
  }

  /// Chooses a field and scrolls as little as needed to show it.
  mutating func select(_ place: Int, count: Int, in layout: FieldLayout) {
    selected = min(max(place, 0), max(count - 1, 0))
    guard let lines = layout.lines(of: selected) else { return }
    if lines.upperBound > top + layout.height {
      top = min(lines.lowerBound, lines.upperBound - layout.height)
    }
    if lines.lowerBound < top {
      // Whoever comes from below meets the end of a field that is higher than what shows.
      top = max(lines.lowerBound, min(top, lines.upperBound - layout.height))
    }
    top = min(max(top, 0), layout.hiddenLineCount)
  }

  /// Scrolls; the chosen field stays in sight.
  mutating func scroll(by lines: Int, in layout: FieldLayout) {
    top = min(max(top + lines, 0), layout.hiddenLineCount)
    let bottom = top + layout.height
    guard let chosen = layout.lines(of: selected) else { return }
    if chosen.upperBound <= top {
      selected = layout.lines.firstIndex { $0.upperBound > top } ?? selected
    } else if chosen.lowerBound >= bottom {
      selected = layout.lines.lastIndex { $0.lowerBound < bottom } ?? selected
    }
  }

  /// Goes to where the fields are now laid out.
  mutating func fit(count: Int, in layout: FieldLayout) {
    top = min(top, layout.hiddenLineCount)
    guard selected < count, let lines = layout.lines(of: selected) else {
      select(selected, count: count, in: layout)
      return
    }
    let seen = lines.clamped(to: top..<top + layout.height)
    // Of a field that is higher than what shows, any part will do.
    let isInSight = lines.count > layout.height ? !seen.isEmpty : seen == lines
    if !isInSight { select(selected, count: count, in: layout) }
  }

  private mutating func stepDown(_ count: Int, _ layout: FieldLayout) {
    if let lines = layout.lines(of: selected), lines.upperBound > top + layout.height {
      scroll(by: 1, in: layout)
    } else {
      select(selected + 1, count: count, in: layout)
    }
  }

  private mutating func stepUp(_ count: Int, _ layout: FieldLayout) {
    if let lines = layout.lines(of: selected), lines.lowerBound < top {
      scroll(by: -1, in: layout)
    } else {
      select(selected - 1, count: count, in: layout)
    }
  }

  private mutating func turnPage(by lines: Int, _ count: Int, _ layout: FieldLayout) {
    let before = top
    scroll(by: lines, in: layout)
    if top == before { select(lines < 0 ? 0 : count - 1, count: count, in: layout) }
  }
}

/// How the view breaks fields into lines; empty while they don't show.
package struct FieldLayout: Equatable, Sendable {
  /// The lines of each field, counted from the first one; they leave none out.
  package var lines: [Range<Int>]
  /// How many lines there is room for.
  package var height: Int

  package init(lines: [Range<Int>] = [], height: Int = 0) {
    self.lines = lines
    self.height = height
  }

  /// Lines that don't fit.
  var hiddenLineCount: Int { max((lines.last?.upperBound ?? 0) - height, 0) }

  func lines(of field: Int) -> Range<Int>? { lines.indices.contains(field) ? lines[field] : nil }
}
