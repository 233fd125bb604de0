/// One customer of the company, as far as the API told.
///
/// A value is built only for a row that is shown or exported; everything else works on `CustomerTable`.
/// `nil` means that the API did not say.
package struct Customer: Equatable, Sendable {
  package var id: UInt64
  package var name: String
  package var code: String?
  package var accountingCode: String?
  package var customerType: String?
  package var salesperson: String?
  package var salespersonID: UInt64?
  package var isActive: Bool?
  package var isMine: Bool?
  package var updatedOn: LocalDateTime?
  /// What the person keeps about the customer; the API knows nothing of it.
  package var note = CustomerNote()
  /// How to reach its contacts, as far as they are on this machine and somebody wants to know.
  package var reach = CustomerReach()

  package init(
    id: UInt64,
    name: String,
    code: String? = nil,
    accountingCode: String? = nil,
    customerType: String? = nil,
    salesperson: String? = nil,
    salespersonID: UInt64? = nil,
    isActive: Bool? = nil,
    isMine: Bool? = nil,
    updatedOn: LocalDateTime? = nil
  ) {
    self.id = id
    self.name = name
    self.code = code
    self.accountingCode = accountingCode
    self.customerType = customerType
    self.salesperson = salesperson
    self.salespersonID = salespersonID
    self.isActive = isActive
    self.isMine = isMine
    self.updatedOn = updatedOn
  }
}

extension Customer {
  /// The value of a column as plain text, nil for unknown.
  package func text(of column: CustomerColumn) -> String? {
    switch column {
    case .name: name
    case .code: code
    case .type: customerType
    case .salesperson: salesperson
    case .updated: updatedOn?.description
    case .id: String(id)
    case .accountingCode: accountingCode
    case .salespersonID: salespersonID.map(String.init)
    case .active: isActive.map(Self.yesOrNo)
    case .mine: isMine.map(Self.yesOrNo)
    case .phone: reach.phone
    case .mail: reach.mail
    case .star: note.isStarred ? "yes" : "no"
    case .note: note.text
    case .due: note.due?.description
    }
  }

  /// The same, empty for unknown.
  package func plainText(of column: CustomerColumn) -> String { text(of: column) ?? "" }

  private static func yesOrNo(_ value: Bool) -> String { value ? "yes" : "no" }
}

/// Whose customers are looked at.
package enum CustomerScope: String, CaseIterable, Sendable {
  case all
  case mine

  package var toggled: CustomerScope { self == .all ? .mine : .all }
}

/// Which customers are looked at by their status.
///
/// A customer whose status the API did not tell counts as active.
package enum StatusFilter: String, CaseIterable, Sendable {
  case active
  case all
  case inactive

  /// The next one in the order active → all → only inactive.
  package var next: StatusFilter {
    switch self {
    case .active: .all
    case .all: .inactive
    case .inactive: .active
    }
  }
}

/// A salesperson as customers name them: by name, by id, by both.
package struct Salesperson: Hashable, Sendable {
  /// Empty if the API did not say.
  package let name: String
  package let id: UInt64?

  package init(name: String, id: UInt64?) {
    self.name = name
    self.id = id
  }
}
