import CustomerBrowser
import Customers
import TerminalText
import Wording

/// The contacts of a customer, and how fresh they are.
struct ContactsPopup {
  let panel: ContactsPanel
  let state: BrowserState
  let appearance: Appearance

  private static let labelWidth = 11
  /// Below this width there are no labels: the values speak for themselves.
  private static let widthForLabels = 26
  private static let indent = 2
  /// As wide at the least, so that the box stays where it is when the answer comes.
  private static let usualWidth = 48
  /// The smallest box holds so many lines.
  private static let leastRows = 3

  func content(room: Size) -> PopupBox.Content {
    let lines = lines(width: room.columns)
    let (height, notes) = division(room, lineCount: lines.count)
    let shown = Array(lines.dropFirst(panel.cursor.top).prefix(height))
    let places = shown.enumerated().compactMap { row, line in
      line.field.map { (field: $0, area: Rectangle(column: 0, row: row, columns: room.columns, rows: 1)) }
    }
    let selected = shown.indices.filter { shown[$0].field == panel.cursor.selected }
    return PopupBox.Content(
      title: truncated("Contacts of \(customerName)", toWidth: room.columns - 2, in: appearance.charset),
      lines: shown.map(\.parts) + notes,
      selected: selected.first.map {
        Rectangle(column: 0, row: $0, columns: room.columns, rows: selected.count)
      },
      targets: places.map { PopupBox.Target(area: $0.area, meaning: .choice($0.field)) },
      leastWidth: min(Self.usualWidth, room.columns))
  }

  func layout(room: Size) -> FieldLayout {
    let lines = lines(width: room.columns)
    var layout = FieldLayout(height: division(room, lineCount: lines.count).height)
    for place in panel.fields.indices {
      let start = layout.lines.last?.upperBound ?? 0
      layout.lines.append(start..<(lines.lastIndex { $0.field == place } ?? start) + 1)
    }
    return layout
  }

  /// How many lines of contacts show, and what is said below them.
  private func division(_ room: Size, lineCount: Int) -> (height: Int, notes: [[PopupBox.Part]]) {
    let height = max(room.rows, Self.leastRows)
    let notes = notes(width: room.columns)
    guard lineCount > 0 else { return (0, Array(notes.prefix(height))) }
    // The people matter more, where there is no room for both.
    guard height > Self.leastRows else { return (min(height, lineCount), []) }
    let shownNotes = [[]] + notes.prefix(height / 2 - 1)
    return (min(height - shownNotes.count, lineCount), shownNotes)
  }

  private var customerName: String {
    panel.customerName.isEmpty ? "customer \(panel.customerID)" : panel.customerName
  }

  private struct Line {
    var parts: [PopupBox.Part]
    /// The place of the field that it is of; nil for what stands between people.
    var field: Int?
  }

  private func lines(width: Int) -> [Line] {
    let labelWidth = width < Self.widthForLabels ? 0 : Self.labelWidth
    let valueWidth = max(width - Self.indent - labelWidth, 1)
    return panel.fields.enumerated().flatMap { place, field -> [Line] in
      guard field.subject != .name else {
        let name = truncated(field.value ?? "(no name)", toWidth: width, in: appearance.charset)
        let line = Line(parts: [PopupBox.Part(name, .title)], field: place)
        return place == 0 ? [line] : [Line(parts: []), line]
      }
      return WrappedText(field.value ?? "", width: valueWidth).lines.enumerated().map { index, text in
        let title = index == 0 && labelWidth > 0 ? field.subject.title : ""
        let label = String(repeating: " ", count: Self.indent) + title
        return Line(
          parts: [
            PopupBox.Part(padded(label, toWidth: Self.indent + labelWidth), .fieldLabel),
            PopupBox.Part(text, .fieldValue),
          ],
          field: place)
      }
    }
  }

  /// What there is to say about the contacts: their age, that they are being asked for, what failed.
  private func notes(width: Int) -> [[PopupBox.Part]] {
    let paragraphs: [PopupBox.Part] =
      switch panel.step {
      case .reading: [PopupBox.Part("…", .dim)]
      case .asking: [PopupBox.Part("Asking the server…", .info)]
      case .done: [freshness].compactMap(\.self)
      case .failed(let failure): words(of: failure)
      }
    let parts = nobody + paragraphs
    return parts.flatMap { part in
      WrappedText(part.text, width: width).lines.map { [PopupBox.Part($0, part.role)] }
    }
  }

  private var nobody: [PopupBox.Part] {
    panel.told?.contacts.isEmpty == true ? [PopupBox.Part("This customer has no contacts.")] : []
  }

  private var freshness: PopupBox.Part? {
    panel.told.map { told in
      let words = DateWords(state)
      return PopupBox.Part("As of \(words.moment(told.askedAt)), \(words.age(told.askedAt))", .dim)
    }
  }

  /// All of it where nothing else is to be seen, else only what matters beside the contacts.
  private func words(of failure: UserFacingError) -> [PopupBox.Part] {
    guard let freshness else {
      return [
        PopupBox.Part(failure.what, .error), PopupBox.Part(failure.why), PopupBox.Part(failure.advice),
      ].filter { !$0.text.isEmpty }
    }
    return [freshness, PopupBox.Part(failure.why.isEmpty ? failure.what : failure.why, .stale)]
  }
}
