import CustomerBrowser

extension PopupBox.Content {
  /// The smallest box holds so many lines, the prompt among them.
  private static let leastLines = 3

  /// Shows the prompt, and as many of the choices as fit, the selected one among them.
  init(_ choices: PopupBox.Choices, room: Size, look: Look) {
    let (start, cursor) = choices.typed.window(width: max(room.columns - 3, 1), charset: look.charset)
    let typed = String(choices.typed.characters[start...])
    let prompt = [
      PopupBox.Part("› ", .prompt),
      typed.isEmpty ? PopupBox.Part(choices.placeholder, .placeholder) : PopupBox.Part(typed, .fieldValue),
    ]
    let height = max(min(choices.count, room.rows - 1), Self.leastLines - 1)
    let top = max(0, min(choices.selected - height / 2, choices.lines.count - height))
    var shown = Array(choices.lines.dropFirst(top).prefix(height))
    if shown.isEmpty { shown = [[PopupBox.Part("nothing of that name", .dim)]] }
    shown += Array(repeating: [], count: height - shown.count)
    self.init(
      title: choices.title, lines: [prompt] + shown,
      selected: choices.lines.isEmpty ? nil : choices.selected - top + 1,
      cursor: Position(column: cursor + 2, row: 0))
  }
}
