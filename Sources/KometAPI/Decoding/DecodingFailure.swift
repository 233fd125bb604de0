/// Why a document is no answer that a list could be taken from.
enum DecodingFailure: Error, Equatable {
  case notKomet(AnswerForm)
  case cutShort
  /// Something stands behind the end of the document.
  case followed
  case malformed(afterRecord: Int)
  case noList
  case tooLarge
  case cancelled
}
