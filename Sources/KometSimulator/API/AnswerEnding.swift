/// How an answer ends; all but the first come halfway through the body or its first piece.
enum AnswerEnding {
  case complete
  case reset
  case stall
  case truncated
}
