import CustomerBrowser
import Customers

/// The people whom one reaches at a customer, and how fresh that is.
struct ContactsPopup {
  let panel: ContactsPanel
  let state: BrowserState
  let look: Look

  private static let labelWidth = 13
  private static let narrowLabelWidth = 10
  /// Below this width labels get less room.
  private static let widthForWideLabels = 40
  /// Below this width they get none: the values speak for themselves.
  private static let widthForLabels = 26
  private static let indent = 2
  /// As wide at the least, so that the box stays where it is when the answer comes.
  private static let usualWidth = 48
  /// The smallest box holds so many lines.
  private static let leastRows = 3

  func content(room: Size) -> PopupBox.Content {
    let height = max(room.rows, Self.leastRows)
    let people = lines(width: room.columns)
    var notes = notes(width: room.columns)
    // The people matter more, where there is no room for both.
    if !people.isEmpty { notes = height > Self.leastRows ? [[]] + notes.prefix(height / 2 - 1) : [] }
    let shownRows = max(min(height - notes.count, people.count), min(people.count, Self.leastRows - 1))
    let chosen = people.firstIndex { $0.field == panel.selected } ?? 0
    let top = max(0, min(chosen - shownRows / 2, people.count - shownRows))
    let shown = people.dropFirst(top).prefix(shownRows)
    return PopupBox.Content(
      title: truncated("Contacts of \(customerName)", toWidth: room.columns, in: look.charset),
      lines: Array((shown.map(\.parts) + notes).prefix(height)),
      selected: people.isEmpty ? nil : chosen - top,
      leastWidth: min(Self.usualWidth, room.columns))
  }

  private var customerName: String {
    panel.customerName.isEmpty ? "customer \(panel.customerID)" : panel.customerName
  }

  private struct Line {
    var parts: [PopupBox.Part]
    /// The field that begins here, if one does.
    var field: Int?
  }

  private func lines(width: Int) -> [Line] {
    let labelWidth = labelWidth(in: width)
    let valueWidth = max(width - Self.indent - labelWidth, 1)
    return panel.fields.enumerated().flatMap { place, field -> [Line] in
      guard field.subject != .name else {
        let name = truncated(field.value ?? "(no name)", toWidth: width, in: look.charset)
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
          field: index == 0 ? place : nil)
      }
    }
  }

  private func labelWidth(in width: Int) -> Int {
    guard width >= Self.widthForLabels else { return 0 }
    return width < Self.widthForWideLabels ? Self.narrowLabelWidth : Self.labelWidth
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
  private func words(of failure: BrowserFailure) -> [PopupBox.Part] {
    guard let freshness else {
      return [
        PopupBox.Part(failure.what, .error), PopupBox.Part(failure.why), PopupBox.Part(failure.advice),
      ].filter { !$0.text.isEmpty }
    }
    return [freshness, PopupBox.Part(failure.why.isEmpty ? failure.what : failure.why, .stale)]
  }
}
