import Customers
import GRDB

/// Writes rows of the table `customer`.
struct RowWriter {
  private let upsert: RawStatement
  private let setFlags: RawStatement
  private let delete: RawStatement

  init(_ database: Database) throws {
    upsert = try RawStatement(
      database,
      sql: """
        INSERT INTO customer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
          name = excluded.name, code = excluded.code, accounting_code = excluded.accounting_code,
          type = excluded.type, salesperson = excluded.salesperson, is_active = excluded.is_active,
          updated_on = excluded.updated_on, has_details = excluded.has_details,
          is_listed = excluded.is_listed, is_mine = excluded.is_mine, is_gone = excluded.is_gone
        """)
    setFlags = try RawStatement(
      database,
      sql: """
        UPDATE customer SET has_details = ?, is_listed = ?, is_mine = ?, is_gone = ? WHERE id = ?
        """)
    delete = try RawStatement(database, sql: "DELETE FROM customer WHERE id = ?")
  }

  func write(_ row: CustomerRow) throws {
    upsert.bind(row.id, at: 1)
    try upsert.bind(borrowing: row.name, at: 2)
    try upsert.bindUnlessEmpty(borrowing: row.code, at: 3)
    try upsert.bindUnlessEmpty(borrowing: row.accountingCode, at: 4)
    upsert.bind(row.typeKey == 0 ? nil : row.typeKey, at: 5)
    upsert.bind(row.salespersonKey == 0 ? nil : row.salespersonKey, at: 6)
    upsert.bind(row.isActive.map { $0 ? 1 : 0 }, at: 7)
    upsert.bind(row.updatedSeconds == CustomerTable.unknownUpdate ? nil : row.updatedSeconds, at: 8)
    bind(row.flags, to: upsert, from: 9)
    _ = try upsert.step()
  }

  func write(_ flags: CustomerRow.Flags, ofID id: Int64) throws {
    bind(flags, to: setFlags, from: 1)
    setFlags.bind(id, at: 5)
    _ = try setFlags.step()
  }

  func remove(id: Int64) throws {
    delete.bind(id, at: 1)
    _ = try delete.step()
  }

  private func bind(_ flags: CustomerRow.Flags, to statement: RawStatement, from parameter: Int32) {
    statement.bind(flags.contains(.hasDetails), at: parameter)
    statement.bind(flags.contains(.isListed), at: parameter + 1)
    statement.bind(flags.contains(.isMine), at: parameter + 2)
    statement.bind(flags.contains(.isGone), at: parameter + 3)
  }
}
