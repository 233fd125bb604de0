import Customers

/// The groups of one facet as lines of equal width: name, bar, count and share.
struct FacetBars {
  let lines: [[PopupBox.Part]]

  private static let gap = 2
  /// Shorter bars say nothing.
  private static let leastBarWidth = 6
  /// As wide as `100%` and the gap before it.
  private static let shareWidth = 6
  private static let eighths = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]

  /// Makes lines for all groups, in bars as long as the width allows.
  init(_ values: [FacetCounts.Value], width: Int, look: Look, barRole: Role = .borderFocus) {
    let total = values.reduce(0) { $0 + $1.count }
    let most = values.map(\.count).max() ?? 0
    let countWidth = most.grouped.count
    let longest = values.map { displayWidth(of: Self.words($0), in: look.charset) }.max() ?? 0
    let withShare = width - countWidth - Self.gap - Self.shareWidth
    // The name takes what it needs, but leaves most of the line to the bar.
    let labelWidth = min(longest, max(withShare * 2 / 5, withShare - Self.leastBarWidth - Self.gap - 12))
    let barWidth = withShare - labelWidth - Self.gap
    let hasBar = barWidth >= Self.leastBarWidth
    let nameWidth = hasBar ? labelWidth : max(width - countWidth - Self.gap, 1)
    lines = values.map { value in
      let name = padded(
        truncated(Self.words(value), toWidth: nameWidth, in: look.charset), toWidth: nameWidth,
        in: look.charset)
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
  }

  private static func words(_ value: FacetCounts.Value) -> String { value.label ?? "unknown" }

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
