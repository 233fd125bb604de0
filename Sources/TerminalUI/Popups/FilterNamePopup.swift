import CustomerBrowser

/// Asks how the filter shall be called.
struct FilterNamePopup {
  let dialog: FilterNameDialog
  let look: Look

  private static let label = 8

  func content(room: Size) -> PopupBox.Content {
    let width = max(room.columns - Self.label, 1)
    let (start, cursor) = dialog.name.window(width: width - 1, charset: look.charset)
    let name = String(dialog.name.characters[start...])
    let query = truncated(dialog.query, toWidth: width, in: look.charset)
    let facts = [
      [label("Name"), PopupBox.Part(name.isEmpty ? " " : name, .fieldValue)],
      [label("Filter"), PopupBox.Part(query, .text)],
    ]
    let isTyping = dialog.step != .confirmingReplacement
    return PopupBox.Content(
      title: "Save the filter",
      lines: PopupBox.lines(facts, kept: isTyping ? 1 : 0, then: step, room: room),
      cursor: !isTyping ? nil : Position(column: Self.label + cursor, row: 0),
      leastWidth: min(room.columns, Self.usualWidth))
  }

  /// Wide enough for most names, so that the box doesn't grow while one is typed.
  private static let usualWidth = 40

  private func label(_ text: String) -> PopupBox.Part {
    PopupBox.Part(padded(text, toWidth: Self.label), .fieldLabel)
  }

  private var step: [PopupBox.Part] {
    switch dialog.step {
    case .editing:
      [PopupBox.Part(look.keyHints([(.accept, "saves"), (.back, "cancels")], in: .nameDialog), .hint)]
    case .confirmingReplacement:
      [
        PopupBox.Part("There is another filter of that name.", .warning),
        PopupBox.Part(
          look.keyHints([(.accept, "replaces it"), (.back, "keeps it")], in: .nameDialog), .warning),
      ]
    case .refused(let reason):
      [PopupBox.Part(reason, .warning)]
    }
  }
}
