/// Writes rows of cells in one format: several pieces at a time, handed on in their order.
struct RowWriter<Encoder: RowEncoder> {
  let encoder: Encoder
  let columns: [ExportColumn]

  private var rowsPerPiece: Int { 1 << 11 }
  /// How many pieces are made before they are handed on.
  private var piecesAtOnce: Int { ParallelWork.processorCount * 4 }

  /// Writes the rows; `appendCell` spells the cell of a row in the column of that index, on any thread.
  ///
  /// `announce` is told each row some rows before it is written.
  func write<Row>(
    _ rows: [Row], to sink: (UnsafeRawBufferPointer) throws -> Void,
    announce: @escaping (Row) -> Void = { _ in }, appendCell: @escaping (Row, Int, inout [UInt8]) -> Void
  ) throws {
    var header: [UInt8] = []
    encoder.appendHeader(columns, to: &header)
    try header.withUnsafeBytes(sink)
    let pieceCount = ParallelWork.parts(of: rows.count, size: rowsPerPiece)
    for first in stride(from: 0, to: pieceCount, by: piecesAtOnce) {
      let places = first..<min(first + piecesAtOnce, pieceCount)
      let pieces = encodedPieces(places, of: rows, announce: announce, appendCell: appendCell)
      for piece in pieces { try piece.withUnsafeBytes(sink) }
    }
    var footer: [UInt8] = []
    encoder.appendFooter(isEmpty: rows.isEmpty, to: &footer)
    try footer.withUnsafeBytes(sink)
  }

  private func encodedPieces<Row>(
    _ places: Range<Int>, of rows: [Row], announce: @escaping (Row) -> Void,
    appendCell: @escaping (Row, Int, inout [UInt8]) -> Void
  ) -> [[UInt8]] {
    var pieces = [[UInt8]](repeating: [], count: places.count)
    pieces.withUnsafeMutableBufferPointer { pieces in
      let pieces = pieces
      _ = ParallelWork.run(parts: places.count) { part, _ in
        let places = ParallelWork.rows(
          ofPart: places.lowerBound + part, size: rowsPerPiece, count: rows.count)
        pieces[part] = encoded(rows, at: places, announce: announce, appendCell: appendCell)
      }
    }
    return pieces
  }

  private func encoded<Row>(
    _ rows: [Row], at places: Range<Int>, announce: (Row) -> Void,
    appendCell: (Row, Int, inout [UInt8]) -> Void
  ) -> [UInt8] {
    var piece: [UInt8] = []
    piece.reserveCapacity(places.count * expectedRowSize)
    for place in places {
      if place + rowsAnnounced < places.upperBound { announce(rows[place + rowsAnnounced]) }
      encoder.appendRowStart(isFirst: place == 0, to: &piece)
      for (index, column) in columns.enumerated() {
        encoder.appendCellStart(column, isFirst: index == 0, to: &piece)
        appendCell(rows[place], index, &piece)
      }
      encoder.appendRowEnd(to: &piece)
    }
    return piece
  }

  /// How many rows before it is written a row is announced.
  private var rowsAnnounced: Int { 12 }
  /// About how many bytes a row takes; more only costs time.
  private var expectedRowSize: Int { 256 }
}
