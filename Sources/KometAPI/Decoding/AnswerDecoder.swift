/// Makes a list of one answer, if it likes while the answer is still coming.
///
/// Of no use for another answer. It belongs to the curl thread while the answer comes, and to the
/// receiver once that is whole.
protocol AnswerDecoder<List>: Sendable {
  associatedtype List: Sendable

  /// Takes what it can of an answer that is still coming, and removes that from the bytes.
  ///
  /// Called on the curl thread, which meanwhile receives nothing.
  func readAhead(_ body: AnswerBody)

  /// Decodes the whole answer: what was taken, and what is left in `body`, whose bytes it may rewrite.
  ///
  /// - Throws: `DecodingFailure`, also if the task is cancelled meanwhile.
  func decode(_ body: AnswerBody) throws(DecodingFailure) -> ListAnswer<List>
}
