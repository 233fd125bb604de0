import CustomerBrowser
import Customers
import Foundation
import TerminalText
import TerminalUI
import Wording

/// One customer on stdout, with its contacts if they were wanted.
struct ShownCustomer {
  let table: CustomerTable
  let row: Int
  let contacts: FetchedContacts?
  /// What the person keeps about the customer.
  let note: CustomerNote

  private static let labelWidth = 17

  /// Writes a line for each field; below them the contacts as a table.
  func writeText() throws {
    let customer = table.customer(at: row)
    for column in CustomerColumn.told {
      try writeLine(column.title, visibleText(customer.plainText(of: column)))
    }
    try Self.write(note)
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
      table: table, rows: [UInt32(row)], columns: CustomerColumn.told, options: lines
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

  /// Writes what is kept about a customer, if there is something.
  static func write(_ note: CustomerNote) throws {
    if note.isStarred { try writeLine("Star", "yes") }
    if let due = note.due { try writeLine("Due", "\(due)") }
    for (place, line) in note.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !note.text.isEmpty {
      try StandardOutput.write(
        padded(place == 0 ? "Note" : "", toWidth: labelWidth) + visibleText(String(line)) + "\n")
    }
  }

  private func writeLine(_ label: String, _ value: String) throws { try Self.writeLine(label, value) }

  private static func writeLine(_ label: String, _ value: String) throws {
    let value = value.isEmpty ? "unknown" : value
    try StandardOutput.write("\(padded(label, toWidth: labelWidth))\(value)\n")
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

/// Rows as aligned columns of text, for people and for `awk`.
struct AlignedTable<Rows: RandomAccessCollection<[String]>> {
  let titles: [String]
  let rows: Rows
  /// The width to stay within, or nil to cut nothing.
  let width: Int?

  /// The columns' widths are measured on this many rows.
  private var measuredRows: Int { 1_000 }
  private var gap: String { "  " }
  private var narrowest: Int { 6 }
  /// A column gets no wider for longer cells, or one of a megabyte would add as many blanks to each other row.
  private var widest: Int { 200 }

  /// Writes the table; returns how many columns on the right were left out for want of room.
  func write(to sink: (String) throws -> Void) rethrows -> Int {
    let widths = widths
    try sink(line(titles.map { $0.uppercased() }, widths))
    for row in rows { try sink(line(row, widths)) }
    return titles.count - widths.count
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (index, cell) in cells.prefix(widths.count).enumerated() {
      let text = width == nil ? visibleText(cell) : truncated(cell, toWidth: widths[index])
      // The last column needs no blanks after it.
      line += index == widths.count - 1 ? text : padded(text, toWidth: widths[index]) + gap
    }
    return line + "\n"
  }

  private var widths: [Int] {
    var widths = titles.map(\.count)
    for row in rows.prefix(measuredRows) {
      for (index, cell) in row.enumerated() {
        widths[index] = max(widths[index], displayWidth(of: cell, upTo: widest))
      }
    }
    guard let width else { return widths }
    while widths.count > 1, total(widths.map { min($0, narrowest) }) > width { widths.removeLast() }
    // The widest columns give way until the line fits.
    while total(widths) > width,
      let widest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > narrowest
    {
      widths[widest] -= 1
    }
    return widths
  }

  private func total(_ widths: [Int]) -> Int {
    widths.reduce(0, +) + gap.count * (widths.count - 1)
  }
}
