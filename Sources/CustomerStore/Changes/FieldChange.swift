import Customers

/// A field in which two versions of a customer differ.
struct FieldChange: Equatable {
  let field: CustomerColumn
  let kind: CustomerChange.Kind
  let oldValue: String?
  let newValue: String?

  /// Every field that differs, in the order of the columns.
  ///
  /// The date of the update moves along with everything else, so it counts only when it is all that moved.
  static func all(from old: Customer, to new: Customer) -> [FieldChange] {
    let changes = CustomerColumn.allCases.compactMap { field -> FieldChange? in
      let (oldValue, newValue) = (old.text(of: field), new.text(of: field))
      guard oldValue != newValue else { return nil }
      return FieldChange(
        field: field, kind: kind(of: field, from: old, to: new), oldValue: oldValue, newValue: newValue)
    }
    return changes.count > 1 ? changes.filter { $0.field != .updated } : changes
  }

  private static func kind(
    of field: CustomerColumn, from old: Customer, to new: Customer
  ) -> CustomerChange.Kind {
    switch field {
    case .name: .renamed
    case .salespersonID: .reassigned
    // The same salesperson may be spelled anew.
    case .salesperson where old.salespersonID != nil && old.salespersonID == new.salespersonID: .edited
    case .salesperson: .reassigned
    // A customer whose status is unknown counts as active.
    case .active where old.isActive != false && new.isActive == false: .deactivated
    case .active where old.isActive == false: .reactivated
    case .code, .type, .updated, .id, .accountingCode, .active, .mine: .edited
    }
  }
}

extension Customer {
  /// A field as text, nil for unknown.
  fileprivate func text(of field: CustomerColumn) -> String? {
    switch field {
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
    }
  }

  private static func yesOrNo(_ value: Bool) -> String { value ? "yes" : "no" }
}
