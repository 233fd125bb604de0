/// How far a whole load has come.
package struct LoadProgress: Equatable, Sendable {
  /// The answer that is coming in, from 1 to `answers`.
  package var answer: Int
  package var answers: Int
  package var transfer: TransferProgress

  package init(answer: Int, answers: Int, transfer: TransferProgress) {
    self.answer = answer
    self.answers = answers
    self.transfer = transfer
  }
}
