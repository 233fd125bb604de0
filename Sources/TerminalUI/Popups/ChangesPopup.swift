import CustomerBrowser
import Customers
import TerminalText
import Wording

/// What changed lately, one line a change, by day; a line on top in which typing narrows it.
struct ChangesPopup {
  let panel: ChangesPanel
  let state: BrowserState
  let appearance: Appearance

  /// A name and what changed about it fit in beside each other.
  static let widest = 120

  /// Narrower, what changed has no column of its own.
  private static let leastWidthForColumns = 56
  /// As wide as `deactivated`.
  private static let kindWidth = 11

  private static let placeholder = "type to narrow, for example: reassigned"

  func content(room: Size) -> PopupBox.Content {
    let lines = panel.lines.lazy.map { line(of: $0, width: room.columns) }
    let isEmpty = panel.list?.entries.isEmpty == true
    let nothing = nothing
    // The box stays as it is, whatever is typed.
    let count =
      isEmpty
      ? PopupBox.lines(of: nothing, width: room.columns).count : panel.list?.lineCount ?? room.rows
    var content = PopupBox.Content(
      title: "What changed", chooser: panel.chooser, placeholder: Self.placeholder,
      choices: lines, count: count, firstChoice: 1, nothing: nothing, room: room, appearance: appearance)
    content.leastWidth = isEmpty ? min(Self.placeholder.count + 2, room.columns) : room.columns
    content.footer = content.footer.isEmpty ? "" : position
    return content
  }

  /// What stands in the place of changes.
  private var nothing: PopupBox.Part {
    guard let list = panel.list else { return PopupBox.Part("…", .dim) }
    if !list.obstacle.isEmpty { return PopupBox.Part(list.obstacle, .error) }
    return PopupBox.Part(
      list.entries.isEmpty ? "no refresh has found a change so far" : "no change is like that", .dim)
  }

  /// The place of the chosen change among those that match.
  private var position: String {
    let dayCount = panel.lines.prefix(panel.chooser.cursor.index + 1).count(where: \.isDay)
    let count = panel.lines.count - panel.lines.count(where: \.isDay)
    return "\((panel.chooser.cursor.index + 1 - dayCount).grouped) of \(count.grouped)"
  }

  private func line(of line: ChangeList.Line, width: Int) -> [PopupBox.Part] {
    switch line {
    case .day(let day, let isMine): [PopupBox.Part(words(of: day, isMine: isMine), .header)]
    case .change(let place): panel.list.map { parts(of: $0.entries[place], width: width) } ?? []
    }
  }

  /// `Yesterday · mine`, `3 days ago, 2026-11-25 · others`.
  private func words(of day: LocalDate, isMine: Bool) -> String {
    let distance = day.distance(to: state.today)
    let isNear = abs(state.today.daysSinceEpoch - day.daysSinceEpoch) < 2 && !distance.isEmpty
    let date = isNear ? distance : [distance, "\(day)"].filter { !$0.isEmpty }.joined(separator: ", ")
    let whose = panel.list?.tellsMine == true ? isMine ? " · mine" : " · others" : ""
    return date.prefix(1).uppercased() + date.dropFirst() + whose
  }

  private func parts(of entry: ChangeList.Entry, width: Int) -> [PopupBox.Part] {
    let hasColumns = width >= Self.leastWidthForColumns
    let indent = hasColumns ? 2 : 1
    let nameWidth = hasColumns ? width * 3 / 8 : width / 2 - indent
    let name = entry.customerName.isEmpty ? "customer \(entry.customerID)" : entry.customerName
    let kind = entry.kind.rawValue
    return [
      PopupBox.Part(String(repeating: " ", count: indent)),
      PopupBox.Part(
        padded(
          truncated(name, toWidth: nameWidth, in: appearance.charset), toWidth: nameWidth + indent,
          in: appearance.charset), entry.isMine ? .mine : .text),
      PopupBox.Part(hasColumns ? padded(kind, toWidth: Self.kindWidth + 2) : kind + " ", .changed),
      PopupBox.Part(entry.words, .fieldValue),
    ]
  }
}

extension ChangeList.Line {
  fileprivate var isDay: Bool { if case .day = self { true } else { false } }
}
