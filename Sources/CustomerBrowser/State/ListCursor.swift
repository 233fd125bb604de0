/// Which row of a list is the current one, and which lines are visible.
package struct ListCursor: Equatable, Sendable {
  /// The place among the rows.
  package private(set) var index = 0
  /// The line on which the row stands.
  package private(set) var line = 0
  /// The first visible line.
  package private(set) var top = 0

  /// Moves to a row and scrolls as little as needed; what stands above the row as its title comes into sight, too.
  package mutating func move(to index: Int, in lines: ListLines, height: Int) {
    self.index = min(max(index, 0), max(lines.rowCount - 1, 0))
    line = lines.line(of: self.index)
    let isBelowDivider = lines.divider == self.index && height > 1
    top = min(max(top, line - max(height, 1) + 1), isBelowDivider ? line - 1 : line)
    top = max(0, min(top, lines.count - height))
  }

  /// Moves to a row that was somewhere else before, and keeps its distance from the first visible line.
  package mutating func jump(to index: Int, in lines: ListLines, height: Int) {
    top += lines.line(of: min(max(index, 0), max(lines.rowCount - 1, 0))) - line
    move(to: index, in: lines, height: height)
  }

  package mutating func move(to index: Int, count: Int, height: Int) {
    move(to: index, in: ListLines(rowCount: count), height: height)
  }
}

/// The lines of a list: one for each row, and where rows of another kind begin, one that says so.
package struct ListLines: Equatable, Sendable {
  let rowCount: Int
  /// The row above which the line stands that is no row.
  let divider: Int?

  /// A line that would stand below the last row is left out.
  init(rowCount: Int, divider: Int? = nil) {
    self.rowCount = rowCount
    self.divider = divider.flatMap { $0 < rowCount ? $0 : nil }
  }

  package var count: Int { rowCount + (divider == nil ? 0 : 1) }

  package func line(of row: Int) -> Int {
    divider.map { row < $0 ? row : row + 1 } ?? row
  }

  /// The row that stands on a line; nil if the line is no row.
  package func row(on line: Int) -> Int? {
    guard (0..<count).contains(line), line != divider else { return nil }
    return divider.map { line < $0 ? line : line - 1 } ?? line
  }
}
