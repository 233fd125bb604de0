import Customers

/// Makes the table that people see from the rows of the file.
struct SnapshotBuilder {
  private var builder = CustomerTableBuilder()
  private var mineRows: [Int] = []
  private let types: [OwnedText]
  private let salespeople: [OwnedText]
  private let salespersonIDs: [Int64?]

  /// Bytes that a customer's texts take in the mean, generously; more only costs time.
  private static let expectedTextBytes = 48

  init(_ vocabulary: Vocabulary) {
    // Key 0 is unknown: no text, no id.
    types = [OwnedText("")] + vocabulary.types.terms.map { OwnedText($0.name) }
    salespeople = [OwnedText("")] + vocabulary.salespeople.terms.map { OwnedText($0.name) }
    salespersonIDs = [nil] + vocabulary.salespeople.terms.map(\.id)
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
        customerType: types[Int(row.typeKey)].bytes,
        salesperson: salespeople[Int(row.salespersonKey)].bytes,
        salespersonID: salespersonIDs[Int(row.salespersonKey)],
        isActive: row.isActive,
        updatedOn: isUpdateKnown ? LocalDateTime(secondsSinceEpoch: row.updatedSeconds) : nil))
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

/// A text whose bytes stay where they are as long as it lives.
private final class OwnedText {
  let bytes: CustomerRow.Text

  init(_ text: String) {
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count)
    _ = copy.initialize(from: text.utf8)
    bytes = CustomerRow.Text(copy)
  }

  deinit {
    bytes.deallocate()
  }
}
