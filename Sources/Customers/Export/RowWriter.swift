/// Writes rows of cells in one format, gathered into pieces.
struct RowWriter<Encoder: RowEncoder> {
  let encoder: Encoder
  let columns: [ExportColumn]

  /// How many bytes are gathered before they are handed on.
  private var pieceSize: Int { 1 << 16 }

  /// Writes the rows; `appendCell` spells the cell of a row in the column of that index.
  func write<Rows: Collection>(
    _ rows: Rows, to sink: (UnsafeRawBufferPointer) throws -> Void,
    appendCell: (Rows.Element, Int, inout [UInt8]) -> Void
  ) throws {
    var piece: [UInt8] = []
    piece.reserveCapacity(pieceSize + 4096)
    encoder.appendHeader(columns, to: &piece)
    var isFirst = true
    for row in rows {
      encoder.appendRowStart(isFirst: isFirst, to: &piece)
      isFirst = false
      for (index, column) in columns.enumerated() {
        encoder.appendCellStart(column, isFirst: index == 0, to: &piece)
        appendCell(row, index, &piece)
      }
      encoder.appendRowEnd(to: &piece)
      if piece.count >= pieceSize {
        try piece.withUnsafeBytes(sink)
        piece.removeAll(keepingCapacity: true)
      }
    }
    encoder.appendFooter(isEmpty: rows.isEmpty, to: &piece)
    try piece.withUnsafeBytes(sink)
  }
}
