extension BrowserState {
  /// Whether keys are text for the line in which something is looked for in the details.
  package var isTypingFind: Bool { popup == nil && focus == .detail && detail.find?.isTyping == true }

  /// The places of the fields in which the text is found.
  package var foundFields: [Int] {
    guard let finder = detail.find?.finder, !finder.isEmpty else { return [] }
    return detailFields.enumerated().filter { $0.element.isFound(by: finder) }.map(\.offset)
  }

  mutating func openFind() {
    guard currentRow != nil else { return }
    openDetail()
    detail.find = DetailFind(origin: detail.cursor.selected)
  }

  /// Closes the line; returns false if there is none.
  mutating func closeFind() -> Bool {
    defer { detail.find = nil }
    return detail.find != nil
  }

  mutating func typeFind(_ text: String) {
    detail.find?.line.insert(text)
    showNearestFound()
  }

  mutating func performInFind(_ command: BrowserCommand) {
    switch command {
    case .accept:
      detail.find?.isTyping = false
      if detail.find?.line.isEmpty == true { detail.find = nil }
    case .moveDown: stepToFound(1)
    case .moveUp: stepToFound(-1)
    default:
      guard let edit = command.lineEdit else {
        detail.find = nil
        return
      }
      detail.find?.line.apply(edit)
      showNearestFound()
    }
  }

  /// Goes to the next field in which the text is found, or with -1 to the one before; around at the ends.
  mutating func stepToFound(_ direction: Int) {
    guard let find = detail.find, !find.line.isEmpty else {
      openFind()
      return
    }
    let found = foundFields
    let next =
      direction > 0
      ? found.first { $0 > detail.cursor.selected } ?? found.first
      : found.last { $0 < detail.cursor.selected } ?? found.last
    guard let next else {
      notice = Notice(.info, "Nothing in the details matches \(find.line.text)")
      return
    }
    selectField(next)
    detail.find?.origin = next
  }

  /// While something is typed, shows the first match from where the person was.
  private mutating func showNearestFound() {
    guard let origin = detail.find?.origin else { return }
    let found = foundFields
    selectField(found.first { $0 >= origin } ?? found.first ?? origin)
  }
}
