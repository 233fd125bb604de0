import CustomerBrowser
import Customers
import TerminalText
import Wording

/// The groups of one facet as lines of equal width: name, bar, count and share.
///
/// A line is made when it is asked for, since there may be a hundred thousand of them.
struct FacetBars {
  let values: [FacetCounts.Value]
  private let appearance: Appearance
  private let barRole: Role
  private let total: Int
  private let most: Int
  private let isAnyChosen: Bool
  private let layout: Layout

  /// Where the parts of a line stand, also of several facets below each other.
  struct Layout {
    fileprivate let countWidth: Int
    fileprivate let nameWidth: Int
    fileprivate let barWidth: Int

    /// Divides the width, so that the bars are as long as it allows.
    init(of facets: [[FacetCounts.Value]], width: Int, appearance: Appearance) {
      let width = width - signWidth
      countWidth = facets.joined().reduce(0) { max($0, $1.count) }.grouped.count
      let withShare = width - countWidth - gap - shareWidth
      // The name takes what it needs, but leaves most of the line to the bar.
      let limit = max(withShare * 2 / 5, withShare - leastBarWidth - gap - 12)
      let labelWidth = facets.map { widest(of: $0, upTo: limit, appearance) }.max() ?? 0
      barWidth = withShare - labelWidth - gap
      nameWidth = barWidth >= leastBarWidth ? labelWidth : max(width - countWidth - gap, 1)
    }

    fileprivate var hasBar: Bool { barWidth >= leastBarWidth }
  }

  private static let gap = 2
  /// The sign of a group that the filter asks for or leaves out, and a blank.
  private static let signWidth = 2
  /// Shorter bars say nothing.
  private static let leastBarWidth = 6
  /// As wide as `100%` and the gap before it.
  private static let shareWidth = 6
  private static let eighths = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]

  init(
    _ values: [FacetCounts.Value], width: Int, layout: Layout? = nil, appearance: Appearance,
    barRole: Role = .borderFocus
  ) {
    self.values = values
    self.appearance = appearance
    self.barRole = barRole
    total = values.reduce(0) { $0 + $1.count }
    most = values.reduce(0) { max($0, $1.count) }
    isAnyChosen = values.contains(where: \.isChosen)
    self.layout = layout ?? Layout(of: [values], width: width, appearance: appearance)
  }

  func line(_ index: Int) -> [PopupBox.Part] {
    let value = values[index]
    let sign =
      value.isExcluded
      ? PopupBox.Part("! ", .warning) : PopupBox.Part(value.isChosen ? "✓ " : "  ", .mark)
    let name = padded(
      truncated(Self.words(value), toWidth: layout.nameWidth, in: appearance.charset),
      toWidth: layout.nameWidth, in: appearance.charset)
    let count = Self.leftPadded(value.count.grouped, toWidth: layout.countWidth + Self.gap)
    // What is not found for want of being chosen stands back.
    let isFound = !value.isExcluded && (value.isChosen || !isAnyChosen)
    let isKnown = value.label != nil
    guard layout.hasBar else {
      return [sign, PopupBox.Part(name, isKnown && isFound ? .text : .dim), PopupBox.Part(count, .count)]
    }
    let bar = Self.bar(value.count, of: most, width: layout.barWidth, charset: appearance.charset)
    return [
      sign, PopupBox.Part(name, isKnown && isFound ? .text : .dim),
      PopupBox.Part("  " + padded(bar, toWidth: layout.barWidth), isKnown && isFound ? barRole : .dim),
      PopupBox.Part(count, .count),
      PopupBox.Part(Self.leftPadded(Self.share(value.count, of: total), toWidth: Self.shareWidth), .dim),
    ]
  }

  private static func words(_ value: FacetCounts.Value) -> String { value.label ?? "unknown" }

  /// The columns of the widest name, or `limit` if that is less.
  private static func widest(of values: [FacetCounts.Value], upTo limit: Int, _ appearance: Appearance) -> Int
  {
    var widest = 0
    // No text has more columns than bytes.
    for value in values where words(value).utf8.count > widest {
      widest = max(widest, displayWidth(of: words(value), in: appearance.charset, upTo: limit))
      if widest >= limit { return limit }
    }
    return widest
  }

  /// The share in whole percent, rounded.
  private static func share(_ count: Int, of total: Int) -> String {
    guard count * 100 >= total else { return "<1%" }
    return "\((count * 200 + total) / (2 * max(total, 1)))%"
  }

  /// A bar in proportion, to an eighth of a column where there are signs for that.
  private static func bar(_ count: Int, of most: Int, width: Int, charset: Charset) -> String {
    let length = max(count * width * eighths.count / max(most, 1), 1)
    guard charset == .unicode else {
      return String(repeating: "#", count: max(length / eighths.count, 1))
    }
    let whole = String(repeating: "█", count: length / eighths.count)
    let rest = length % eighths.count
    return rest == 0 ? whole : whole + eighths[rest - 1]
  }

  private static func leftPadded(_ text: String, toWidth width: Int) -> String {
    String(repeating: " ", count: max(width - text.count, 0)) + text
  }
}

/// One facet among others: its title, a line, and as many of its groups as there is room for.
struct FacetBlock {
  let facet: Facet
  /// Where it stands in the popup's content.
  let area: Rectangle
  /// Nil if the person is in another facet.
  private let cursor: ListCursor?
  private let bars: FacetBars

  private static let headRows = 2

  init(
    _ facet: Facet, _ values: [FacetCounts.Value], cursor: ListCursor?, area: Rectangle,
    layout: FacetBars.Layout?, appearance: Appearance
  ) {
    self.facet = facet
    self.area = area
    self.cursor = cursor
    bars = FacetBars(
      values, width: area.size.columns, layout: layout, appearance: appearance,
      barRole: cursor == nil ? .dim : .borderFocus)
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
