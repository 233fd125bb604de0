import Customers
import Wording

/// One thing that the details tell about a customer.
package struct DetailField: Equatable, Sendable {
  package enum Subject: Equatable, Sendable {
    case column(CustomerColumn)
    /// Something about one of the contacts.
    case contact(ContactField)
    /// What a sync changed.
    case change
  }

  package let subject: Subject
  /// Empty for another change by the sync of the one before.
  package let label: String
  /// nil: the API did not say.
  package let value: String?
  /// What is said below the value: how long ago it was.
  package let note: String
  /// Where the value leads to: the number or address as a URI.
  package let link: String?

  init(_ subject: Subject, _ label: String, _ value: String?, note: String = "", link: String? = nil) {
    self.link = link
    self.subject = subject
    self.label = label
    self.value = value
    self.note = note
  }

  /// What a message calls the field: `accounting code`, `customer ID`.
  var noun: String {
    switch subject {
    case .change: "change"
    case .contact(let field): field.noun
    case .column(.updated): "date of the update"
    case .column(.mine): "“mine”"
    case .column: label.prefix(1).lowercased() + label.dropFirst()
    }
  }

  /// How much of a text is shown at most.
  package static let shownLetters = 4_000

  /// Whether the finder finds something in what is shown.
  func isFound(by finder: TextFinder) -> Bool {
    [label, (value ?? "").firstLetters(Self.shownLetters), note].contains(where: finder.isFound)
  }
}

extension String {
  /// The first `limit` Unicode scalars.
  package func firstLetters(_ limit: Int) -> String {
    utf8.count <= limit ? self : String(unicodeScalars.prefix(limit))
  }
}

extension BrowserState {
  /// Everything that is known about the current customer, in the order in which it shows.
  package var detailFields: [DetailField] {
    guard let customer = currentRow.flatMap(customer(at:)) else { return [] }
    var fields = fields(of: customer).filter { field in
      guard hasNamesOnly, case .column(let column) = field.subject else { return true }
      return !column.isDetail
    }
    fields.insert(contentsOf: noteFields(of: customer.note), at: 1)
    return fields + contactFields + changeFields
  }

  /// What is kept about the customer, as far as there is something; it comes before what the server told.
  private func noteFields(of note: CustomerNote) -> [DetailField] {
    var fields: [DetailField] = []
    if note.isStarred { fields.append(DetailField(.column(.star), "Star", "★")) }
    if let due = note.due {
      fields.append(DetailField(.column(.due), "Due", "\(due)", note: due.nearness(to: today)))
    }
    if !note.text.isEmpty { fields.append(DetailField(.column(.note), "Note", note.text)) }
    return fields
  }

  private func fields(of customer: Customer) -> [DetailField] {
    [
      DetailField(.column(.name), "Name", customer.name.isEmpty ? nil : customer.name),
      DetailField(.column(.code), "Code", customer.code),
      DetailField(.column(.id), "Customer ID", String(customer.id)),
      DetailField(.column(.accountingCode), "Accounting code", customer.accountingCode),
      DetailField(.column(.type), "Type", customer.customerType),
      DetailField(.column(.salesperson), "Salesperson", customer.salesperson),
      DetailField(.column(.salespersonID), "Salesperson ID", customer.salespersonID.map(String.init)),
      DetailField(.column(.active), "Status", customer.isActive.map { $0 ? "Active" : "Inactive" }),
      DetailField(.column(.mine), "Mine", customer.isMine.map { $0 ? "yes" : "no" }),
      DetailField(
        .column(.updated), "Updated", customer.updatedOn?.description.replacing("T", with: " "),
        note: customer.updatedOn?.date.distance(to: today) ?? ""),
    ]
  }

  /// The people whom the cache knows, each beginning with the name.
  private var contactFields: [DetailField] {
    (detail.contacts?.contacts ?? []).flatMap { contact in
      [DetailField(.contact(.name), "Contact", contact.name, note: contact.role ?? "")]
        + ContactField.allCases.filter { $0 != .name && $0 != .role }.compactMap { field in
          contact.text(of: field).map {
            DetailField(.contact(field), field.title, $0, link: contact.link(of: field))
          }
        }
    }
  }

  private var changeFields: [DetailField] {
    let changes = detail.changes.filter { !isToldAlready($0) }
    return zip(changes, [nil] + changes.map(\.syncedAt)).map { change, syncBefore in
      let day = LocalDate(change.syncedAt, in: settings.timeZone)
      let label = change.syncedAt == syncBefore ? "" : day.distance(to: today)
      return DetailField(.change, label, change.words)
    }
  }

  /// Whether the change is only the number to a name that the same sync changed, too.
  private func isToldAlready(_ change: CustomerChange) -> Bool {
    change.field == .salespersonID
      && detail.changes.contains { $0.field == .salesperson && $0.syncedAt == change.syncedAt }
  }
}

extension CustomerChange {
  /// What changed, for people: `salesperson: Ana Tran → Julian Mejía`.
  var words: String {
    switch kind {
    case .new: "new"
    case .gone: "gone"
    case .returned: "back again"
    case .deactivated, .reactivated: kind.rawValue
    case .renamed, .reassigned, .edited:
      "\(field.map(\.title)?.lowercased() ?? ""): \(oldValue ?? "unknown") → \(newValue ?? "unknown")"
    }
  }
}
