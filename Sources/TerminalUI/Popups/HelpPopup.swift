import CustomerBrowser

/// The keys of one place, as they are bound.
struct HelpPopup {
  let focus: Focus
  let top: Int
  let look: Look

  func content(room: Size) -> PopupBox.Content {
    let lines = lines
    let keys = [BrowserCommand.moveUp, .moveDown].compactMap { look.keyMap.firstKey(for: $0, in: .help) }
    let arrows = keys.map { $0.label(in: look.charset) }
      .joined(separator: look.charset == .unicode ? "" : " ")
    let more = lines.count > room.rows && !keys.isEmpty ? " · \(arrows) scroll" : ""
    return PopupBox.Content(
      title: "Keys in the \(KeyContext(focus).name)\(more)",
      lines: Array(lines.dropFirst(top).prefix(max(room.rows, 1))))
  }

  func hiddenLineCount(on size: Size) -> Int {
    max(lines.count - max(PopupBox.room(on: size).rows, 1), 0)
  }

  private var lines: [[PopupBox.Part]] {
    let context = KeyContext(focus)
    let sections = BrowserCommand.sections.compactMap { title, commands -> (String, [(String, String)])? in
      let bound = commands.compactMap { command -> (String, String)? in
        let keys = look.keyMap.keys(for: command, in: context)
        guard !keys.isEmpty else { return nil }
        return (keys.map { $0.label(in: look.charset) }.joined(separator: " "), command.summary(in: focus))
      }
      return bound.isEmpty ? nil : (title, bound)
    }
    let keyWidth = sections.flatMap(\.1).map { displayWidth(of: $0.0) }.max() ?? 0
    return sections.flatMap { title, bound in
      [[PopupBox.Part(title, .header)]]
        + bound.map { keys, summary in
          [PopupBox.Part("  " + padded(keys, toWidth: keyWidth), .key), PopupBox.Part("  " + summary, .text)]
        }
    }
  }
}
