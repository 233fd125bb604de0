/// Rows of cells that a `RowWriter` can write, several of them at a time.
protocol CellSource: Sendable {
  var rowCount: Int { get }

  /// Says that the row at `place` is the next of those in `places` to be written.
  func announce(_ place: Int, of places: Range<Int>)

  /// Spells the cell of a row in the column of that index.
  func append(column: Int, ofRow place: Int, to bytes: inout ByteBuffer)
}

extension CellSource {
  func announce(_ place: Int, of places: Range<Int>) {}
}

/// The cells of a table's rows in one format.
///
/// Types and salespeople, of which there are few, are spelled once each.
struct CustomerCells<Encoder: RowEncoder>: CellSource {
  private let export: CustomerExport
  private let pointers: TablePointers
  private let encoder: Encoder
  private let types: Spellings
  private let salespeople: Spellings
  private let salespersonIDs: Spellings
  private let flags: Spellings
  private let reaches: ContactReaches

  /// Makes them; `pointers` are those of the export's table.
  init(_ export: CustomerExport, _ pointers: TablePointers, encoder: Encoder) {
    self.export = export
    self.pointers = pointers
    self.encoder = encoder
    types = Spellings(export.table.types.map(encoder.spelled))
    salespeople = Spellings(export.table.salespeople.map { encoder.spelled($0.name) })
    salespersonIDs = Spellings(export.table.salespeople.map { encoder.spelled($0.id) })
    flags = Spellings([nil, false, true].map(encoder.spelled))
    reaches = export.reaches
  }

  var rowCount: Int { export.rows.count }

  /// Rows in an order lie anywhere in the table: waiting for each would make an export of 1,000,000 take 1.2 s, not 0.9.
  func announce(_ place: Int, of places: Range<Int>) {
    let isFirst = place == places.lowerBound
    func announced(_ distance: Int) -> Range<Int> {
      let end = min(place + distance + 1, places.upperBound)
      return min(isFirst ? place : place + distance, end)..<end
    }
    for place in announced(Self.columnDistance) { pointers.prefetchColumns(ofRow: Int(export.rows[place])) }
    for place in announced(Self.textDistance) { pointers.prefetchTexts(ofRow: Int(export.rows[place])) }
  }

  /// How many rows before a row is written its columns, which tell where its texts are, are asked for.
  private static var columnDistance: Int { 24 }
  /// And its texts.
  private static var textDistance: Int { 12 }

  func append(column: Int, ofRow place: Int, to bytes: inout ByteBuffer) {
    let row = Int(export.rows[place])
    precondition(row < pointers.ids.count)
    switch export.columns[column] {
    case .name: append(.name, at: row, to: &bytes)
    case .code: append(.code, at: row, to: &bytes)
    case .accountingCode: append(.accountingCode, at: row, to: &bytes)
    case .type: types.append(Int(pointers.typeCodes[row]), to: &bytes)
    case .salesperson: salespeople.append(Int(pointers.salespersonCodes[row]), to: &bytes)
    case .salespersonID: salespersonIDs.append(Int(pointers.salespersonCodes[row]), to: &bytes)
    case .id: encoder.appendNumber(pointers.ids[row], to: &bytes)
    case .updated: appendDate(pointers.updatedSeconds[row], to: &bytes)
    case .active: append(export.table.isActive(at: row), to: &bytes)
    case .mine: append(export.table.mine?.contains(row), to: &bytes)
    case .phone: append(reaches[pointers.ids[row]].phone ?? "", to: &bytes)
    case .mail: append(reaches[pointers.ids[row]].mail ?? "", to: &bytes)
    case .star: append(export.notes[pointers.ids[row]].isStarred, to: &bytes)
    case .note: append(export.notes[pointers.ids[row]].text, to: &bytes)
    case .due: append(export.notes[pointers.ids[row]].due?.description ?? "", to: &bytes)
    }
  }

  @inline(__always)
  private func append(_ field: CustomerTable.TextField, at row: Int, to bytes: inout ByteBuffer) {
    let (text, readable) = pointers.text(field, at: row)
    encoder.appendText(text, readable: readable, to: &bytes)
  }

  @inline(__always)
  private func append(_ flag: Bool?, to bytes: inout ByteBuffer) {
    flags.append(flag.map { $0 ? 2 : 1 } ?? 0, to: &bytes)
  }

  private func append(_ text: String, to bytes: inout ByteBuffer) {
    var text = text
    text.withUTF8 { encoder.appendText($0, readable: $0.count, to: &bytes) }
  }

  private func appendDate(_ seconds: Int64, to bytes: inout ByteBuffer) {
    guard seconds != CustomerTable.unknownUpdate else {
      encoder.appendText(UnsafeBufferPointer(start: nil, count: 0), readable: 0, to: &bytes)
      return
    }
    LocalDateTime(secondsSinceEpoch: seconds).withUTF8 {
      encoder.appendText($0, readable: LocalDateTime.readableBytes, to: &bytes)
    }
  }
}

/// Short texts that are spelled once and written again and again.
struct Spellings: Sendable {
  private let bytes: [UInt8]
  /// Where each begins in `bytes`; one more at the end.
  private let starts: [Int]

  init(_ spellings: [[UInt8]]) {
    var bytes: [UInt8] = []
    var starts = [0]
    for spelling in spellings {
      bytes += spelling
      starts.append(bytes.count)
    }
    bytes += Array(repeating: 0, count: ByteBuffer.step)
    self.bytes = bytes
    self.starts = starts
  }

  /// Appends the one with that index.
  @inline(__always)
  func append(_ index: Int, to output: inout ByteBuffer) {
    let start = starts[index]
    let count = starts[index + 1] - start
    guard count > 0 else { return }
    bytes.withUnsafeBufferPointer { bytes in
      if let first = bytes.baseAddress { output.append(first + start, count: count) }
    }
  }
}
