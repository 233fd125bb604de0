import CustomerBrowser
import Customers

/// One facet among others: its title, a line, and as many of its groups as there is room for.
struct FacetBlock {
  let facet: Facet
  /// Where it stands in the popup's content.
  let area: Rectangle
  /// Nil if the person is in another facet.
  private let cursor: ListCursor?
  private let bars: FacetBars

  private static let headRows = 2

  init(_ facet: Facet, _ values: [FacetCounts.Value], cursor: ListCursor?, area: Rectangle, look: Look) {
    self.facet = facet
    self.area = area
    self.cursor = cursor
    bars = FacetBars(
      values, width: area.size.columns, look: look, barRole: cursor == nil ? .dim : .borderFocus)
  }

  /// How many groups fit.
  var groupHeight: Int { max(area.size.rows - Self.headRows, 0) }

  private var top: Int { cursor?.top ?? 0 }

  /// A row of the content, as wide as the block.
  func line(_ row: Int) -> [PopupBox.Part] {
    let width = area.size.columns
    switch row - area.origin.row {
    case 0: return title(width: width)
    case 1:
      let isCurrent = cursor != nil
      return [
        PopupBox.Part(
          String(repeating: isCurrent ? "━" : "─", count: width), isCurrent ? .borderFocus : .border)
      ]
    case let line:
      let place = top + line - Self.headRows
      return bars.values.indices.contains(place)
        ? bars.line(place) : [PopupBox.Part(String(repeating: " ", count: width))]
    }
  }

  /// The name on the left, and on the right how many groups there are, or which one is chosen of more than fit.
  private func title(width: Int) -> [PopupBox.Part] {
    let count = bars.values.count.grouped
    let place = cursor.map { "\(($0.index + 1).grouped) of \(count)" } ?? count
    let right = bars.values.count > groupHeight ? place : count
    let blank = String(repeating: " ", count: max(width - facet.title.count - right.count, 1))
    return [
      PopupBox.Part(facet.title, cursor == nil ? .header : .headerSorted), PopupBox.Part(blank + right, .dim),
    ]
  }

  /// The chosen group's place in the content, if it is in sight.
  var selected: Rectangle? {
    cursor.flatMap { cursor in (0..<groupHeight).contains(cursor.index - top) ? place(of: cursor.index) : nil
    }
  }

  var targets: [PopupBox.Target] {
    let visible = bars.values.indices.dropFirst(top).prefix(groupHeight)
    let head = Rectangle(
      column: area.origin.column, row: area.origin.row, columns: area.size.columns, rows: Self.headRows)
    return visible.map { PopupBox.Target(area: place(of: $0), meaning: .facet(facet, group: $0)) }
      + [PopupBox.Target(area: head, meaning: .facet(facet, group: nil))]
  }

  private func place(of group: Int) -> Rectangle {
    Rectangle(
      column: area.origin.column, row: area.origin.row + Self.headRows + group - top,
      columns: area.size.columns, rows: 1)
  }
}
