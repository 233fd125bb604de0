/// Writes rows of cells in one format: several pieces at a time, handed on in their order.
struct RowWriter<Encoder: RowEncoder, Cells: CellSource> {
  private let encoder: Encoder
  private let columns: [ExportColumn]
  private let cells: Cells
  private let cellStarts: Spellings
  private let rowStart: Spellings
  private let rowEnd: Spellings

  init(_ cells: Cells, columns: [ExportColumn], encoder: Encoder) {
    self.encoder = encoder
    self.columns = columns
    self.cells = cells
    cellStarts = Spellings(
      columns.enumerated().map { encoder.cellStart($0.element, isFirst: $0.offset == 0) })
    rowStart = Spellings([true, false].map { encoder.rowStart(isFirst: $0) })
    rowEnd = Spellings([encoder.rowEnd])
  }

  private static var rowsPerPiece: Int { 1 << 10 }
  /// How many pieces are made while those before are handed on.
  private static var piecesAtOnce: Int { ParallelWork.processorCount * 8 }
  /// About how many bytes the rows of a piece take, if there are as many as can be.
  private static var expectedPieceSize: Int { rowsPerPiece * 144 }

  /// Writes everything, piece by piece; calls `sink` on this thread only, and stops at the first error of it.
  func write(to sink: (UnsafeRawBufferPointer) throws -> Void) throws {
    try encoder.header(columns).withUnsafeBytes(sink)
    try writeRows(to: sink)
    try encoder.footer(isEmpty: cells.rowCount == 0).withUnsafeBytes(sink)
  }

  private func writeRows(to sink: (UnsafeRawBufferPointer) throws -> Void) throws {
    let pieceCount = ParallelWork.parts(of: cells.rowCount, size: Self.rowsPerPiece)
    try withoutActuallyEscaping(sink) { sink in
      let handover = PieceHandover(to: sink)
      defer { handover.end() }
      var free: [Piece] = []
      for first in stride(from: 0, to: pieceCount, by: Self.piecesAtOnce) {
        let count = min(Self.piecesAtOnce, pieceCount - first)
        while free.count < count { free.append(Piece(capacity: Self.expectedPieceSize)) }
        let next = Array(free.suffix(count))
        free.removeLast(count)
        make(next, from: first, during: handover)
        free += try handover.replacePieces(by: next)
      }
      _ = try handover.replacePieces(by: [])
    }
  }

  /// Fills pieces, of which the first has the number `first`, while those made before are handed on.
  private func make(_ pieces: [Piece], from first: Int, during handover: PieceHandover) {
    // Whoever writes a file should not hold up whoever types.
    _ = ParallelWork.run(parts: pieces.count, .deferrable) { part, worker in
      // Worker 0 is the thread that runs this, on which the sink wants to be called.
      if worker == 0 { handover.handOn() }
      let places = ParallelWork.rows(ofPart: first + part, size: Self.rowsPerPiece, count: cells.rowCount)
      encode(places, to: &pieces[part].bytes)
    }
  }

  private func encode(_ places: Range<Int>, to bytes: inout ByteBuffer) {
    bytes.truncate(to: 0)
    for place in places {
      cells.announce(place, of: places)
      rowStart.append(place == 0 ? 0 : 1, to: &bytes)
      for column in columns.indices {
        cellStarts.append(column, to: &bytes)
        cells.append(column: column, ofRow: place, to: &bytes)
      }
      rowEnd.append(0, to: &bytes)
    }
  }
}
