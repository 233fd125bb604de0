import NIOCore

/// Cuts an answer's body into pieces for the socket.
final class AnswerWriter {
  let keepsAlive: Bool
  /// How the answer ends; nil as long as there are pieces left.
  private(set) var ending: AnswerEnding?
  private var answer: Answer

  init(_ answer: Answer, keepsAlive: Bool) {
    self.answer = answer
    self.keepsAlive = keepsAlive
  }

  /// The next bytes of the body, which may be none.
  func nextPiece(allocator: ByteBufferAllocator) -> ByteBuffer {
    var piece: ByteBuffer
    let isLast: Bool
    switch answer.body {
    case .bytes(let bytes):
      piece = allocator.buffer(bytes: bytes)
      isLast = true
    case .customers(var customers):
      piece = allocator.buffer(capacity: AnswerBody.pieceSize)
      piece.writeWithUnsafeMutableBytes(minimumWritableBytes: AnswerBody.pieceSize) { memory in
        var writer = ByteWriter(memory)
        customers.writePiece(to: &writer)
        return writer.count
      }
      answer.body = .customers(customers)
      isLast = customers.isComplete
    }
    guard answer.ending != .complete else {
      if isLast { ending = .complete }
      return piece
    }
    ending = answer.ending
    return piece.getSlice(at: piece.readerIndex, length: piece.readableBytes / 2) ?? ByteBuffer()
  }
}
