import CustomerBrowser
import Customers

extension FacetPopup {
  /// Salespeople on the left, the other facets below each other on the right.
  func allFacets(room: Size) -> PopupBox.Content {
    let width = (room.columns - Self.gap) / 2
    let others = Facet.allCases.filter { $0 != .salesperson }
    let heads = 2 * others.count + (others.count - 1)
    let heights = Self.heights(
      for: others.map { panel.counts?[$0].count ?? 0 }, within: room.rows - heads)
    let wanted = max((panel.counts?[.salesperson].count ?? 0) + 2, heads + heights.reduce(0, +))
    let height = min(wanted, room.rows)
    var right: [FacetBlock] = []
    var row = 0
    for (facet, groups) in zip(others, heights) {
      right.append(
        block(facet, at: Position(column: width + Self.gap, row: row), Size(columns: width, rows: groups + 2))
      )
      row += groups + 3
    }
    let left = block(.salesperson, at: .zero, Size(columns: width, rows: height))
    let blocks = [left] + right
    let lines = (0..<height).map { row in
      let parts = left.line(row) + [PopupBox.Part(String(repeating: " ", count: Self.gap))]
      return parts + (right.first { $0.area.rows.contains(row) }?.line(row) ?? [])
    }
    let chosen = blocks.first { $0.facet == panel.facet }
    return PopupBox.Content(
      title: "", lines: lines, selected: chosen?.selected, choiceHeight: chosen?.groupHeight ?? 0,
      targets: blocks.flatMap(\.targets), leastWidth: room.columns)
  }

  private func block(_ facet: Facet, at origin: Position, _ size: Size) -> FacetBlock {
    FacetBlock(
      facet, panel.counts?[facet] ?? [], cursor: facet == panel.facet ? panel.cursor : nil,
      area: Rectangle(column: origin.column, row: origin.row, columns: size.columns, rows: size.rows),
      look: look)
  }

  /// Divides rows among lists: each gets what it needs, and the longest give way where there is too little.
  private static func heights(for counts: [Int], within rows: Int) -> [Int] {
    var heights = counts
    while heights.reduce(0, +) > rows, let longest = heights.indices.max(by: { heights[$0] < heights[$1] }),
      heights[longest] > 1
    {
      heights[longest] -= 1
    }
    return heights
  }
}
