import TerminalText

/// What a terminal shows: a grid of styled cells, and where the cursor stands.
///
/// Everything drawn is clipped. Within `draw(in:)` positions and `size` are those of a part of the grid.
package struct Frame: Sendable {
  /// The size of the whole grid.
  package let gridSize: Size
  package let charset: Charset
  /// The style of cells that nothing has been drawn on.
  package let base: Style
  /// Where the terminal's cursor shows, on the whole grid; nil hides it.
  package private(set) var cursor: Position?
  /// The texts that lead somewhere.
  package private(set) var links: [Link] = []
  /// Row by row.
  private(set) var cells: [Cell]

  /// The part that is drawn on, on the grid; may reach beyond it.
  private var region: Rectangle
  /// What may be changed: the common part of the region and those around it.
  private var clip: Rectangle

  package init(size: Size, charset: Charset = .unicode, base: Style = Style()) {
    gridSize = size
    self.charset = charset
    self.base = base
    cells = Array(repeating: Cell(glyph: .blank, style: base), count: size.columns * size.rows)
    region = Rectangle(column: 0, row: 0, columns: size.columns, rows: size.rows)
    clip = region
  }

  /// The size of what is drawn on: the whole grid, or the part given to `draw(in:)`.
  package var size: Size { region.size }

  /// All of what is drawn on.
  package var bounds: Rectangle {
    Rectangle(column: 0, row: 0, columns: size.columns, rows: size.rows)
  }

  /// Lets `body` draw on a part, as if it were a frame of its own.
  package mutating func draw(in part: Rectangle, _ body: (inout Frame) -> Void) {
    let outer = (region, clip)
    region = part.translated(by: region.origin)
    clip = clip.intersection(region)
    body(&self)
    (region, clip) = outer
  }

  /// Shows the cursor there, or hides it if that is nowhere on the part.
  package mutating func setCursor(at position: Position) {
    let place = onGrid(position)
    cursor = clip.contains(place) ? place : nil
  }

  /// A text that leads to a URI (OSC 8), at a place of the grid.
  package struct Link: Equatable, Sendable {
    package let row: Int
    package let columns: Range<Int>
    package let target: String
  }

  /// Lets the text that stands there lead to a URI, which must hold nothing that a terminal would take for its own.
  package mutating func link(columns: Int, at position: Position, to target: String) {
    let place = onGrid(position)
    let columns = (place.column..<place.column + max(columns, 0)).clamped(to: clip.columns)
    guard clip.rows.contains(place.row), !columns.isEmpty else { return }
    links.append(Link(row: place.row, columns: columns, target: target))
  }

  /// The cells of a row of the grid.
  package func row(_ row: Int) -> ArraySlice<Cell> {
    cells[row * gridSize.columns..<(row + 1) * gridSize.columns]
  }

  /// Takes the underline from cells that show nothing.
  mutating func underlineTextOnly() {
    for place in cells.indices
    where cells[place].style.attributes.contains(.underline) && cells[place].glyph == .blank {
      cells[place].style.attributes.remove(.underline)
    }
  }

  private func onGrid(_ position: Position) -> Position {
    Position(column: region.origin.column + position.column, row: region.origin.row + position.row)
  }

  func isVisible(row: Int) -> Bool { clip.rows.contains(region.origin.row + row) }

  /// Puts a glyph into its one or two cells, as far as they are inside the clip.
  ///
  /// A wide glyph that is cut in the middle, before or by this, becomes blank.
  mutating func set(_ glyph: Glyph, at position: Position, style: (Style) -> Style) {
    let place = onGrid(position)
    guard clip.rows.contains(place.row) else { return }
    let columns = (place.column..<place.column + glyph.width).clamped(to: clip.columns)
    for column in columns {
      let index = index(of: Position(column: column, row: place.row))
      separateHalves(at: index)
      let part = column == place.column ? glyph : .continuation
      cells[index] = Cell(
        glyph: columns.count == glyph.width ? part : .blank, style: style(cells[index].style))
    }
  }

  /// Makes the other half of a wide glyph blank before one of its cells changes.
  private mutating func separateHalves(at index: Int) {
    let glyph = cells[index].glyph
    if glyph.isContinuation {
      cells[index - 1].glyph = .blank
    } else if glyph.width > 1 {
      cells[index + 1].glyph = .blank
    }
  }

  private func index(of place: Position) -> Int { place.row * gridSize.columns + place.column }
}

extension Frame: Equatable {
  /// Whether both show the same.
  package static func == (first: Frame, second: Frame) -> Bool {
    first.gridSize == second.gridSize && first.cursor == second.cursor && first.links == second.links
      && first.cells == second.cells
  }
}

/// One place of a frame.
///
/// The cell after a wide glyph holds `Glyph.continuation` and the same style.
package struct Cell: Equatable, Sendable {
  package var glyph: Glyph
  package var style: Style
}

extension Frame {
  /// The rows as plain text, without the blanks at their ends.
  package var text: String { rows { cells, _ in cells } }

  /// The rows as plain text, each change of style written before the cells that have it: `{bold fg=red}ROSES{}`.
  package var styledText: String {
    rows { text, style in style == base ? text : "{\(style)}\(text){}" }
  }

  private func rows(_ written: (String, Style) -> String) -> String {
    (0..<gridSize.rows).map { number in
      var line = ""
      var run = ""
      var style = base
      for cell in row(number) {
        if cell.style != style {
          if !run.isEmpty { line += written(run, style) }
          run = ""
          style = cell.style
        }
        cell.glyph.write(to: &run)
      }
      line += run.isEmpty ? "" : written(run, style)
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}

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
