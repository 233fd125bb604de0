import CustomerBrowser

/// What the program tells the shell.
enum ExitStatus: Int32, Error {
  case done = 0
  case noCustomerMatched = 1
  case wrongUsage = 2
  case refusedByServer = 3
  case serverNotReached = 4
  case answerNotUnderstood = 5
  case fileTrouble = 6
  case interrupted = 130

  init(_ kind: BrowserFailure.Kind) {
    self =
      switch kind {
      case .usage: .wrongUsage
      case .refused: .refusedByServer
      case .notReached: .serverNotReached
      case .notUnderstood, .suddenLoss: .answerNotUnderstood
      case .file: .fileTrouble
      case .cancelled: .interrupted
      }
  }
}
