import CustomerBrowser

/// What of a row can be copied.
struct CopyMenu {
  let look: Look

  private static let choices: [(command: BrowserCommand, words: String)] = [
    (.copyRow, "whole row"), (.copyCode, "code"), (.copyName, "name"), (.copyID, "id"),
    (.copyAccountingCode, "accounting code"),
  ]

  /// On one line if there is room for it, else each choice on its own.
  func content(room: Size) -> PopupBox.Content {
    var place = Position.zero
    var content = PopupBox.Content(title: "Copy", lines: [])
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

  private static let gap = "   "

  /// The width of all choices on one line.
  private var width: Int {
    let widths = Self.choices.compactMap { command, words in
      key(for: command).map { displayWidth(of: $0) + 1 + words.count }
    }
    return widths.reduce(0, +) + Self.gap.count * max(widths.count - 1, 0)
  }

  private func key(for command: BrowserCommand) -> String? {
    look.keyMap.firstKey(for: command, in: .copyMenu)?.label(in: look.charset)
  }
}
