/// Spells the cells of a table in one format.
///
/// Types and salespeople, of which there are few, are spelled once each.
struct CellSource<Encoder: RowEncoder> {
  private let table: CustomerTable
  private let encoder: Encoder
  private let types: [[UInt8]]
  private let salespeople: [[UInt8]]

  init(table: CustomerTable, encoder: Encoder) {
    self.table = table
    self.encoder = encoder
    types = table.types.map(encoder.encoded)
    salespeople = table.salespeople.map { encoder.encoded($0.name) }
  }

  /// Appends one cell; `text` is the table's text buffer.
  func append(
    _ column: CustomerColumn, at row: Int, text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]
  ) {
    func appendOwnText(_ field: CustomerTable.TextField) {
      let range = table.textRange(field, at: row)
      encoder.appendText(UnsafeBufferPointer(rebasing: text[range]), to: &bytes)
    }
    switch column {
    case .name: appendOwnText(.name)
    case .code: appendOwnText(.code)
    case .accountingCode: appendOwnText(.accountingCode)
    case .type: bytes.append(contentsOf: types[Int(table.typeCodes[row])])
    case .salesperson: bytes.append(contentsOf: salespeople[Int(table.salespersonCodes[row])])
    case .salespersonID:
      encoder.appendNumber(table.salespeople[Int(table.salespersonCodes[row])].id, to: &bytes)
    case .id: encoder.appendNumber(table.ids[row], to: &bytes)
    case .updated: appendDate(table.updatedSeconds[row], to: &bytes)
    case .active:
      encoder.appendFlag(table.isActive(at: row), to: &bytes)
    case .mine: encoder.appendFlag(table.mine?.contains(row), to: &bytes)
    }
  }

  private func appendDate(_ seconds: Int64, to bytes: inout [UInt8]) {
    guard seconds != CustomerTable.unknownUpdate else {
      encoder.appendText(UnsafeBufferPointer(start: nil, count: 0), to: &bytes)
      return
    }
    LocalDateTime(secondsSinceEpoch: seconds).withUTF8 { encoder.appendText($0, to: &bytes) }
  }
}
