import CustomerBrowser
import Customers
import Foundation
import TerminalText
import Wording

/// Says what will be written where, before it is.
struct ExportPopup {
  let dialog: ExportDialog
  let state: BrowserState
  let appearance: Appearance

  private static let label = 9

  func content(room: Size) -> PopupBox.Content {
    let (path, cursor) = visiblePath(width: room.columns - Self.label - 1)
    let facts = [
      [label("Rows"), PopupBox.Part(rows(width: room.columns - Self.label), .text)],
      [label("Columns"), PopupBox.Part(columns, .text)],
      [label("File"), PopupBox.Part(path.isEmpty ? " " : path, .fieldValue)],
      [label("Format")] + formats,
      [label("In"), PopupBox.Part(shortened(folder, toWidth: room.columns - Self.label), .dim)],
    ]
    let isTyping = dialog.step == .editing
    return PopupBox.Content(
      title: "Export",
      lines: PopupBox.lines(facts, kept: isTyping ? 3 : 0, then: step, room: room),
      cursor: isTyping ? Position(column: Self.label + cursor, row: 2) : nil,
      leastWidth: min(room.columns, Self.usualWidth))
  }

  /// As wide as the keys at their longest, so that the box stays where it is.
  private static let usualWidth = 68

  private func label(_ text: String) -> PopupBox.Part {
    PopupBox.Part(padded(text, toWidth: Self.label), .fieldLabel)
  }

  private func rows(width: Int) -> String {
    let customers = "customer\(dialog.rowCount == 1 ? "" : "s")"
    let count = dialog.rowCount.grouped
    if let panel = dialog.counts {
      let of = (panel.counts?.total ?? 0).grouped
      return "\(count) group\(dialog.rowCount == 1 ? "" : "s") of \(of) customers"
    }
    switch dialog.subject {
    case .marked:
      guard dialog.hiddenCount > 0 else { return "\(count) marked \(customers)" }
      let hidden = dialog.hiddenCount.grouped
      let words = "\(count) marked \(customers), \(hidden) of them not in the list"
      return displayWidth(of: words) <= width ? words : "\(count) marked, \(hidden) not in the list"
    case .shown: return "\(count) shown \(customers)"
    case .duplicates: return "\(count) \(customers) in groups"
    case .similar:
      let words = "the \(count) similar \(customers); none matches"
      return displayWidth(of: words) <= width ? words : "\(count) similar; none matches"
    }
  }

  private var columns: String {
    if let panel = dialog.counts { return "\(panel.facet.title), Customers" }
    let columns = state.exportedColumns(dialog.columns)
    guard dialog.columns == .all else { return columns.map(\.title).joined(separator: ", ") }
    return (["all \(CustomerColumn.told.count)"] + columns.filter { !$0.isTold }.map(\.title))
      .joined(separator: ", ")
  }

  /// Each in its own role, the current one between brackets.
  private var formats: [PopupBox.Part] {
    let known = ExportDialog.formats
    let all = dialog.format.map { known.contains($0) ? known : known + [$0] } ?? known
    return all.map { format in
      format == dialog.format
        ? PopupBox.Part("[\(format.rawValue)] ", .fieldValue) : PopupBox.Part(" \(format.rawValue)  ", .dim)
    }
  }

  /// The folder that the file goes to.
  private var folder: String {
    let path = (dialog.path.isEmpty ? "." : dialog.path.text) as NSString
    let full = path.isAbsolutePath ? path : "\(state.settings.currentFolder)/\(path)" as NSString
    return full.deletingLastPathComponent
  }

  private var step: [PopupBox.Part] {
    switch dialog.step {
    case .editing:
      [
        PopupBox.Part(
          appearance.keyHints(
            [
              (.accept, "writes"), (.exportFormat, "next format"),
              (.exportColumns, dialog.columns == .all ? "shown columns only" : "all columns"),
              (.back, "cancels"),
            ].filter { dialog.counts == nil || $0.0 != .exportColumns }, in: .dialog),
          .hint)
      ]
    case .confirmingOverwrite:
      [
        PopupBox.Part("That file exists.", .warning),
        PopupBox.Part(
          appearance.keyHints([(.accept, "replaces it"), (.back, "keeps it")], in: .dialog), .warning),
      ]
    case .confirmingFolder(let folder):
      [
        PopupBox.Part("There is no folder \(folder).", .warning),
        PopupBox.Part(
          appearance.keyHints([(.accept, "makes it and writes"), (.back, "goes back")], in: .dialog), .warning
        ),
      ]
    case .writing:
      [PopupBox.Part("Writing… " + appearance.keyHints([(.back, "cancels")], in: .dialog), .info)]
    case .failed(let failure):
      [
        PopupBox.Part([failure.what, failure.why].filter { !$0.isEmpty }.joined(separator: " "), .error),
        PopupBox.Part(failure.advice, .text),
      ]
    }
  }

  /// The end of a path that is too long for its place.
  private func shortened(_ path: String, toWidth width: Int) -> String {
    guard displayWidth(of: path) > width else { return path }
    let end = EditLine(path)
    return "…" + String(end.characters[end.window(width: width, charset: appearance.charset).start...])
  }

  /// The part of the path around the cursor that fits, and the cursor's column in it.
  private func visiblePath(width: Int) -> (text: String, cursor: Int) {
    let (start, cursorColumn) = dialog.path.window(width: width, charset: appearance.charset)
    let text = String(dialog.path.characters[start...])
    return (truncated(text, toWidth: width), cursorColumn)
  }
}

/// Asks how the filter shall be called.
struct FilterNamePopup {
  let dialog: FilterNameDialog
  let appearance: Appearance

  private static let label = 8

  func content(room: Size) -> PopupBox.Content {
    let width = max(room.columns - Self.label, 1)
    let (start, cursor) = dialog.name.window(width: width - 1, charset: appearance.charset)
    let name = String(dialog.name.characters[start...])
    let query = truncated(dialog.query, toWidth: width, in: appearance.charset)
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
      [PopupBox.Part(appearance.keyHints([(.accept, "saves"), (.back, "cancels")], in: .nameDialog), .hint)]
    case .confirmingReplacement:
      [
        PopupBox.Part("There is another filter of that name.", .warning),
        PopupBox.Part(
          appearance.keyHints([(.accept, "replaces it"), (.back, "keeps it")], in: .nameDialog), .warning),
      ]
    case .refused(let reason):
      [PopupBox.Part(reason, .warning)]
    }
  }
}

/// Asks how many requests contacts may take.
struct ContactBudgetPopup {
  let dialog: ContactBudgetDialog
  let appearance: Appearance

  private static let label = 11

  func content(room: Size) -> PopupBox.Content {
    let width = max(room.columns - Self.label, 1)
    let (start, cursor) = dialog.count.window(width: width - 1, charset: appearance.charset)
    let count = String(dialog.count.characters[start...])
    let customers = "\(dialog.customerCount.grouped) shown, one request each"
    let facts = [
      [label("Requests"), PopupBox.Part(count.isEmpty ? " " : count, .fieldValue)],
      [
        label("Customers"),
        PopupBox.Part(truncated(customers, toWidth: width, in: appearance.charset), .text),
      ],
    ]
    let keys = appearance.keyHints([(.accept, "fetches"), (.back, "cancels")], in: .nameDialog)
    let step = dialog.problem.map { PopupBox.Part($0, .warning) } ?? PopupBox.Part(keys, .hint)
    return PopupBox.Content(
      title: "Fetch contacts",
      lines: PopupBox.lines(facts, kept: 1, then: [step], room: room),
      cursor: Position(column: Self.label + cursor, row: 0), leastWidth: min(room.columns, Self.usualWidth))
  }

  /// As wide as that other question, so that the box doesn't grow while something is typed.
  private static let usualWidth = 40

  private func label(_ text: String) -> PopupBox.Part {
    PopupBox.Part(padded(text, toWidth: Self.label), .fieldLabel)
  }
}

/// What failed, why, and what to do next.
struct FailurePopup {
  let failure: UserFacingError
  let state: BrowserState
  let appearance: Appearance

  func content(room: Size) -> PopupBox.Content {
    let kept =
      state.snapshot == nil || failure.kind == .suddenLoss
      ? "" : "The customers on the screen are those from before."
    let isQuestion = failure.kind == .suddenLoss
    let keys = appearance.keyHints(
      (isQuestion ? [(.acceptLosses, "lets them go")] : [])
        + [
          (.refresh, isQuestion ? "asks again" : "tries again"),
          (.back, isQuestion ? "keeps them" : "closes"),
        ],
      in: .message)
    let paragraphs = [
      PopupBox.Part(failure.what, .error), PopupBox.Part(failure.why),
      PopupBox.Part(isQuestion ? "They stay here until you say that they are gone." : failure.advice),
      PopupBox.Part(kept, .dim),
    ].filter { !$0.text.isEmpty }
    func lines(gap: [[PopupBox.Part]]) -> [[PopupBox.Part]] {
      Array(paragraphs.map { PopupBox.lines(of: $0, width: room.columns) }.joined(separator: gap))
    }
    let airy = lines(gap: [[]])
    return PopupBox.Content(
      title: "Not refreshed",
      lines: PopupBox.lines(
        airy.count < room.rows ? airy : lines(gap: []), kept: 1, then: [PopupBox.Part(keys, .hint)],
        room: room))
  }
}
