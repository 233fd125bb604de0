import GRDB
import GRDBSQLite

/// The library that the cache is kept by.
package enum CacheLibrary {
  package static var version: String { String(cString: sqlite3_libversion()) }
}

/// A prepared statement without GRDB's conveniences: a million rows cost no allocation each.
///
/// Used only inside the database access that made it. A column's bytes live until the next `step`.
/// A column of an unexpected type, which only damage brings about, is converted and stops nothing.
struct RawStatement {
  private let database: Database
  // Keeps the SQLite statement alive, and finalizes it at the end.
  private let statement: Statement

  init(_ database: Database, sql: String) throws {
    self.database = database
    statement = try database.makeStatement(sql: sql)
  }

  private var pointer: SQLiteStatement { statement.sqliteStatement }

  /// Goes to the next row; false at the end, from where the statement can run again.
  func step() throws -> Bool {
    let code = sqlite3_step(pointer)
    if code == SQLITE_ROW { return true }
    let error = code == SQLITE_DONE ? nil : failure(code)
    sqlite3_reset(pointer)
    if let error { throw error }
    return false
  }

  private func failure(_ code: Int32) -> DatabaseError {
    DatabaseError(resultCode: ResultCode(rawValue: code), message: database.lastErrorMessage)
  }
}

// MARK: - Columns, counted from 0

extension RawStatement {
  func isNull(_ column: Int32) -> Bool {
    sqlite3_column_type(pointer, column) == SQLITE_NULL
  }

  /// 0 for NULL.
  func integer(_ column: Int32) -> Int64 {
    sqlite3_column_int64(pointer, column)
  }

  func integerUnlessNull(_ column: Int32) -> Int64? {
    let value = integer(column)
    // Most values are there and not 0, so that asking once will do.
    return value == 0 && isNull(column) ? nil : value
  }

  /// An id of 64 bits without a sign, which stands in the file as the signed number of the same bits.
  func id(_ column: Int32) -> UInt64 {
    UInt64(bitPattern: integer(column))
  }

  func idUnlessNull(_ column: Int32) -> UInt64? {
    integerUnlessNull(column).map(UInt64.init(bitPattern:))
  }

  /// Empty for NULL.
  func string(_ column: Int32) -> String {
    String(decoding: text(column), as: UTF8.self)
  }

  func stringUnlessNull(_ column: Int32) -> String? {
    isNull(column) ? nil : string(column)
  }

  /// Empty for NULL.
  func text(_ column: Int32) -> CustomerRow.Text {
    // Asked for as a blob, SQLite hands its own bytes out; as text it may copy them to add a zero.
    let start = sqlite3_column_blob(pointer, column)
    let count = Int(sqlite3_column_bytes(pointer, column))
    return CustomerRow.Text(start: start?.assumingMemoryBound(to: UInt8.self), count: count)
  }
}

extension Database {
  /// The ids in the first column of a query's rows.
  func ids(_ query: String) throws -> [UInt64] {
    let rows = try RawStatement(self, sql: query)
    var ids: [UInt64] = []
    while try rows.step() { ids.append(rows.id(0)) }
    return ids
  }
}

// MARK: - Parameters, counted from 1

extension RawStatement {
  func bind(_ value: Int64?, at parameter: Int32) {
    if let value {
      sqlite3_bind_int64(pointer, parameter, value)
    } else {
      sqlite3_bind_null(pointer, parameter)
    }
  }

  /// Binds an id as `id` reads it.
  func bind(id: UInt64?, at parameter: Int32) {
    bind(id.map(Int64.init(bitPattern:)), at: parameter)
  }

  func bind(_ value: Bool, at parameter: Int32) {
    sqlite3_bind_int(pointer, parameter, value ? 1 : 0)
  }

  /// Binds bytes that must live until the statement has run.
  func bind(borrowing text: CustomerRow.Text, at parameter: Int32) throws {
    let empty: StaticString = ""
    let start = UnsafeRawPointer(text.baseAddress ?? empty.utf8Start)
    try check(
      sqlite3_bind_text(pointer, parameter, start.assumingMemoryBound(to: CChar.self), Int32(text.count), nil)
    )
  }

  /// The same, with NULL for an empty text.
  func bindUnlessEmpty(borrowing text: CustomerRow.Text, at parameter: Int32) throws {
    guard text.isEmpty else { return try bind(borrowing: text, at: parameter) }
    sqlite3_bind_null(pointer, parameter)
  }

  func bind(copying text: String?, at parameter: Int32) throws {
    guard let text else {
      sqlite3_bind_null(pointer, parameter)
      return
    }
    // SQLITE_TRANSIENT, a macro that Swift can't see: SQLite never calls it, it only compares it.
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    try check(sqlite3_bind_text(pointer, parameter, text, Int32(text.utf8.count), transient))
  }

  private func check(_ code: Int32) throws {
    guard code == SQLITE_OK else { throw failure(code) }
  }
}
