import Customers

extension BrowserState {
  mutating func copy(_ command: BrowserCommand) -> [BrowserEffect] {
    guard let customer = currentRow.flatMap(customer(at:)) else {
      notice = Notice(.warning, "No customer is here to copy")
      return []
    }
    switch command {
    case .copyField:
      let fields = detailFields
      guard fields.indices.contains(detail.cursor.selected) else { return [] }
      let field = fields[detail.cursor.selected]
      return copy(field.value, called: field.noun)
    case .copyCode: return copy(customer.code, called: "code")
    case .copyName: return copy(customer.name, called: "name")
    case .copyID: return copy(String(customer.id), called: "id")
    case .copyAccountingCode: return copy(customer.accountingCode, called: "accounting code")
    case .copyRow:
      let cells = shownColumns.map { customer.plainText(of: $0).onOneCell }
      return copy(CopiedText(cells.joined(separator: "\t"), name: "the row of \(customer.name)"))
    default:
      popup = .copyMenu
      return []
    }
  }

  mutating func performInCopyMenu(_ command: BrowserCommand) -> [BrowserEffect] {
    popup = nil
    return Self.copyChoices.contains(command) ? copy(command) : []
  }

  private static let copyChoices: [BrowserCommand] = [
    .copyRow, .copyCode, .copyName, .copyID, .copyAccountingCode,
  ]

  /// Copies what a customer, or whatever `owner` names, has of something, if it has it.
  mutating func copy(
    _ text: String?, called noun: String, of owner: String = "customer"
  ) -> [BrowserEffect] {
    guard let text, !text.isEmpty else {
      notice = Notice(.warning, "This \(owner) has no \(noun)")
      return []
    }
    return copy(CopiedText(text, name: "the \(noun) \(text)"))
  }

  mutating func copy(_ text: CopiedText) -> [BrowserEffect] {
    isCopying = true
    return [.copy(text)]
  }

  /// Says what became of a copied text.
  mutating func endCopy(of text: CopiedText, _ outcome: CopyOutcome) {
    isCopying = false
    switch outcome {
    case .taken(""): notice = Notice(.info, "Copied \(text.name)")
    case .taken(let name): notice = Notice(.info, "Copied \(text.name) (\(name))")
    case .sent: notice = Notice(.info, "Sent \(text.name) to the terminal to copy (OSC 52)")
    case .impossible:
      notice = Notice(
        .warning, "Not copied: this terminal has no clipboard; wl-copy, xclip or xsel would do it")
    }
  }
}

extension String {
  /// The text without what would begin another cell or row.
  fileprivate var onOneCell: String {
    String(map { $0 == "\t" || $0.isNewline ? " " : $0 })
  }
}
