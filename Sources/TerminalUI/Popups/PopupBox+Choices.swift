import CustomerBrowser

extension PopupBox.Content {
  /// The smallest box holds so many lines.
  private static let leastLines = 3

  /// Shows as many of the choices as fit below `head`, from the cursor's first visible one on; looks at no others.
  ///
  /// `count` is how many there can be, so that the box keeps its height while others match.
  init(
    title: String, head: [[PopupBox.Part]], choices: some RandomAccessCollection<[PopupBox.Part]>,
    cursor: ListCursor, count: Int, room: Size
  ) {
    let height = max(min(count, room.rows - head.count), Self.leastLines - head.count)
    let visible = cursor.top..<max(cursor.top, min(cursor.top + height, choices.count))
    let shown = Array(choices.dropFirst(visible.lowerBound).prefix(visible.count))
    let missing = Array(repeating: [PopupBox.Part](), count: max(height - shown.count, 0))
    func row(of place: Int) -> Rectangle {
      Rectangle(column: 0, row: head.count + place - cursor.top, columns: room.columns, rows: 1)
    }
    self.init(
      title: title, lines: head + shown + missing,
      footer: choices.count > height ? "\((cursor.index + 1).grouped) of \(choices.count.grouped)" : "",
      selected: visible.contains(cursor.index) ? row(of: cursor.index) : nil,
      choiceHeight: height,
      targets: visible.map { PopupBox.Target(area: row(of: $0), meaning: .choice($0)) })
  }

  /// Shows choices below the line in which something is typed to choose among them.
  init(
    title: String, chooser: Chooser, placeholder: String, choices: [[PopupBox.Part]], count: Int,
    room: Size, look: Look
  ) {
    let (start, cursor) = chooser.typed.window(width: max(room.columns - 3, 1), charset: look.charset)
    let typed = String(chooser.typed.characters[start...])
    let placeholder = displayWidth(of: placeholder) + 2 <= room.columns ? placeholder : "type to choose"
    let prompt = [
      PopupBox.Part("› ", .prompt),
      typed.isEmpty ? PopupBox.Part(placeholder, .placeholder) : PopupBox.Part(typed, .fieldValue),
    ]
    self.init(
      title: title, head: [prompt], choices: choices, cursor: chooser.cursor, count: count, room: room)
    if choices.isEmpty { lines[1] = [PopupBox.Part("nothing of that name", .dim)] }
    // The first choice is what typing leads to; whoever moves on from it looks at the choices.
    if chooser.cursor.index == 0 || selected == nil { self.cursor = Position(column: cursor + 2, row: 0) }
  }
}
