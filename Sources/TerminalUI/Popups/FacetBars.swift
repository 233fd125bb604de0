import Customers

/// The groups of one facet as lines of equal width: name, bar, count and share.
///
/// A line is made when it is asked for, since there may be a hundred thousand of them.
struct FacetBars {
  let values: [FacetCounts.Value]
  private let look: Look
  private let barRole: Role
  private let total: Int
  private let most: Int
  private let countWidth: Int
  private let nameWidth: Int
  private let barWidth: Int

  private static let gap = 2
  /// Shorter bars say nothing.
  private static let leastBarWidth = 6
  /// As wide as `100%` and the gap before it.
  private static let shareWidth = 6
  private static let eighths = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]

  /// Divides the width, so that the bars are as long as it allows.
  init(_ values: [FacetCounts.Value], width: Int, look: Look, barRole: Role = .borderFocus) {
    self.values = values
    self.look = look
    self.barRole = barRole
    total = values.reduce(0) { $0 + $1.count }
    most = values.reduce(0) { max($0, $1.count) }
    countWidth = most.grouped.count
    let withShare = width - countWidth - Self.gap - Self.shareWidth
    // The name takes what it needs, but leaves most of the line to the bar.
    let labelWidth = Self.widest(
      of: values, upTo: max(withShare * 2 / 5, withShare - Self.leastBarWidth - Self.gap - 12), look)
    barWidth = withShare - labelWidth - Self.gap
    nameWidth =
      barWidth >= Self.leastBarWidth ? labelWidth : max(width - countWidth - Self.gap, 1)
  }

  private var hasBar: Bool { barWidth >= Self.leastBarWidth }

  func line(_ index: Int) -> [PopupBox.Part] {
    let value = values[index]
    let name = padded(
      truncated(Self.words(value), toWidth: nameWidth, in: look.charset), toWidth: nameWidth, in: look.charset
    )
    let count = Self.leftPadded(value.count.grouped, toWidth: countWidth + Self.gap)
    let isKnown = value.label != nil
    guard hasBar else {
      return [PopupBox.Part(name, isKnown ? .text : .dim), PopupBox.Part(count, .count)]
    }
    let bar = Self.bar(value.count, of: most, width: barWidth, charset: look.charset)
    return [
      PopupBox.Part(name, isKnown ? .text : .dim),
      PopupBox.Part("  " + padded(bar, toWidth: barWidth), isKnown ? barRole : .dim),
      PopupBox.Part(count, .count),
      PopupBox.Part(Self.leftPadded(Self.share(value.count, of: total), toWidth: Self.shareWidth), .dim),
    ]
  }

  private static func words(_ value: FacetCounts.Value) -> String { value.label ?? "unknown" }

  /// The columns of the widest name, or `limit` if that is less.
  private static func widest(of values: [FacetCounts.Value], upTo limit: Int, _ look: Look) -> Int {
    var widest = 0
    // No text has more columns than bytes.
    for value in values where words(value).utf8.count > widest {
      widest = max(widest, displayWidth(of: words(value), in: look.charset, upTo: limit))
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
