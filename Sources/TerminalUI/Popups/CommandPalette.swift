import CustomerBrowser

/// The saved filters with their queries, and every command by name, with what it does and its keys.
struct CommandPalette {
  let chooser: Chooser
  let focus: Focus
  let filters: NamedFilters
  let look: Look

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
      choices: lines, count: all.count, room: room, look: look)
    content.leastWidth = room.columns
    return content
  }

  private func fitted(_ text: String, toWidth width: Int, padding: Int) -> String {
    padded(
      truncated(text, toWidth: width, in: look.charset), toWidth: width + padding, in: look.charset)
  }

  private func role(of choice: PaletteChoice) -> Role {
    if case .filter = choice { .prompt } else { .text }
  }

  private func keys(of choice: PaletteChoice) -> String {
    guard case .command(let command) = choice else { return "" }
    return look.keyMap.keys(for: command, in: KeyContext(focus)).map { $0.label(in: look.charset) }
      .joined(separator: " ")
  }
}
