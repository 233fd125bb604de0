import Customers

/// Makes the table that people see from the rows of the file.
struct SnapshotBuilder {
  private var builder = CustomerTableBuilder()
  private var mineRows: [Int] = []
  private let vocabulary: Vocabulary
  /// The builder's codes by key, nil until a customer has it.
  private var typeCodes: [UInt32?]
  private var salespersonCodes: [UInt32?]

  /// Bytes that a customer's texts take in the mean, generously: memory that is not used costs nothing.
  private static let expectedTextBytes = 64

  init(_ vocabulary: Vocabulary) {
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
