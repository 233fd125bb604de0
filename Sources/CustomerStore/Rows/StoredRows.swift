import Customers
import GRDB

/// Reads rows of the table `customer`, by ascending id.
struct StoredRows {
  enum Selection {
    case all
    /// Those that begin behind so many others: so many, or all to the end.
    case part(start: Int, count: Int?)
    case listStart

    fileprivate var clauses: String {
      switch self {
      case .all: "ORDER BY id"
      // To SQLite -1 is no limit.
      case .part(let start, let count): "ORDER BY id LIMIT \(count ?? -1) OFFSET \(start)"
      case .listStart: "WHERE id IN (SELECT customer FROM list_start) ORDER BY id"
      }
    }
  }

  /// Of the rows read so far.
  private(set) var fingerprint = Fingerprint()
  /// The ids of the rows read so far, the first and the last; nil if there are none.
  private(set) var ids: ClosedRange<Int64>?

  private let statement: RawStatement
  private let vocabulary: Vocabulary
  private let typeCount: Int64
  private let salespersonCount: Int64

  init(_ database: Database, _ vocabulary: Vocabulary, _ selection: Selection = .all) throws {
    statement = try RawStatement(
      database,
      sql: """
        SELECT id, name, code, accounting_code, type, salesperson, is_active, updated_on,
          has_details, is_listed, is_mine, is_gone
        FROM customer \(selection.clauses)
        """)
    self.vocabulary = vocabulary
    typeCount = Int64(vocabulary.types.count)
    salespersonCount = Int64(vocabulary.salespeople.count)
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
    guard ids.map({ $0.upperBound < row.id }) ?? true, (0...typeCount).contains(row.typeKey),
      (0...salespersonCount).contains(row.salespersonKey)
    else { throw Damage.customerOutOfOrder }
    ids = (ids?.lowerBound ?? row.id)...row.id
    fingerprint.add(row)
    return row
  }

  /// Throws `Damage` unless the rows, all of which were read, are what the sync left.
  func check(against run: SyncRun) throws {
    try fingerprint.check(vocabulary, against: run)
  }
}

extension Damage {
  static let customerOutOfOrder = Damage(description: "A customer is out of order.")
}
