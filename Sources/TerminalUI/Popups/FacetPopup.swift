import CustomerBrowser
import Customers
import Wording

/// How the customers in view divide, as bars: all facets side by side where there is room, else one at a time.
struct FacetPopup {
  let panel: FacetPanel
  /// Whether the customers are only similar to what was asked.
  let isOfSimilar: Bool
  let appearance: Appearance

  /// Wider, bars only get longer.
  static let widest = 112
  /// All facets at once need so much room.
  private static let roomForAll = Size(columns: 88, rows: 16)
  static let gap = 3

  /// `wideRoom` is what fits into a box of `widest` columns, `room` what fits into a usual one.
  func content(room: Size, wideRoom: Size) -> PopupBox.Content {
    let hasRoomForAll =
      wideRoom.columns >= Self.roomForAll.columns && wideRoom.rows >= Self.roomForAll.rows
    var content =
      hasRoomForAll && !panel.values.isEmpty ? allFacets(room: wideRoom) : oneFacet(room: room)
    content.title = panel.counts.map { title(ofTotal: $0.total) } ?? "Counts"
    return content
  }

  private func title(ofTotal total: Int) -> String {
    let customers = "customer\(total == 1 ? "" : "s")"
    return isOfSimilar
      ? "Counts · \(total.grouped) similar \(customers); none matches"
      : "Counts · \(total.grouped) \(customers)"
  }

  private func oneFacet(room: Size) -> PopupBox.Content {
    let maxGroups = Facet.allCases.map { panel.counts?[$0].count ?? 0 }.max() ?? 0
    let bars = FacetBars(panel.values, width: room.columns, appearance: appearance)
    let rules = room.rows >= Self.rowsForRule ? [rule(width: room.columns)] : []
    let head = [tabs(width: room.columns)] + rules
    var content = PopupBox.Content(
      title: "", head: head, choices: bars.values.indices.lazy.map(bars.line), cursor: panel.cursor,
      count: maxGroups, room: room)
    if panel.values.isEmpty {
      let words = panel.counts == nil ? "Counting…" : "No customer is in this view"
      content.lines[head.count] = [PopupBox.Part(words, .dim)]
    }
    content.targets = content.targets.map { target in
      guard case .choice(let group) = target.meaning else { return target }
      return PopupBox.Target(area: target.area, meaning: .facet(panel.facet, group: group))
    }
    content.targets += tabTargets(width: room.columns)
    content.leastWidth = room.columns
    return content
  }

  /// With fewer rows the groups need each of them.
  private static let rowsForRule = 6

  /// The names of the facets, or of the one that shows if there is no room for all.
  private func tabs(width: Int) -> [PopupBox.Part] {
    guard hasRoomForTabs(width) else { return [PopupBox.Part("‹ \(panel.facet.title) ›", .headerSorted)] }
    let all = Facet.allCases.map { PopupBox.Part($0.title, $0 == panel.facet ? .headerSorted : .dim) }
    return all.flatMap { [$0, PopupBox.Part(String(repeating: " ", count: Self.gap))] }.dropLast()
  }

  /// A line below the names, thick below the one that shows.
  private func rule(width: Int) -> [PopupBox.Part] {
    guard hasRoomForTabs(width), let area = tabAreas.first(where: { $0.facet == panel.facet })?.area else {
      return [PopupBox.Part(String(repeating: "─", count: width), .border)]
    }
    return [
      PopupBox.Part(String(repeating: "─", count: area.origin.column), .border),
      PopupBox.Part(String(repeating: "━", count: area.size.columns), .borderFocus),
      PopupBox.Part(String(repeating: "─", count: max(width - area.columns.upperBound, 0)), .border),
    ]
  }

  private func tabTargets(width: Int) -> [PopupBox.Target] {
    guard hasRoomForTabs(width) else { return [] }
    return tabAreas.map { PopupBox.Target(area: $0.area, meaning: .facet($0.facet, group: nil)) }
  }

  private func hasRoomForTabs(_ width: Int) -> Bool {
    (tabAreas.last?.area.columns.upperBound ?? 0) <= width
  }

  private var tabAreas: [(facet: Facet, area: Rectangle)] {
    var column = 0
    return Facet.allCases.map { facet in
      defer { column += facet.title.count + Self.gap }
      return (facet, Rectangle(column: column, row: 0, columns: facet.title.count, rows: 1))
    }
  }
}

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
    // The bars below each other begin at one column.
    let layout = FacetBars.Layout(
      of: others.map { panel.counts?[$0] ?? [] }, width: width, appearance: appearance)
    var right: [FacetBlock] = []
    var row = 0
    for (facet, groups) in zip(others, heights) {
      right.append(
        block(
          facet, at: Position(column: width + Self.gap, row: row), Size(columns: width, rows: groups + 2),
          layout)
      )
      row += groups + 3
    }
    let left = block(.salesperson, at: .zero, Size(columns: width, rows: height), nil)
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

  private func block(
    _ facet: Facet, at origin: Position, _ size: Size, _ layout: FacetBars.Layout?
  ) -> FacetBlock {
    FacetBlock(
      facet, panel.counts?[facet] ?? [], cursor: facet == panel.facet ? panel.cursor : nil,
      area: Rectangle(column: origin.column, row: origin.row, columns: size.columns, rows: size.rows),
      layout: layout, appearance: appearance)
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
