import CSimdJSON

/// Reads one answer's list, record by record: some ahead, the others when all is there.
///
/// The one place that calls the JSON reader; what becomes of the records is the caller's. For one thread at a
/// time.
final class ListReader {
  /// How much of an answer is read ahead at once: it still stands in the processor's cache then.
  static let pieceBytes = 512 << 10

  /// Nil if there was no memory for it.
  private let reader: OpaquePointer?

  /// Makes a reader whose `take` gets each record, with the context of the call that reads it.
  init(method: APIMethod, pieceBytes: Int, take: komet_take) {
    precondition(AnswerBody.padding >= Int(KOMET_JSON_PADDING))
    reader = komet_reader_new(method.inC, take, pieceBytes)
  }

  deinit { komet_reader_free(reader) }

  /// Takes the whole records that a list begins with off an answer that is still coming.
  func readAhead(_ body: AnswerBody, context: UnsafeMutableRawPointer) {
    guard let reader else { return }
    let taken = komet_reader_read_ahead(reader, body.bytes.baseAddress, body.count, context)
    body.remove(taken.start..<taken.start + taken.count)
  }

  /// Reads what is left of an answer, rewriting its bytes on the way.
  ///
  /// - Throws: `DecodingFailure`; `.cancelled` if `take` said to stop.
  func finish(
    _ body: AnswerBody, context: UnsafeMutableRawPointer
  ) throws(DecodingFailure) -> ListDocument {
    guard body.count > 0 else { throw .notKomet(.nothing) }
    guard let reader else { throw .tooLarge }
    let form = AnswerForm(body.bytes)
    var document = komet_reader_read_rest(reader, body.bytes.baseAddress, body.count, context)
    defer { komet_document_free(&document) }
    switch document.outcome {
    case KOMET_WHOLE: return ListDocument(document)
    case KOMET_STOPPED: throw .cancelled
    case KOMET_TOO_LARGE, KOMET_NO_MEMORY: throw .tooLarge
    default:
      guard form == .object else { throw .notKomet(form) }
      switch document.outcome {
      case KOMET_CUT_SHORT: throw .cutShort
      case KOMET_FOLLOWED: throw .followed
      default: throw .malformed(afterRecord: document.records)
      }
    }
  }
}
