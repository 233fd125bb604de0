/// Why a document is no answer that a list could be taken from.
enum DecodingFailure: Error, Equatable {
  case notKomet(AnswerForm)
  case cutShort
  case malformed(afterRecord: Int)
  case noList
  case tooLarge
  case cancelled
}
