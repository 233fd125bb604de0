import Customers
import GRDB

/// Reads rows of the table `customer`, by ascending id.
struct StoredRows {
  enum Selection: String {
    case all = ""
    case listStart = "WHERE id IN (SELECT customer FROM list_start)"
  }

  /// Of the vocabulary and the rows read so far.
  private(set) var fingerprint = Fingerprint()

  private let statement: RawStatement
  private let typeCount: Int64
  private let salespersonCount: Int64
  private var lastID: Int64?

  init(_ database: Database, _ vocabulary: Vocabulary, _ selection: Selection = .all) throws {
    statement = try RawStatement(
      database,
      sql: """
        SELECT id, name, code, accounting_code, type, salesperson, is_active, updated_on,
          has_details, is_listed, is_mine, is_gone
        FROM customer \(selection.rawValue) ORDER BY id
        """)
    typeCount = Int64(vocabulary.types.count)
    salespersonCount = Int64(vocabulary.salespeople.count)
    fingerprint.add(vocabulary)
  }

  /// The next row, or nil at the end; its texts live until the next call.
  ///
  /// Throws `Damage` if a row can't be what was written.
  mutating func next() throws -> CustomerRow? {
    guard try statement.step() else { return nil }
    var row = CustomerRow(id: statement.integer(0), name: statement.text(1))
    row.code = statement.text(2)
    row.accountingCode = statement.text(3)
    row.typeKey = statement.integer(4)
    row.salespersonKey = statement.integer(5)
    row.isActive = statement.integerUnlessNull(6).map { $0 != 0 }
    row.updatedSeconds = statement.integerUnlessNull(7) ?? CustomerTable.unknownUpdate
    if statement.integer(8) != 0 { row.flags.insert(.hasDetails) }
    if statement.integer(9) != 0 { row.flags.insert(.isListed) }
    if statement.integer(10) != 0 { row.flags.insert(.isMine) }
    if statement.integer(11) != 0 { row.flags.insert(.isGone) }
    guard lastID.map({ $0 < row.id }) ?? true, (0...typeCount).contains(row.typeKey),
      (0...salespersonCount).contains(row.salespersonKey)
    else { throw Damage(description: "A customer is out of order.") }
    lastID = row.id
    fingerprint.add(row)
    return row
  }

  /// Throws `Damage` unless the rows, all of which were read, are what the sync left.
  func check(against run: SyncRun) throws {
    var found = fingerprint
    found.add(run)
    guard found == run.fingerprint else {
      throw Damage(description: "The customers are not what was written.")
    }
  }
}
