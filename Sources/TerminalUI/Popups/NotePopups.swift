import CustomerBrowser
import Customers
import TerminalText
import Wording

/// The lines of a note, where they are written.
struct NotePopup {
  let dialog: NoteDialog
  let appearance: Appearance

  /// Wide enough for a sentence, so that the box doesn't grow while one is typed.
  private static let usualWidth = 60
  /// What stands below the text takes as many lines, with a blank one above.
  private static let linesBelow = 3

  func content(room: Size) -> PopupBox.Content {
    // The cursor stands behind the last letter.
    let (lines, cursor) = lines(width: max(room.columns - 1, 1))
    let height = min(lines.count, max(room.rows - Self.linesBelow, 1))
    let top = max(min(cursor.row - height + 1, lines.count - height), 0)
    let shown = lines[top..<top + height].map { [PopupBox.Part($0.isEmpty ? " " : $0, .fieldValue)] }
    let isTyping = dialog.step == .editing
    let place = Position(column: cursor.column, row: cursor.row - top)
    return PopupBox.Content(
      title: "Note: \(dialog.customerName.firstLetters(Self.usualWidth))",
      lines: PopupBox.lines(shown, kept: isTyping ? place.row + 1 : 0, then: step, room: room),
      cursor: isTyping ? place : nil, leastWidth: min(room.columns, Self.usualWidth))
  }

  /// The text, broken where a line ends or is full, and where the cursor stands in it.
  private func lines(width: Int) -> (lines: [String], cursor: Position) {
    var lines = [""]
    var column = 0
    var cursor = Position.zero
    for (place, character) in dialog.line.characters.enumerated() {
      let letters = String(character)
      let columns = character == "\n" ? 0 : displayWidth(of: letters, in: appearance.charset)
      if character != "\n", column > 0, column + columns > width {
        lines.append("")
        column = 0
      }
      if place == dialog.line.cursor { cursor = Position(column: column, row: lines.count - 1) }
      if character == "\n" {
        lines.append("")
        column = 0
      } else {
        lines[lines.count - 1] += letters
        column += columns
      }
    }
    if dialog.line.cursor == dialog.line.characters.count {
      cursor = Position(column: column, row: lines.count - 1)
    }
    return (lines, cursor)
  }

  private var step: [PopupBox.Part] {
    switch dialog.step {
    case .editing:
      [
        PopupBox.Part(
          appearance.keyHints(
            [(.accept, "keeps it"), (.insertLineBreak, "new line"), (.back, "cancels")], in: .noteDialog),
          .hint)
      ]
    case .confirmingRemoval:
      question("Nothing is left of the note.", accept: "takes it away", back: "goes back")
    case .confirmingLoss:
      question("What you typed is not kept yet.", accept: "keeps it", back: "gives it up")
    case .saving: [PopupBox.Part("Writing…", .info)]
    case .changedElsewhere(let text):
      question(
        text.isEmpty
          ? "Somebody took the note away meanwhile."
          : "Somebody changed the note meanwhile: \(CustomerNote(text: text).line.firstLetters(Self.maxQuoted))",
        accept: "puts yours in its place", back: "goes back")
    case .failed(let failure): failure.parts + keys(accept: "tries again", back: "goes back")
    }
  }

  /// Of another text as much as leaves room for what can be done.
  private static let maxQuoted = 200

  private func question(_ words: String, accept: String, back: String) -> [PopupBox.Part] {
    [PopupBox.Part(words, .warning)] + keys(accept: accept, back: back)
  }

  private func keys(accept: String, back: String) -> [PopupBox.Part] {
    [PopupBox.Part(appearance.keyHints([(.accept, accept), (.back, back)], in: .noteDialog), .warning)]
  }
}

/// The day of a follow-up, where it is written, and what it means.
struct DuePopup {
  let dialog: DueDialog
  let today: LocalDate
  let appearance: Appearance

  private static let usualWidth = 48

  func content(room: Size) -> PopupBox.Content {
    let (start, cursor) = dialog.line.window(width: max(room.columns - 1, 1), charset: appearance.charset)
    let text = String(dialog.line.characters[start...])
    let isTyping = dialog.step != .saving
    let preview = dialog.preview(today: today)
    let facts = [
      [PopupBox.Part(text.isEmpty ? " " : text, .fieldValue)],
      [PopupBox.Part(preview.isEmpty ? "tomorrow, mon, +2w, 2026-12-05" : preview, .dim)],
    ]
    return PopupBox.Content(
      title: "Follow-up: \(dialog.customerName.firstLetters(Self.usualWidth))",
      lines: PopupBox.lines(facts, kept: 1, then: step, room: room),
      cursor: isTyping ? Position(column: cursor, row: 0) : nil,
      leastWidth: min(room.columns, Self.usualWidth))
  }

  private var step: [PopupBox.Part] {
    let keys = PopupBox.Part(
      appearance.keyHints([(.accept, "keeps it; empty: none"), (.back, "cancels")], in: .nameDialog), .hint)
    return switch dialog.step {
    case .editing: [keys]
    case .saving: [PopupBox.Part("Writing…", .info)]
    case .refused(let reason): [PopupBox.Part("That is no day: \(reason).", .warning)]
    case .failed(let failure): failure.parts + [keys]
    }
  }
}

extension UserFacingError {
  fileprivate var parts: [PopupBox.Part] {
    [
      PopupBox.Part([what, why].filter { !$0.isEmpty }.joined(separator: " "), .error),
      PopupBox.Part(advice, .text),
    ]
  }
}
