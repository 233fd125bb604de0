import CustomerBrowser
import TerminalText

/// The keys of one place, as they are bound, and a line in which typing narrows them.
struct HelpPopup {
  let panel: HelpPanel
  let commands: [OwnCommand]
  let appearance: Appearance

  func content(room: Size) -> PopupBox.Content {
    let (all, shown) = (
      lines(width: room.columns) { _ in true }, lines(width: room.columns, where: panel.shows)
    )
    let height = height(of: room, lineCount: all.count)
    let (start, cursor) = panel.typed.window(width: max(room.columns - 3, 1), charset: appearance.charset)
    let typed = String(panel.typed.characters[start...])
    let prompt = [
      PopupBox.Part("› ", .prompt),
      typed.isEmpty ? PopupBox.Part("type to narrow", .placeholder) : PopupBox.Part(typed, .fieldValue),
    ]
    var lines = shown.isEmpty ? [[PopupBox.Part("no key does that", .dim)]] : shown
    lines = Array(lines.dropFirst(panel.top).prefix(height))
    // The box stays as it is, whatever is typed and wherever it is scrolled.
    lines += Array(repeating: [], count: max(height - lines.count, 0))
    let width = all.map { $0.reduce(0) { $0 + displayWidth(of: $1.text, in: appearance.charset) } }.max() ?? 0
    return PopupBox.Content(
      title: "Keys in the \(KeyContext(panel.focus).name)", lines: [prompt] + lines,
      footer: shown.count > height ? footer : "", cursor: Position(column: cursor + 2, row: 0),
      leastWidth: min(width, room.columns))
  }

  func hiddenLineCount(on size: Size) -> Int {
    let room = PopupBox.room(on: size)
    let count = lines(width: room.columns) { _ in true }.count
    let shownCount = lines(width: room.columns, where: panel.shows).count
    return max(shownCount - height(of: room, lineCount: count), 0)
  }

  /// How many lines show below the one in which something is typed.
  private func height(of room: Size, lineCount: Int) -> Int {
    min(max(room.rows - 1, Self.leastHeight), lineCount)
  }

  private var footer: String {
    let keys = [BrowserCommand.moveUp, .moveDown].compactMap {
      appearance.keyMap.firstKey(for: $0, in: .help)
    }
    let arrows = keys.map { $0.label(in: appearance.charset) }
      .joined(separator: appearance.charset == .unicode ? "" : " ")
    return keys.isEmpty ? "" : "\(arrows) scroll"
  }

  /// As many as the smallest screen has room for.
  private static let leastHeight = 2

  /// Narrower, what a key does stands below it.
  private static let leastSummaryWidth = 20

  /// The keys by section, of those whose words `isShown` says so.
  private func lines(width: Int, where isShown: (String) -> Bool) -> [[PopupBox.Part]] {
    let context = KeyContext(panel.focus)
    let own = commands.enumerated().map { place, command in
      let key = appearance.keyMap.key(ofOwnCommandAt: place, in: context)
      // Without a key it is chosen in the palette.
      let palette = key == nil ? appearance.keyMap.firstKey(for: .commands, in: context) : nil
      let label = (key ?? palette)?.label(in: appearance.charset) ?? ""
      return (keys: label, summary: "\(palette == nil ? "" : "then ")\(command.name): \(command.summary)")
    }
    let standard = BrowserCommand.sections.map { title, commands in
      let bound = commands.compactMap { command -> (keys: String, summary: String)? in
        let keys = appearance.keyMap.keys(for: command, in: context)
        guard !keys.isEmpty else { return nil }
        let labels = keys.map { $0.label(in: appearance.charset) }.joined(separator: " ")
        return (labels, command.summary(in: panel.focus))
      }
      return (title: title, bound: bound)
    }
    let sections = (own.isEmpty ? [] : [(title: "Your own", bound: own)]) + standard
    let keyWidth = sections.flatMap(\.bound).map { displayWidth(of: $0.keys) }.max() ?? 0
    return sections.flatMap { title, bound -> [[PopupBox.Part]] in
      let shown = bound.filter { isShown("\(title) \($0.keys) \($0.summary)") }
      guard !shown.isEmpty else { return [] }
      return [[PopupBox.Part(title, .header)]]
        + shown.flatMap { lines(keys: $0.keys, summary: $0.summary, keyWidth: keyWidth, width: width) }
    }
  }

  private func lines(keys: String, summary: String, keyWidth: Int, width: Int) -> [[PopupBox.Part]] {
    let indent = 2
    let summaryWidth = width - keyWidth - 2 * indent
    guard summaryWidth >= Self.leastSummaryWidth else {
      let words = WrappedText(summary, width: max(width - 2 * indent, 1)).lines
      return [[PopupBox.Part("  " + keys, .key)]] + words.map { [PopupBox.Part("    " + $0, .text)] }
    }
    return WrappedText(summary, width: summaryWidth).lines.enumerated().map { index, words in
      [
        PopupBox.Part("  " + padded(index == 0 ? keys : "", toWidth: keyWidth), .key),
        PopupBox.Part("  " + words, .text),
      ]
    }
  }
}
