/// A field of a customer, as columns on the screen and in exports.
///
/// The raw value is the column's name in options and the config. A new one begins here; the compiler then names the
/// `switch`es that have to know it: its text (`Customer.plainText`, `CustomerCells`, `SpreadsheetExport`), order
/// (`ColumnSort`) and width (`ListColumns`).
package enum CustomerColumn: String, CaseIterable, Sendable {
  case name
  case code
  case type
  case salesperson
  case updated
  case id
  case accountingCode = "accounting_code"
  case salespersonID = "salesperson_id"
  case active
  case mine
  // How to reach the customer's contacts, as far as they are on this machine.
  case phone
  case mail
  // What the person keeps about the customer.
  case star
  case note
  case due

  /// What the server tells: all columns of an export, unless others are named.
  package static let told = allCases.filter(\.isTold)

  /// Whether the server tells it in its list of customers.
  package var isTold: Bool { !isPersonal && !isOfContacts }

  /// Whether the column shows what the person keeps, and not what the server tells.
  package var isPersonal: Bool {
    switch self {
    case .star, .note, .due: true
    default: false
    }
  }

  /// Whether the column shows something of the customer's contacts.
  package var isOfContacts: Bool { self == .phone || self == .mail }

  /// Whether a user token does not tell it.
  package var isDetail: Bool {
    switch self {
    case .name, .id, .mine, .phone, .mail, .star, .note, .due: false
    case .code, .type, .salesperson, .updated, .accountingCode, .salespersonID, .active: true
    }
  }

  /// What there is to show of some columns where only names are known: ids beside them, rather than nothing.
  package static func known(of columns: [CustomerColumn]) -> [CustomerColumn] {
    let known = columns.filter { !$0.isDetail }
    return known.isEmpty || known == [.name] ? [.name, .id] : known
  }

  /// The columns that the list shows until told otherwise.
  package static let initiallyShown: [CustomerColumn] = [.name, .code, .type, .salesperson, .updated]

  /// The plain name for people: on the screen and in the header of CSV and TSV.
  package var title: String {
    switch self {
    case .name: "Name"
    case .code: "Code"
    case .type: "Type"
    case .salesperson: "Salesperson"
    case .updated: "Updated"
    case .id: "ID"
    case .accountingCode: "Accounting code"
    case .salespersonID: "Salesperson ID"
    case .active: "Active"
    case .mine: "Mine"
    case .phone: "Phone"
    case .mail: "Mail"
    case .star: "Star"
    case .note: "Note"
    case .due: "Due"
    }
  }

  /// The key in JSON and JSON Lines.
  package var jsonKey: String {
    switch self {
    case .name: "name"
    case .code: "code"
    case .type: "customerType"
    case .salesperson: "salesPerson"
    case .updated: "updatedOn"
    case .id: "id"
    case .accountingCode: "accountingCode"
    case .salespersonID: "salesPersonId"
    case .active: "active"
    case .mine: "mine"
    case .phone: "phone"
    case .mail: "mail"
    case .star: "star"
    case .note: "note"
    case .due: "due"
    }
  }
}
