import CustomerBrowser

/// Every command by name, with what it does and its keys.
struct CommandPalette {
  let chooser: Chooser
  let focus: Focus
  let look: Look

  func content(room: Size) -> PopupBox.Content {
    let all = Chooser().commands(in: focus)
    let nameWidth = all.map(\.rawValue.count).max() ?? 0
    let keyWidth = min(all.map { displayWidth(of: keys(of: $0)) }.max() ?? 0, room.columns / 4)
    let summaryWidth = room.columns - nameWidth - keyWidth - 2 * Self.gap
    let lines = chooser.commands(in: focus).map { command in
      let name = PopupBox.Part(padded(command.rawValue, toWidth: nameWidth + Self.gap))
      let keys = PopupBox.Part(padded(keys(of: command), toWidth: keyWidth), .key)
      guard summaryWidth >= 0 else { return [name] }
      guard summaryWidth >= Self.leastSummaryWidth else { return [name, keys] }
      let summary = padded(
        truncated(command.summary(in: focus), toWidth: summaryWidth), toWidth: summaryWidth + Self.gap)
      return [name, PopupBox.Part(summary, .hint), keys]
    }
    var content = PopupBox.Content(
      PopupBox.Choices(
        title: "Commands", typed: chooser.typed, placeholder: "type a part of the name or of what it does",
        lines: lines, selected: chooser.selected, count: all.count),
      room: room, look: look)
    content.leastWidth = room.columns
    return content
  }

  private static let gap = 2
  /// Narrower, what a command does can't be made out.
  private static let leastSummaryWidth = 12

  private func keys(of command: BrowserCommand) -> String {
    look.keyMap.keys(for: command, in: KeyContext(focus)).map { $0.label(in: look.charset) }
      .joined(separator: " ")
  }
}
