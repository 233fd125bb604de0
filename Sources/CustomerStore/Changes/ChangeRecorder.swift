import Customers
import GRDB

/// Writes what one sync changes into the table `change`, and counts it.
struct ChangeRecorder {
  /// How many customers have each kind of change.
  private(set) var counts: [CustomerChange.Kind: Int] = [:]
  /// The customers that changed and are still there, ascending.
  private(set) var changedIDs: [UInt64] = []

  private let vocabulary: ValueDictionaries
  private let tellsMine: Bool
  private let insert: RawStatement

  init(_ database: Database, sync: Int64, vocabulary: ValueDictionaries, tellsMine: Bool) throws {
    self.vocabulary = vocabulary
    self.tellsMine = tellsMine
    insert = try RawStatement(
      database,
      sql: """
        INSERT INTO change (sync, customer, field, kind, customer_name, old_value, new_value)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """)
    insert.bind(sync, at: 1)
  }

  /// Records how a row became another one; nil: it was not there, or is no longer.
  ///
  /// To be called by ascending id, with rows that differ.
  mutating func record(from old: CustomerRow?, to new: CustomerRow?) throws {
    let before = old.flatMap { $0.flags.contains(.isGone) ? nil : $0 }
    let after = new.flatMap { $0.flags.contains(.isGone) ? nil : $0 }
    var changes: [FieldChange] = []
    if let old, let after {
      changes = FieldChange.all(
        from: old.customer(vocabulary, tellsMine: tellsMine),
        to: after.customer(vocabulary, tellsMine: tellsMine))
      // What is told for the first time, or could not be read before, has not changed.
      let wasWhole = old.flags.contains(.hasDetails) && !old.flags.contains(.isPartial)
      if !wasWhole { changes.removeAll { $0.oldValue == nil } }
    }
    guard let row = after ?? before else { return }
    let name = String(decoding: row.name, as: UTF8.self)
    if let kind = Self.wholeChange(wasKnown: old != nil, wasThere: before != nil, isThere: after != nil) {
      try write(row.id, name, kind, nil)
    }
    for change in changes { try write(row.id, name, change.kind, change) }
    for kind in Set(changes.map(\.kind)) { counts[kind, default: 0] += 1 }
    if after != nil, before == nil || !changes.isEmpty { changedIDs.append(row.id) }
  }

  private static func wholeChange(wasKnown: Bool, wasThere: Bool, isThere: Bool) -> CustomerChange.Kind? {
    switch (wasThere, isThere) {
    case (true, false): .gone
    case (false, true): wasKnown ? .returned : .new
    default: nil
    }
  }

  private mutating func write(
    _ id: UInt64, _ name: String, _ kind: CustomerChange.Kind, _ change: FieldChange?
  ) throws {
    if change == nil { counts[kind, default: 0] += 1 }
    insert.bind(id: id, at: 2)
    try insert.bind(copying: change?.field.rawValue ?? "", at: 3)
    try insert.bind(copying: kind.rawValue, at: 4)
    try insert.bind(copying: name, at: 5)
    try insert.bind(copying: change?.oldValue, at: 6)
    try insert.bind(copying: change?.newValue, at: 7)
    _ = try insert.step()
  }
}

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
    let changes = CustomerColumn.told.compactMap { field -> FieldChange? in
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
    case .code, .type, .updated, .id, .accountingCode, .active, .mine, .phone, .mail, .star, .note, .due:
      .edited
    }
  }
}
