/// Which row of a list is the current one, and which rows are visible.
package struct ListCursor: Equatable, Sendable {
  /// The place in the list.
  package private(set) var index = 0
  /// The place of the first visible row.
  package private(set) var top = 0

  /// Moves to a place and scrolls as little as needed, within a list of `count` rows.
  package mutating func move(to index: Int, count: Int, height: Int) {
    self.index = min(max(index, 0), max(count - 1, 0))
    top = min(max(top, self.index - max(height, 1) + 1), self.index)
    top = max(0, min(top, count - height))
  }

  /// Moves to a place that was somewhere else before, and keeps its distance from the first visible row.
  package mutating func jump(to index: Int, count: Int, height: Int) {
    top += index - self.index
    move(to: index, count: count, height: height)
  }
}
