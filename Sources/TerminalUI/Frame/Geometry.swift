import TerminalText

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
