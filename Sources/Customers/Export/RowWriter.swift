import Threading

/// Writes rows of cells in one format: several pieces at a time, handed on in their order.
struct RowWriter<Encoder: RowEncoder, Cells: CellSource>: Sendable {
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
      let ordered = OrderedSink(to: sink)
      defer { ordered.end() }
      var free: [Piece] = []
      for first in stride(from: 0, to: pieceCount, by: Self.piecesAtOnce) {
        let count = min(Self.piecesAtOnce, pieceCount - first)
        while free.count < count { free.append(Piece(capacity: Self.expectedPieceSize)) }
        let next = Array(free.suffix(count))
        free.removeLast(count)
        make(next, from: first, during: ordered)
        free += try ordered.replacePieces(by: next)
      }
      _ = try ordered.replacePieces(by: [])
    }
  }

  /// Fills pieces, of which the first has the number `first`, while those made before are handed on.
  private func make(_ pieces: [Piece], from first: Int, during ordered: OrderedSink) {
    // Whoever writes a file should not hold up whoever types.
    _ = ParallelWork.run(parts: pieces.count, .deferrable) { part, worker in
      // Worker 0 is the thread that runs this, on which the sink wants to be called.
      if worker == 0 { ordered.handOn() }
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

/// Some rows as text, whose memory is used again and again.
///
/// One thread at a time has it: the one that fills it, then the one that hands it on.
final class Piece: @unchecked Sendable {
  var bytes: ByteBuffer

  init(capacity: Int) {
    bytes = ByteBuffer(capacity: capacity)
  }
}

/// Hands pieces on to a sink while the next ones are being made.
///
/// Other threads may hold it, but only the one that made it may call anything, which is worker 0.
final class OrderedSink: @unchecked Sendable {
  typealias Sink = (UnsafeRawBufferPointer) throws -> Void

  /// Nil at the end, since the others may let go of this later than the sink may live.
  private var sink: Sink?
  private var pieces: [Piece] = []
  private var handedOnCount = 0
  private var failure: (any Error)?

  init(to sink: @escaping Sink) {
    self.sink = sink
  }

  /// Hands on the pieces that wait; after an error of the sink nothing any more.
  func handOn() {
    do {
      while failure == nil, handedOnCount < pieces.count {
        try sink?(UnsafeRawBufferPointer(pieces[handedOnCount].bytes.content))
        handedOnCount += 1
      }
    } catch {
      failure = error
    }
  }

  /// Hands on what still waits and takes the next pieces; returns those before, or throws the sink's error.
  func replacePieces(by next: [Piece]) throws -> [Piece] {
    handOn()
    if let failure { throw failure }
    defer { (pieces, handedOnCount) = (next, 0) }
    return pieces
  }

  func end() {
    sink = nil
  }
}
