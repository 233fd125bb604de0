import Customers
import Foundation
import GRDB

/// A row of the table `customer`, its texts borrowed from where they stand: SQLite's page, or an answer.
struct CustomerRow {
  typealias Text = CustomerRecord.Text

  /// What is known about the customer besides its fields.
  struct Flags: OptionSet, Hashable {
    let rawValue: UInt8

    static let hasDetails = Flags(rawValue: 1)
    static let isListed = Flags(rawValue: 2)
    static let isMine = Flags(rawValue: 4)
    static let isGone = Flags(rawValue: 8)
    /// Together with `hasDetails`: some of them could not be read and never were before.
    static let isPartial = Flags(rawValue: 16)
  }

  var id: UInt64
  var name: Text
  var code = Text(start: nil, count: 0)
  var accountingCode = Text(start: nil, count: 0)
  /// Key in the table `customer_type`; 0 for unknown.
  var typeKey: Int64 = 0
  /// Key in the table `salesperson`; 0 for unknown.
  var salespersonKey: Int64 = 0
  var isActive: Bool?
  /// Seconds since 1970 on the API's clock, or `CustomerTable.unknownUpdate`.
  var updatedSeconds = CustomerTable.unknownUpdate
  var flags: Flags = []

  /// Whether everything but the flags is the same.
  func hasSameFields(as other: CustomerRow) -> Bool {
    id == other.id && typeKey == other.typeKey && salespersonKey == other.salespersonKey
      && isActive == other.isActive && updatedSeconds == other.updatedSeconds
      && name.hasSameBytes(as: other.name) && code.hasSameBytes(as: other.code)
      && accountingCode.hasSameBytes(as: other.accountingCode)
  }

  /// The customer as people see it; `tellsMine`: whether it is known whose customers are whose.
  func customer(_ vocabulary: ValueDictionaries, tellsMine: Bool) -> Customer {
    let salesperson = vocabulary.salespeople.term(ofKey: salespersonKey)
    return Customer(
      id: id,
      name: String(decoding: name, as: UTF8.self),
      code: code.isEmpty ? nil : String(decoding: code, as: UTF8.self),
      accountingCode: accountingCode.isEmpty ? nil : String(decoding: accountingCode, as: UTF8.self),
      customerType: vocabulary.types.term(ofKey: typeKey)?.name,
      salesperson: salesperson.flatMap { $0.name.isEmpty ? nil : $0.name },
      salespersonID: salesperson?.id,
      isActive: isActive,
      isMine: tellsMine ? flags.contains(.isMine) : nil,
      updatedOn: updatedSeconds == CustomerTable.unknownUpdate
        ? nil : LocalDateTime(secondsSinceEpoch: updatedSeconds))
  }
}

extension CustomerRow.Text {
  func hasSameBytes(as other: Self) -> Bool {
    guard count == other.count else { return false }
    guard let start = baseAddress, let otherStart = other.baseAddress else { return true }
    return memcmp(start, otherStart, count) == 0
  }
}

/// Writes rows of the table `customer`.
///
/// New rows are gathered and written many at a time, which takes a third less time: call `finish` at the end.
struct RowWriter {
  private let insert: RawStatement
  private let insertMany: RawStatement
  private let update: RawStatement
  private let setFlags: RawStatement
  private let delete: RawStatement
  private var waiting: [CustomerRow] = []

  private static let columnCount = 12
  private static let rowsAtOnce = 128

  init(_ database: Database) throws {
    insert = try RawStatement(database, sql: Self.insert(rows: 1))
    insertMany = try RawStatement(database, sql: Self.insert(rows: Self.rowsAtOnce))
    // By number, so that the parameters are those of an insertion.
    update = try RawStatement(
      database,
      sql: """
        UPDATE customer SET
          name = ?2, code = ?3, accounting_code = ?4, type = ?5, salesperson = ?6, is_active = ?7,
          updated_on = ?8, has_details = ?9, is_listed = ?10, is_mine = ?11, is_gone = ?12
        WHERE id = ?1
        """)
    setFlags = try RawStatement(
      database,
      sql: """
        UPDATE customer SET has_details = ?, is_listed = ?, is_mine = ?, is_gone = ? WHERE id = ?
        """)
    delete = try RawStatement(database, sql: "DELETE FROM customer WHERE id = ?")
  }

  private static func insert(rows: Int) -> String {
    func list(_ text: String, _ count: Int) -> String {
      Array(repeating: text, count: count).joined(separator: ", ")
    }
    return "INSERT INTO customer VALUES \(list("(\(list("?", columnCount)))", rows))"
  }

  /// Writes a row that is not there, now or later; its texts must live until `finish`.
  mutating func insert(_ row: CustomerRow) throws {
    waiting.append(row)
    guard waiting.count == Self.rowsAtOnce else { return }
    for (place, row) in waiting.enumerated() {
      try bind(row, to: insertMany, from: Int32(place * Self.columnCount + 1))
    }
    _ = try insertMany.step()
    waiting.removeAll(keepingCapacity: true)
  }

  /// Writes a row in the place of the one that is there.
  func update(_ row: CustomerRow) throws {
    try bind(row, to: update, from: 1)
    _ = try update.step()
  }

  /// Writes the rows that still wait.
  mutating func finish() throws {
    for row in waiting {
      try bind(row, to: insert, from: 1)
      _ = try insert.step()
    }
    waiting = []
  }

  private func bind(_ row: CustomerRow, to statement: RawStatement, from parameter: Int32) throws {
    statement.bind(id: row.id, at: parameter)
    try statement.bind(borrowing: row.name, at: parameter + 1)
    try statement.bindUnlessEmpty(borrowing: row.code, at: parameter + 2)
    try statement.bindUnlessEmpty(borrowing: row.accountingCode, at: parameter + 3)
    statement.bind(row.typeKey == 0 ? nil : row.typeKey, at: parameter + 4)
    statement.bind(row.salespersonKey == 0 ? nil : row.salespersonKey, at: parameter + 5)
    statement.bind(row.isActive.map { $0 ? 1 : 0 }, at: parameter + 6)
    let isUpdateKnown = row.updatedSeconds != CustomerTable.unknownUpdate
    statement.bind(isUpdateKnown ? row.updatedSeconds : nil, at: parameter + 7)
    bind(row.flags, to: statement, from: parameter + 8)
  }

  func write(_ flags: CustomerRow.Flags, ofID id: UInt64) throws {
    bind(flags, to: setFlags, from: 1)
    setFlags.bind(id: id, at: 5)
    _ = try setFlags.step()
  }

  func remove(id: UInt64) throws {
    delete.bind(id: id, at: 1)
    _ = try delete.step()
  }

  private func bind(_ flags: CustomerRow.Flags, to statement: RawStatement, from parameter: Int32) {
    let details: Int64 = flags.contains(.isPartial) ? 2 : flags.contains(.hasDetails) ? 1 : 0
    statement.bind(details, at: parameter)
    statement.bind(flags.contains(.isListed), at: parameter + 1)
    statement.bind(flags.contains(.isMine), at: parameter + 2)
    statement.bind(flags.contains(.isGone), at: parameter + 3)
  }
}
