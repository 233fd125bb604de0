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
    let choices = Self.choices.compactMap { choice -> [PopupBox.Part]? in
      guard let key = look.keyMap.firstKey(for: choice.command, in: .copyMenu) else { return nil }
      return [PopupBox.Part(key.label(in: look.charset), .key), PopupBox.Part(" \(choice.words)")]
    }
    let line = Array(choices.joined(separator: [PopupBox.Part("   ")]))
    let isWide = line.reduce(0) { $0 + displayWidth(of: $1.text) } > room.columns
    return PopupBox.Content(title: "Copy", lines: isWide ? choices : [line])
  }
}
