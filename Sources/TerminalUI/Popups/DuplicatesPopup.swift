import CustomerBrowser
import Customers
import TerminalText
import Wording

/// Customers who seem to be there more than once: each group below why it is one, with what differs in another colour.
struct DuplicatesPopup {
  let panel: DuplicatesPanel
  let state: BrowserState
  let appearance: Appearance

  static let widest = 120

  private static let gap = 2
  /// A column is at most so wide, and left out where there is less room than half of it; the name takes the rest.
  private static let columns: [(column: CustomerColumn, width: Int)] = [
    (.code, 12), (.salesperson, 20), (.type, 14), (.accountingCode, 15), (.active, 6),
  ]
  private static let leastNameWidth = 24
  private static let leastRowsForTitles = 6
  /// Before each name: blanks, or that it is not the same.
  private static let indent = 2

  func content(room: Size) -> PopupBox.Content {
    guard let list = panel.list, list.groupCount > 0 else { return emptyContent(room: room) }
    let widths = widths(room.columns)
    let lines = (0..<list.lineCount).lazy.map { index in line(list.line(at: index), of: list, widths) }
    let groups = "\(list.groupCount.grouped) group\(list.groupCount == 1 ? "" : "s")"
    var content = PopupBox.Content(
      title: "Duplicates: \(list.rows.count.grouped) customers in \(groups)",
      head: room.rows < Self.leastRowsForTitles ? [] : [titles(widths)], choices: lines,
      cursor: panel.cursor, count: list.lineCount, room: room)
    content.leastWidth = room.columns
    if !content.footer.isEmpty, let place = panel.chosen {
      content.footer = "group \((list.group(ofPlace: place) + 1).grouped) of \(list.groupCount.grouped)"
    }
    return content
  }

  private func emptyContent(room: Size) -> PopupBox.Content {
    let isSearching = panel.list == nil
    let percent = state.duplicateProgress.map { " \(Int($0 * 100)) %" } ?? ""
    let words =
      isSearching ? "Looking for them…\(percent)" : "No customer in this view seems to be there twice"
    return PopupBox.Content(
      title: "Duplicates", lines: PopupBox.lines(of: PopupBox.Part(words, .dim), width: room.columns))
  }

  /// How wide the name is and each column that has room.
  private func widths(_ width: Int) -> [(column: CustomerColumn, width: Int)] {
    var left = width - Self.indent - Self.leastNameWidth
    var shown: [(column: CustomerColumn, width: Int)] = []
    for (column, wanted) in Self.columns where left >= wanted / 2 + Self.gap {
      let given = min(wanted, left - Self.gap)
      shown.append((column, given))
      left -= given + Self.gap
    }
    return [(.name, Self.leastNameWidth + max(left, 0))] + shown
  }

  private func line(
    _ line: DuplicateList.Line, of list: DuplicateList, _ widths: [(column: CustomerColumn, width: Int)]
  ) -> [PopupBox.Part] {
    switch line {
    case .title(let group):
      let count = list.places(ofGroup: group).count
      return [PopupBox.Part("\(count.grouped) × \(list.reasons(ofGroup: group).words)", .header)]
    case .customer(let place):
      let customer = list.table.customer(at: Int(list.rows[place]))
      let differing = list.differences(ofPlace: place)
      let isApart = state.isApart(place, of: list)
      let sign = isApart ? appearance.charset == .unicode ? "≠ " : "! " : "  "
      return [PopupBox.Part(sign, .stale)]
        + cells(widths) { column in
          (customer.plainText(of: column), isApart ? .dim : differing.contains(column) ? .changed : .text)
        }
    }
  }

  private func titles(_ widths: [(column: CustomerColumn, width: Int)]) -> [PopupBox.Part] {
    [PopupBox.Part(String(repeating: " ", count: Self.indent))]
      + cells(widths) { ($0.title.uppercased(), .dim) }
  }

  /// A cell for each column, cut or filled to its width, with the gaps between them.
  private func cells(
    _ widths: [(column: CustomerColumn, width: Int)], _ cell: (CustomerColumn) -> (text: String, role: Role)
  ) -> [PopupBox.Part] {
    widths.flatMap { column, width in
      let (text, role) = cell(column)
      let shown = truncated(text, toWidth: width, in: appearance.charset)
      let missing = max(width - displayWidth(of: shown, in: appearance.charset), 0)
      return [PopupBox.Part(shown, role), PopupBox.Part(String(repeating: " ", count: missing + Self.gap))]
    }
    .dropLast()
  }
}
