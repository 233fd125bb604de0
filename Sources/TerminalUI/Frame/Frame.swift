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

/// A place on a grid of cells, counted from 0 at the top left.
package struct Position: Hashable, Sendable {
  package var column: Int
  package var row: Int

  package init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }
}

/// How many columns and rows something has; never negative.
package struct Size: Hashable, Sendable {
  package let columns: Int
  package let rows: Int

  /// Negative numbers count as 0.
  package init(columns: Int, rows: Int) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }

  /// More of a screen is left blank: ncurses counts to 32,767, and a frame takes memory and time for each cell.
  package static let largest = Size(columns: maxScreenColumns, rows: 1_024)

  /// As much of it as is drawn on.
  var clamped: Size {
    Size(columns: min(columns, Self.largest.columns), rows: min(rows, Self.largest.rows))
  }
}

/// An area of a grid of cells.
package struct Rectangle: Hashable, Sendable {
  package var origin: Position
  package var size: Size

  package init(column: Int, row: Int, columns: Int, rows: Int) {
    origin = Position(column: column, row: row)
    size = Size(columns: columns, rows: rows)
  }

  package var columns: Range<Int> { origin.column..<origin.column + size.columns }
  package var rows: Range<Int> { origin.row..<origin.row + size.rows }

  package func contains(_ position: Position) -> Bool {
    columns.contains(position.column) && rows.contains(position.row)
  }

  /// The part that both have; empty if there is none.
  package func intersection(_ other: Rectangle) -> Rectangle {
    let columns = columns.clamped(to: other.columns)
    let rows = rows.clamped(to: other.rows)
    return Rectangle(
      column: columns.lowerBound, row: rows.lowerBound, columns: columns.count, rows: rows.count)
  }

  func translated(by offset: Position) -> Rectangle {
    var moved = self
    moved.origin.column += offset.column
    moved.origin.row += offset.row
    return moved
  }
}
