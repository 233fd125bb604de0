import CustomerBrowser
import Customers

/// How the customers in view divide, as bars.
struct FacetPopup {
  let panel: FacetPanel
  let look: Look

  private static let gap = 2
  /// Shorter bars say nothing.
  private static let leastBarWidth = 6
  /// As wide as `100%` and the gap before it.
  private static let shareWidth = 6
  private static let mostRows = 20

  func content(room: Size) -> PopupBox.Content {
    let values = panel.values
    let height = max(min(room.rows, Self.mostRows) - 2, 2)
    let top = max(0, min(panel.selected - height / 2, values.count - height))
    var lines = Array(bars(width: room.columns).dropFirst(top).prefix(height))
    if values.isEmpty {
      lines = [[PopupBox.Part(panel.counts == nil ? "Counting…" : "No customer is in this view", .dim)]]
    }
    lines += Array(repeating: [], count: height - lines.count)
    let head = height > 2 ? [tabs(width: room.columns), []] : [tabs(width: room.columns)]
    let total = values.reduce(0) { $0 + $1.count }
    return PopupBox.Content(
      title: panel.counts == nil ? "Customers" : "\(total.grouped) customer\(total == 1 ? "" : "s")",
      lines: head + lines, selected: values.isEmpty ? nil : panel.selected - top + head.count,
      leastWidth: room.columns)
  }

  /// The names of the facets, or of the one that shows if there is no room for all.
  private func tabs(width: Int) -> [PopupBox.Part] {
    let all = Facet.allCases.map { PopupBox.Part($0.title, $0 == panel.facet ? .headerSorted : .dim) }
    let needed = all.reduce(0) { $0 + $1.text.count } + (all.count - 1) * 3
    guard needed <= width else { return [PopupBox.Part("‹ \(panel.facet.title) ›", .headerSorted)] }
    return all.flatMap { [$0, PopupBox.Part("   ")] }.dropLast()
  }

  private func bars(width: Int) -> [[PopupBox.Part]] {
    let values = panel.values
    let total = values.reduce(0) { $0 + $1.count }
    let most = values.map(\.count).max() ?? 0
    let countWidth = most.grouped.count
    let longest = values.map { displayWidth(of: words($0), in: look.charset) }.max() ?? 0
    let withShare = width - countWidth - Self.gap - Self.shareWidth
    // The name takes what it needs, but leaves most of the line to the bar.
    let labelWidth = min(longest, max(withShare * 2 / 5, withShare - Self.leastBarWidth - Self.gap - 12))
    let barWidth = withShare - labelWidth - Self.gap
    let hasBar = barWidth >= Self.leastBarWidth
    let nameWidth = hasBar ? min(labelWidth, longest) : max(width - countWidth - Self.gap, 1)
    return values.map { value in
      let name = padded(
        truncated(words(value), toWidth: nameWidth, in: look.charset), toWidth: nameWidth, in: look.charset)
      let count = leftPadded(value.count.grouped, toWidth: countWidth + Self.gap)
      var parts = [PopupBox.Part(name, value.label == nil ? .dim : .text)]
      if hasBar {
        let bar = bar(value.count, of: most, width: barWidth)
        parts.append(PopupBox.Part("  " + padded(bar, toWidth: barWidth), .borderFocus))
      }
      parts.append(PopupBox.Part(count, .count))
      if hasBar {
        parts.append(PopupBox.Part(leftPadded(share(value.count, of: total), toWidth: Self.shareWidth), .dim))
      }
      return parts
    }
  }

  private func words(_ value: FacetCounts.Value) -> String { value.label ?? "unknown" }

  private func share(_ count: Int, of total: Int) -> String {
    guard count * 100 >= total else { return "<1%" }
    return "\(count * 100 / max(total, 1))%"
  }

  /// A bar in proportion, to an eighth of a column where there are signs for that.
  private func bar(_ count: Int, of most: Int, width: Int) -> String {
    let eighths = max(count * width * Self.eighths.count / max(most, 1), 1)
    guard look.charset == .unicode else {
      return String(repeating: "#", count: max(eighths / Self.eighths.count, 1))
    }
    let whole = String(repeating: "█", count: eighths / Self.eighths.count)
    let rest = eighths % Self.eighths.count
    return rest == 0 ? whole : whole + Self.eighths[rest - 1]
  }

  private static let eighths = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]

  private func leftPadded(_ text: String, toWidth width: Int) -> String {
    String(repeating: " ", count: max(width - text.count, 0)) + text
  }
}
