import CustomerBrowser
import TerminalText
import Wording

extension Frame {
  /// What happens to a text that is wider than its place.
  package enum Overflow: Sendable {
    case clip
    /// The last column shows `…`, unless nothing but blanks is left out.
    case ellipsis
  }

  /// Draws a text on one row, and returns how many columns it took.
  ///
  /// Takes at most `width` columns, and none beyond the part that is drawn on. Hostile characters are
  /// shown as placeholders. `style` is laid over what is there; so is `highlight`, on top, where the text is in one of
  /// `ranges`, which are ascending and don't overlap.
  @discardableResult
  package mutating func put(
    _ text: String, at position: Position, width: Int = .max, overflow: Overflow = .clip,
    style: Style = Style(), highlighting ranges: [Range<String.Index>] = [], with highlight: Style = Style()
  ) -> Int {
    let limit = min(width, size.columns - position.column)
    guard limit > 0, isVisible(row: position.row) else { return 0 }
    let highlighted = style.overlaid(by: highlight)
    var ranges = ranges[...]
    var used = 0
    for (glyph, start) in GlyphSequence(text: text, charset: charset) {
      while let range = ranges.first, range.upperBound <= start { ranges.removeFirst() }
      let isHighlighted = ranges.first.map { $0.lowerBound <= start } ?? false
      let top = isHighlighted ? highlighted : style
      guard used + glyph.width <= limit else {
        if used < limit { set(.blank, at: position.moved(columns: used)) { $0.overlaid(by: top) } }
        if overflow == .ellipsis, text[start...].contains(where: { $0 != " " }) {
          putEllipsis(at: position.moved(columns: limit - 1))
        }
        return limit
      }
      set(glyph, at: position.moved(columns: used)) { $0.overlaid(by: top) }
      used += glyph.width
    }
    return used
  }

  /// Makes an area blank, or full of one sign, in the base style with `style` over it.
  package mutating func fill(_ area: Rectangle, with sign: Unicode.Scalar = " ", style: Style = Style()) {
    let style = base.overlaid(by: style)
    let glyph = glyph(sign)
    for row in area.intersection(bounds).rows {
      for column in area.intersection(bounds).columns {
        set(glyph, at: Position(column: column, row: row)) { _ in style }
      }
    }
  }

  /// Draws a row of one sign, a line if nothing else is said.
  package mutating func putHorizontal(
    _ sign: Unicode.Scalar = "─", at position: Position, length: Int, style: Style = Style()
  ) {
    let glyph = glyph(sign)
    for column in 0..<max(0, min(length, size.columns - position.column)) {
      set(glyph, at: position.moved(columns: column)) { $0.overlaid(by: style) }
    }
  }

  /// Draws a column of one sign, a line if nothing else is said.
  package mutating func putVertical(
    _ sign: Unicode.Scalar = "│", at position: Position, length: Int, style: Style = Style()
  ) {
    let glyph = glyph(sign)
    for row in 0..<max(0, min(length, size.rows - position.row)) {
      set(glyph, at: position.moved(rows: row)) { $0.overlaid(by: style) }
    }
  }

  /// Draws a line around the inside of the part that is drawn on.
  package mutating func putBorder(style: Style = Style()) {
    let right = size.columns - 1
    let bottom = size.rows - 1
    guard right > 0, bottom > 0 else { return }
    for row in [0, bottom] { putHorizontal(at: Position(column: 0, row: row), length: right, style: style) }
    for column in [0, right] {
      putVertical(at: Position(column: column, row: 0), length: bottom, style: style)
    }
    put("┌", at: Position(column: 0, row: 0), style: style)
    put("┐", at: Position(column: right, row: 0), style: style)
    put("└", at: Position(column: 0, row: bottom), style: style)
    put("┘", at: Position(column: right, row: bottom), style: style)
  }

  /// The ellipsis takes the style of what it replaces.
  private mutating func putEllipsis(at position: Position) {
    set(glyph("…"), at: position) { $0 }
  }

  private func glyph(_ sign: Unicode.Scalar) -> Glyph {
    Glyph(sign, width: 1).shown(in: charset)
  }
}

extension Position {
  package func moved(columns: Int = 0, rows: Int = 0) -> Position {
    Position(column: column + columns, row: row + rows)
  }
}

extension Frame {
  /// The rows as lines for a terminal, coloured by escape sequences (ECMA-48, SGR); each line begins and ends plain.
  ///
  /// The styles should be of a theme that is quantised to what the terminal shows.
  package var escapedText: String {
    (0..<gridSize.rows).map { number in
      var line = ""
      var style = Style()
      for cell in row(number) {
        if cell.style != style {
          style = cell.style
          line += style.escapeSequence
        }
        cell.glyph.write(to: &line)
      }
      return line + Style().escapeSequence
    }.joined(separator: "\n")
  }
}

/// A text broken into lines of at most so many columns, at blanks where there are any.
///
/// Of a text that is longer than anybody reads the last line tells how much is left out, so that it costs no more than
/// what can be shown of it.
package struct WrappedText {
  package let lines: [String]

  package init(_ text: String, width: Int) {
    let shown = text.firstLetters(DetailField.shownLetters)
    var lines: [String] = []
    var line = ""
    var columns = 0
    for word in shown.split(separator: " ", omittingEmptySubsequences: true) {
      let word = String(word)
      let wordColumns = displayWidth(of: word)
      if !line.isEmpty, columns + 1 + wordColumns > width {
        lines.append(line)
        line = ""
      }
      if line.isEmpty {
        (line, columns) = Self.broken(word, width: width, into: &lines)
      } else {
        line += " " + word
        columns += 1 + wordColumns
      }
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    let shownCount = shown.utf8.count
    if shownCount < text.utf8.count {
      var text = text
      let hiddenCount = text.withUTF8 { $0[shownCount...].count { !UTF8.isContinuation($0) } }
      lines.append("… \(hiddenCount.grouped) more letters")
    }
    self.lines = lines
  }

  /// Appends the lines that a word fills, and returns the rest of it with its columns.
  private static func broken(
    _ word: String, width: Int, into lines: inout [String]
  ) -> (rest: String, columns: Int) {
    var start = word.startIndex
    var columns = 0
    for (glyph, index) in GlyphSequence(text: word, charset: .unicode) {
      if columns > 0, columns + glyph.width > width {
        lines.append(String(word[start..<index]))
        start = index
        columns = 0
      }
      columns += glyph.width
    }
    return (String(word[start...]), columns)
  }
}
