import CustomerBrowser
import Customers
import TerminalText
import Wording

/// The columns of the list: which are shown, and in which order.
struct ColumnMenu {
  let panel: ColumnPanel
  let state: BrowserState
  let appearance: Appearance

  func content(room: Size) -> PopupBox.Content {
    let width = CustomerColumn.allCases.map(\.title.count).max() ?? 0
    let lines = panel.order.map { column in
      let isShown = state.columns.contains(column)
      return [
        PopupBox.Part(isShown ? "✓ " : "  ", .mark),
        PopupBox.Part(padded(column.title, toWidth: width), isShown ? .text : .dim),
      ]
    }
    return PopupBox.Content(
      title: "Columns", head: [], choices: lines, cursor: panel.cursor, count: lines.count, room: room)
  }
}

/// The columns by which rows can be sorted.
struct SortMenu {
  let chooser: Chooser
  let state: BrowserState
  let appearance: Appearance

  func content(room: Size) -> PopupBox.Content {
    let order = state.effectiveSort
    let width = min(CustomerColumn.allCases.map(\.title.count).max() ?? 0, max(room.columns - 3, 1))
    let lines = chooser.columns.map { column in
      let isCurrent = column == order?.column
      let arrow = isCurrent ? (order?.isDescending == true ? "▼" : "▲") : " "
      return [
        PopupBox.Part(
          padded(truncated(column.title, toWidth: width), toWidth: width), isCurrent ? .headerSorted : .text),
        PopupBox.Part("  \(arrow)", .headerSorted),
      ]
    }
    var content = PopupBox.Content(
      title: "Sort by", chooser: chooser, placeholder: "type to choose", choices: lines,
      count: CustomerColumn.allCases.count, room: room, appearance: appearance)
    content.leastWidth = width + 3
    return content
  }
}

/// What of a row, or of several customers, can be copied.
struct CopyMenu {
  let subject: CopySubject
  let state: BrowserState
  let appearance: Appearance

  private static let choices: [(command: BrowserCommand, words: String)] = [
    (.copyRow, "whole row"), (.copyCode, "code"), (.copyName, "name"), (.copyID, "id"),
    (.copyAccountingCode, "accounting code"), (.copyMail, "mail"), (.copyPhone, "phone"),
  ]

  /// On one line if there is room for it, else each choice on its own.
  func content(room: Size) -> PopupBox.Content {
    var place = Position.zero
    var content = PopupBox.Content(title: title, lines: [])
    let isOnOneLine = width <= room.columns
    for (command, words) in Self.choices {
      guard let key = key(for: command) else { continue }
      let parts = [PopupBox.Part(key, .key), PopupBox.Part(" \(words)")]
      let columns = displayWidth(of: key) + 1 + words.count
      content.targets.append(
        PopupBox.Target(
          area: Rectangle(column: place.column, row: place.row, columns: columns, rows: 1),
          meaning: .command(command)))
      if isOnOneLine {
        content.lines = [(content.lines.first.map { $0 + [PopupBox.Part(Self.gap)] } ?? []) + parts]
        place.column += columns + Self.gap.count
      } else {
        content.lines.append(parts)
        place.row += 1
      }
    }
    return content
  }

  private var title: String {
    switch subject {
    case .row: "Copy"
    case .marked: "Copy of \(state.marks.count.grouped) marked"
    case .shown: "Copy of all \(state.shownCount.grouped) shown"
    }
  }

  private static let gap = "   "

  /// The width of all choices on one line.
  private var width: Int {
    let widths = Self.choices.compactMap { command, words in
      key(for: command).map { displayWidth(of: $0) + 1 + words.count }
    }
    return widths.reduce(0, +) + Self.gap.count * max(widths.count - 1, 0)
  }

  private func key(for command: BrowserCommand) -> String? {
    appearance.keyMap.firstKey(for: command, in: .copyMenu)?.label(in: appearance.charset)
  }
}

/// The saved filters with their queries, and every command by name, with what it does and its keys.
struct CommandPalette {
  let chooser: Chooser
  let focus: Focus
  let filters: NamedFilters
  let appearance: Appearance

  /// What every command does fits in beside its name and keys.
  static let widest = 76

  private static let gap = 2
  /// Narrower, what a command does can't be made out.
  private static let leastSummaryWidth = 12
  /// Longer names are cut.
  private static let widestName = 26

  func content(room: Size) -> PopupBox.Content {
    let all = Chooser().choices(in: focus, filters: filters)
    let nameWidth = min(all.map { displayWidth(of: $0.name) }.max() ?? 0, Self.widestName)
    let keyWidth = min(all.map { displayWidth(of: keys(of: $0)) }.max() ?? 0, room.columns / 4)
    let summaryWidth = room.columns - nameWidth - keyWidth - 2 * Self.gap
    let lines = chooser.choices(in: focus, filters: filters).map { choice in
      let name = PopupBox.Part(fitted(choice.name, toWidth: nameWidth, padding: Self.gap), role(of: choice))
      let keys = PopupBox.Part(padded(keys(of: choice), toWidth: keyWidth), .key)
      guard summaryWidth >= 0 else { return [PopupBox.Part(choice.name, name.role)] }
      guard summaryWidth >= Self.leastSummaryWidth else { return [name, keys] }
      let summary = fitted(choice.summary(in: focus), toWidth: summaryWidth, padding: Self.gap)
      return [name, PopupBox.Part(summary, .hint), keys]
    }
    var content = PopupBox.Content(
      title: "Commands", chooser: chooser, placeholder: "type a part of the name or of what it does",
      choices: lines, count: all.count, room: room, appearance: appearance)
    content.leastWidth = room.columns
    return content
  }

  private func fitted(_ text: String, toWidth width: Int, padding: Int) -> String {
    padded(
      truncated(text, toWidth: width, in: appearance.charset), toWidth: width + padding,
      in: appearance.charset)
  }

  private func role(of choice: PaletteChoice) -> Role {
    if case .filter = choice { .prompt } else { .text }
  }

  private func keys(of choice: PaletteChoice) -> String {
    guard case .command(let command) = choice else { return "" }
    return appearance.keyMap.keys(for: command, in: KeyContext(focus)).map {
      $0.label(in: appearance.charset)
    }
    .joined(separator: " ")
  }
}
