/// What stands behind an answer's headers.
enum AnswerBody {
  /// How much of a list is written at once; enough for many records and at least for two of the largest.
  static let pieceSize = 128 * 1024

  case bytes([UInt8])
  case customers(CustomerAnswer)
}
