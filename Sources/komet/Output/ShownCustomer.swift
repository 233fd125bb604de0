import CustomerBrowser
import Customers
import TerminalUI

/// One customer on stdout, with its contacts if they were wanted.
struct ShownCustomer {
  let table: CustomerTable
  let row: Int
  let contacts: FetchedContacts?

  private static let labelWidth = 17

  /// Writes a line for each field; below them the contacts as a table.
  func writeText() throws {
    let customer = table.customer(at: row)
    for column in CustomerColumn.allCases {
      try writeLine(column.title, visibleText(customer.plainText(of: column)))
    }
    guard let contacts else { return }
    let count = contacts.contacts.isEmpty ? "none" : contacts.contacts.count.grouped
    let moment = LocalDateTime(contacts.askedAt).description.replacing("T", with: " ")
    try writeLine("Contacts", "\(count), as of \(moment)")
    guard !contacts.contacts.isEmpty else { return }
    // What is told of nobody needs no column.
    let fields = ContactField.allCases.filter { field in
      contacts.contacts.contains { $0.text(of: field) != nil }
    }
    try StandardOutput.write("\n")
    try StandardOutput.write(
      AlignedTable(
        titles: fields.map(\.title),
        rows: contacts.contacts.map { contact in fields.map { contact.text(of: $0) ?? "" } },
        width: StandardOutput.columns))
  }

  /// Writes one object; the contacts are a list in it.
  func writeJSON() throws {
    let lines = CustomerExport.Options(format: .jsonl)
    var object: [UInt8] = []
    try CustomerExport(
      table: table, rows: [UInt32(row)], columns: CustomerColumn.allCases, options: lines
    )
    .write { object.append(contentsOf: $0) }
    if let contacts {
      // The object's own end makes way for one more key.
      object.removeLast("}\n".utf8.count)
      let moment = LocalDateTime(contacts.askedAt, in: .gmt)
      object.append(contentsOf: ",\"contactsAskedAt\":\"\(moment)Z\",\"contacts\":[".utf8)
      var people: [UInt8] = []
      try RecordExport(contacts.contacts).write(with: lines) { people.append(contentsOf: $0) }
      object.append(contentsOf: people.split(separator: UInt8(ascii: "\n")).joined(separator: ",".utf8))
      object.append(contentsOf: "]}\n".utf8)
    }
    try object.withUnsafeBytes(StandardOutput.write)
  }

  private func writeLine(_ label: String, _ value: String) throws {
    let value = value.isEmpty ? "unknown" : value
    try StandardOutput.write("\(padded(label, toWidth: Self.labelWidth))\(value)\n")
  }
}

extension RecordExport {
  /// Contacts under the keys of the API.
  fileprivate init(_ contacts: [CustomerContact]) {
    let keys = [
      "id", "name", "type", "phone", "ext", "mobile", "email", "instantMessaging", "fax", "description",
    ]
    self.init(
      columns: keys.map { ExportColumn(title: $0, key: $0) },
      rows: contacts.map { contact in
        [
          .number(contact.id), .text(contact.name), .text(contact.role), .text(contact.phone),
          .text(contact.phoneExtension), .text(contact.mobile), .text(contact.email),
          .text(contact.messaging), .text(contact.fax), .text(contact.remark),
        ]
      })
  }
}
