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
      let isShown = state.shownColumns.contains(column)
      let isUnknown = state.hasNamesOnly && column.isDetail
      return [
        PopupBox.Part(isShown ? "✓ " : "  ", .mark),
        PopupBox.Part(padded(column.title, toWidth: width), isShown ? .text : .dim),
        PopupBox.Part(isUnknown ? "  company token" : "", .dim),
      ]
    }
    return PopupBox.Content(
      title: "Columns", head: [], choices: lines, cursor: panel.cursor, count: lines.count, room: room)
  }
}

/// The themes, of which the chosen one shows around the list.
struct ThemeMenu {
  let panel: ThemePanel
  let appearance: Appearance

  func content(room: Size) -> PopupBox.Content {
    let width = panel.names.map { displayWidth(of: $0) }.max() ?? 0
    let lines = panel.names.map { name in
      [
        PopupBox.Part(name == panel.original ? "✓ " : "  ", .mark),
        PopupBox.Part(padded(truncated(name, toWidth: max(room.columns - 2, 1)), toWidth: width)),
      ]
    }
    return PopupBox.Content(
      title: "Themes", head: [], choices: lines, cursor: panel.cursor, count: lines.count, room: room)
  }
}

/// The profiles, and why one of them can't be used.
struct ProfileMenu {
  let panel: ProfilePanel
  let current: String?
  let appearance: Appearance

  /// Wide enough for most reasons, so that the box doesn't grow.
  private static let usualWidth = 48

  func content(room: Size) -> PopupBox.Content {
    let width = min(Self.usualWidth, room.columns)
    let lines = panel.names.map { name in
      [
        PopupBox.Part(name == current ? "✓ " : "  ", .mark),
        PopupBox.Part(truncated(ProfilePanel.title(name), toWidth: max(width - 2, 1))),
      ]
    }
    let below = self.below(width: width)
    var content = PopupBox.Content(
      title: "Profiles", head: [], choices: lines, cursor: panel.cursor, count: lines.count,
      room: Size(columns: room.columns, rows: max(room.rows - below.count, 1)))
    content.lines += below.prefix(max(room.rows - content.lines.count, 0))
    if case .failed = panel.step, lines.count + below.count > room.rows {
      // Why it can't be used matters more than what else there is.
      content.lines = Array(below.dropFirst().prefix(room.rows + 2))
      content.selected = nil
    }
    content.leastWidth = width
    return content
  }

  private func below(width: Int) -> [[PopupBox.Part]] {
    switch panel.step {
    case .choosing: return []
    case .opening(let name):
      return [[], [PopupBox.Part("Opening \(ProfilePanel.title(name))…", .info)]]
    case .failed(let failure):
      let why = [failure.what, failure.why].filter { !$0.isEmpty }.joined(separator: " ")
      let parts = [PopupBox.Part(why, .error), PopupBox.Part(failure.advice, .text)]
      return [[]] + parts.filter { !$0.text.isEmpty }.flatMap { PopupBox.lines(of: $0, width: width) }
    }
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
    let lines = chooser.columns(among: state.sortColumns).map { column in
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
      count: state.sortColumns.count, room: room, appearance: appearance)
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

/// Lines to look through, and what is said above them.
struct TextPopup {
  let panel: TextPanel

  /// Output is made for wide lines.
  static let widest = 124

  func content(room: Size) -> PopupBox.Content {
    let role: Role = panel.isWarning ? .warning : .hint
    let words = panel.head.isEmpty ? [] : WrappedText(panel.head, width: room.columns).lines
    let head = words.prefix(max(room.rows - 1, 1)).map { [PopupBox.Part($0, role)] }
    var content = PopupBox.Content(
      title: panel.title, head: head, choices: panel.rows.lazy.map { [PopupBox.Part($0, .fieldValue)] },
      cursor: panel.cursor, count: panel.rows.count, room: room)
    // It stays where it is while it is scrolled.
    content.leastWidth = panel.rows.count > content.choiceHeight ? room.columns : 0
    return content
  }
}

/// The saved filters with their queries, one's own commands, and every command by name, with what it does and its keys.
struct CommandPalette {
  let chooser: Chooser
  let focus: Focus
  let filters: NamedFilters
  let commands: [OwnCommand]
  /// How many customers the filters find, as far as that is known.
  let filterCounts: [String: Int]
  let appearance: Appearance

  /// What every command does fits in beside its keys and the longest name of a filter.
  private static let widest = 86
  /// On a narrower screen every column counts.
  private static let leastForMargin = 80

  /// Leaves a place beside the box for a click that closes it.
  static func widest(on size: Size) -> Int {
    size.columns < leastForMargin ? size.columns : min(size.columns - 2, widest)
  }

  private static let gap = 2
  /// Narrower, what a command does can't be made out.
  private static let leastSummaryWidth = 12
  /// Longer names are cut.
  private static let widestName = 26
  /// Of more keys those show that fit in.
  private static let widestKeys = 10

  func content(room: Size) -> PopupBox.Content {
    let all = Chooser().choices(in: focus, filters: filters, commands: commands)
    let nameWidth = min(all.map { displayWidth(of: $0.name) }.max() ?? 0, Self.widestName)
    let keyWidth = min(all.map { displayWidth(of: keys(of: $0)) }.max() ?? 0, room.columns / 4)
    let summaryWidth = room.columns - nameWidth - keyWidth - 2 * Self.gap
    let lines = chooser.choices(in: focus, filters: filters, commands: commands).map { choice in
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
    if case .command = choice { .text } else { .prompt }
  }

  private func keys(of choice: PaletteChoice) -> String {
    let command: BrowserCommand
    switch choice {
    case .filter(let filter): return filterCounts[filter.name]?.grouped ?? ""
    case .own(let own):
      let key = commands.firstIndex(of: own).flatMap {
        appearance.keyMap.key(ofOwnCommandAt: $0, in: KeyContext(focus))
      }
      return key?.label(in: appearance.charset) ?? ""
    case .command(let named): command = named
    }
    let labels = appearance.keyMap.keys(for: command, in: KeyContext(focus)).map {
      $0.label(in: appearance.charset)
    }
    let fitting = (1...max(labels.count, 1)).map { labels.prefix($0).joined(separator: " ") }
    return fitting.last { displayWidth(of: $0, in: appearance.charset) <= Self.widestKeys } ?? fitting[0]
  }
}
