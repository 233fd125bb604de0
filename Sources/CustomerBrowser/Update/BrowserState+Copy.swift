import Customers
import Foundation
import Wording

extension BrowserState {
  mutating func copy(_ command: BrowserCommand) -> [BrowserEffect] {
    guard let customer = currentRow.flatMap(customer(at:)) else {
      notice = Notice(.warning, "No customer is here to copy")
      return []
    }
    lookAtCurrent()
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
    case .copyMail, .copyPhone: return gather(command, of: .row)
    default:
      popup = .copyMenu(marks.count > 0 ? .marked : .row)
      return []
    }
  }

  mutating func performInCopyMenu(_ command: BrowserCommand, _ subject: CopySubject) -> [BrowserEffect] {
    if command == .copyOthers {
      popup = .copyMenu(subject.next(hasMarks: marks.count > 0))
      return []
    }
    popup = nil
    guard CopyOrder.nouns[command] != nil else { return [] }
    if subject == .shown, result?.isWhole == false {
      notice = Notice(.info, "The customers are still being loaded; try again in a moment")
      return []
    }
    return subject == .row ? copy(command) : gather(command, of: subject)
  }

  /// How many rows are copied where all shown ones are.
  package var shownCount: Int { result?.allShown.count ?? 0 }

  private mutating func gather(_ command: BrowserCommand, of subject: CopySubject) -> [BrowserEffect] {
    guard let snapshot, let row = currentRow, let noun = CopyOrder.nouns[command] else { return [] }
    isCopying = true
    let rows =
      switch subject {
      case .row: [UInt32(row)]
      case .marked: exportedRows
      case .shown: Array(result?.allShown ?? [])
      }
    return [
      .gather(
        CopyOrder(
          subject: subject, noun: noun, columns: CopyOrder.columns(of: command) ?? shownColumns, rows: rows,
          snapshot: snapshot, notes: notes.all))
    ]
  }

  /// Copies what was gathered, or says that there is none.
  mutating func copy(_ text: CopiedText?, of order: CopyOrder) -> [BrowserEffect] {
    if let text { return copy(text) }
    isCopying = false
    let noun = order.noun.one
    let isOfContacts = order.columns.contains(where: \.isOfContacts)
    let advice = isOfContacts ? "; fetch-contacts asks the server" : ""
    notice = Notice(
      .warning,
      order.subject == .row
        ? "No \(noun) of this customer is known here\(advice)"
        : "None of \(order.whose) has \(isOfContacts ? "a known" : "a") \(noun)\(advice)")
    return []
  }

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

/// Of whom something is copied.
package enum CopySubject: Equatable, Sendable {
  case row
  case marked
  /// All shown, as far as they match.
  case shown

  /// The next one in the order row → marked → shown.
  package func next(hasMarks: Bool) -> CopySubject {
    switch self {
    case .row: hasMarks ? .marked : .shown
    case .marked: .shown
    case .shown: .row
    }
  }
}

/// What of several customers is to be copied, a line each.
package struct CopyOrder: Sendable {
  typealias Noun = (one: String, several: String)

  let subject: CopySubject
  let noun: Noun
  /// With several columns tabs stand between them.
  let columns: [CustomerColumn]
  let rows: [UInt32]
  let snapshot: CustomerSnapshot
  let notes: CustomerNotes

  /// What can be copied of several.
  static let nouns: [BrowserCommand: Noun] = [
    .copyRow: ("row", "rows"), .copyCode: ("code", "codes"), .copyName: ("name", "names"),
    .copyID: ("id", "ids"), .copyAccountingCode: ("accounting code", "accounting codes"),
    .copyMail: ("mail address", "mail addresses"), .copyPhone: ("phone number", "phone numbers"),
  ]

  /// The column of a command; nil for whole rows.
  static func columns(of command: BrowserCommand) -> [CustomerColumn]? {
    switch command {
    case .copyCode: [.code]
    case .copyName: [.name]
    case .copyID: [.id]
    case .copyAccountingCode: [.accountingCode]
    case .copyMail: [.mail]
    case .copyPhone: [.phone]
    default: nil
    }
  }

  /// `the 12 marked customers`.
  var whose: String {
    let customers = "\(rows.count.grouped) \(subject == .marked ? "marked" : "shown") customer"
    return subject == .row ? "this customer" : "\(customers)\(rows.count == 1 ? "" : "s")"
  }

  /// The lines, each address or number on one of its own, those of two customers once; nil if there are none.
  ///
  /// May wait for the cache.
  package func gathered() -> CopiedText? {
    let reaches = columns.contains(where: \.isOfContacts) ? snapshot.contacts.reaches() : ContactReaches()
    var lines: [String] = []
    var seen: Set<String> = []
    var havingCount = 0
    for row in rows {
      var customer = snapshot.table.customer(at: Int(row))
      customer.note = notes[customer.id]
      customer.reach = reaches[customer.id]
      let line = columns.map { customer.plainText(of: $0).onOneCell }.joined(separator: "\t")
      guard columns.count > 1 || !line.isEmpty else { continue }
      havingCount += 1
      guard columns.count == 1, columns[0].isOfContacts else {
        lines.append(line)
        continue
      }
      lines += line.components(separatedBy: CustomerReach.separator).filter { seen.insert($0).inserted }
    }
    guard !lines.isEmpty else { return nil }
    let what = lines.count == 1 ? "the \(noun.one) \(lines[0])" : "\(lines.count.grouped) \(noun.several)"
    let lacking = rows.count - havingCount
    let rest = lacking > 0 ? ", \(lacking.grouped) of whom \(lacking == 1 ? "has" : "have") none" : ""
    return CopiedText(
      lines.joined(separator: "\n"), name: subject == .row ? what : "\(what) of \(whose)\(rest)")
  }
}

extension String {
  /// The text without what would begin another cell or row.
  fileprivate var onOneCell: String {
    String(map { $0 == "\t" || $0.isNewline ? " " : $0 })
  }
}
