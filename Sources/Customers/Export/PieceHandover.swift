/// Some rows as text, whose memory is used again and again.
final class Piece {
  var bytes: ByteBuffer

  init(capacity: Int) {
    bytes = ByteBuffer(capacity: capacity)
  }
}

/// Hands pieces on to a sink while the next ones are being made.
///
/// Other threads may hold it, but only the one that made it may call anything.
final class PieceHandover {
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
