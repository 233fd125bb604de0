import Customers
import GRDB

/// Reads rows of the table `customer`, by ascending id.
struct StoredRows {
  enum Selection {
    case all
    /// Those that begin behind so many others: so many below the ids that are negative to SQLite, or all to the end.
    case part(start: Int, count: Int?)
    case listStart

    /// What selects them, by ascending id without a sign: those with the highest bit are negative to SQLite.
    fileprivate var clauses: [String] {
      switch self {
      case .all: ["WHERE id >= 0 ORDER BY id", "WHERE id < 0 ORDER BY id"]
      case .part(let start, let count?): ["WHERE id >= 0 ORDER BY id LIMIT \(count) OFFSET \(start)"]
      // To SQLite -1 is no limit.
      case .part(let start, nil):
        ["WHERE id >= 0 ORDER BY id LIMIT -1 OFFSET \(start)", "WHERE id < 0 ORDER BY id"]
      case .listStart:
        ["id >= 0", "id < 0"].map { "WHERE \($0) AND id IN (SELECT customer FROM list_start) ORDER BY id" }
      }
    }
  }

  /// Of the rows read so far.
  private(set) var fingerprint = Fingerprint()
  /// The ids of the rows read so far, the first and the last; nil if there are none.
  private(set) var ids: ClosedRange<UInt64>?

  /// One after the other, the current one first.
  private var statements: ArraySlice<RawStatement>
  private let vocabulary: ValueDictionaries
  private let typeCount: Int64
  private let salespersonCount: Int64

  init(_ database: Database, _ vocabulary: ValueDictionaries, _ selection: Selection = .all) throws {
    statements = try selection.clauses.map { clauses in
      try RawStatement(
        database,
        sql: """
          SELECT id, name, code, accounting_code, type, salesperson, is_active, updated_on,
            has_details, is_listed, is_mine, is_gone
          FROM customer \(clauses)
          """)
    }[...]
    self.vocabulary = vocabulary
    typeCount = Int64(vocabulary.types.count)
    salespersonCount = Int64(vocabulary.salespeople.count)
  }

  /// The next row, or nil at the end; its texts live until the next call.
  ///
  /// Throws `Damage` if a row can't be what was written.
  mutating func next() throws -> CustomerRow? {
    while let statement = statements.first {
      if try statement.step() { return try row(of: statement) }
      statements.removeFirst()
    }
    return nil
  }

  private mutating func row(of statement: RawStatement) throws -> CustomerRow {
    var row = CustomerRow(id: statement.id(0), name: statement.text(1))
    row.code = statement.text(2)
    row.accountingCode = statement.text(3)
    row.typeKey = statement.integer(4)
    row.salespersonKey = statement.integer(5)
    row.isActive = statement.integerUnlessNull(6).map { $0 != 0 }
    row.updatedSeconds = statement.integerUnlessNull(7) ?? CustomerTable.unknownUpdate
    let details = statement.integer(8)
    if details != 0 { row.flags.insert(.hasDetails) }
    if details == 2 { row.flags.insert(.isPartial) }
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

/// Makes the table that people see from the rows of the file.
struct SnapshotBuilder {
  private var builder = CustomerTableBuilder()
  private var mineRows: [Int] = []
  private let vocabulary: ValueDictionaries
  /// The builder's codes by key, nil until a customer has it.
  private var typeCodes: [UInt32?]
  private var salespersonCodes: [UInt32?]

  /// Bytes that a customer's texts take on average, generously: memory that is not used costs nothing.
  private static let expectedTextBytes = 64

  init(_ vocabulary: ValueDictionaries) {
    self.vocabulary = vocabulary
    // Key 0 is unknown.
    typeCodes = Array(repeating: nil, count: vocabulary.types.count + 1)
    salespersonCodes = Array(repeating: nil, count: vocabulary.salespeople.count + 1)
  }

  /// Makes room for about so many customers.
  mutating func reserve(_ count: Int) {
    builder.reserve(rows: count, textBytes: count * Self.expectedTextBytes)
  }

  /// Adds a row whose keys are in the vocabulary; one that is gone is left out.
  mutating func append(_ row: CustomerRow) {
    guard !row.flags.contains(.isGone) else { return }
    if row.flags.contains(.isMine) { mineRows.append(builder.count) }
    let isUpdateKnown = row.updatedSeconds != CustomerTable.unknownUpdate
    builder.append(
      CustomerRecord(
        id: row.id, name: row.name, code: row.code, accountingCode: row.accountingCode,
        typeCode: typeCodes[Int(row.typeKey)] ?? code(ofType: row.typeKey),
        salespersonCode: salespersonCodes[Int(row.salespersonKey)] ?? code(ofSalesperson: row.salespersonKey),
        isActive: row.isActive,
        updatedOn: isUpdateKnown ? LocalDateTime(secondsSinceEpoch: row.updatedSeconds) : nil))
  }

  /// Adds the customers of another one, whose rows follow.
  mutating func append(_ next: SnapshotBuilder) {
    let start = builder.count
    mineRows += next.mineRows.map { $0 + start }
    builder.append(next.builder)
  }

  private mutating func code(ofType key: Int64) -> UInt32 {
    var name = vocabulary.types.term(ofKey: key)?.name ?? ""
    let code = name.withUTF8 { builder.code(ofType: $0) }
    typeCodes[Int(key)] = code
    return code
  }

  private mutating func code(ofSalesperson key: Int64) -> UInt32 {
    let salesperson = vocabulary.salespeople.term(ofKey: key)
    var name = salesperson?.name ?? ""
    let code = name.withUTF8 { builder.code(ofSalesperson: $0, id: salesperson?.id) }
    salespersonCodes[Int(key)] = code
    return code
  }

  /// The customers; `tellsMine`: whether it is known whose they are.
  consuming func finish(tellsMine: Bool) -> CustomerTable {
    let table = builder.finish().table
    guard tellsMine else { return table }
    var mine = RowSet(rowCount: table.count)
    for row in mineRows { mine.insert(row) }
    return table.withMine(mine)
  }
}
