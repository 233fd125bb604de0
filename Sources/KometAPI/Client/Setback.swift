/// Why one attempt brought no customers, and whether another one may.
struct Setback: Error {
  /// The statuses that may pass by themselves.
  private static let passingStatuses: Set<Int> = [408, 429, 500, 502, 503, 504]

  let error: KometAPIError
  /// Whether it is worth another attempt.
  let isPassing: Bool
  /// How long the server asked to wait.
  let retryAfter: Duration?

  init(_ error: KometAPIError, isPassing: Bool = false, retryAfter: Duration? = nil) {
    self.error = error
    self.isPassing = isPassing
    self.retryAfter = retryAfter
  }

  init(_ failure: TransportFailure, _ context: ErrorContext) {
    let isPassing = if case .interrupted = failure { true } else { false }
    self.init(context.error(failure), isPassing: isPassing)
  }

  init(_ answer: HTTPAnswer, _ context: ErrorContext, message: String) {
    self.init(
      context.error(status: answer.status, message: message),
      isPassing: Self.passingStatuses.contains(answer.status),
      retryAfter: answer.retryAfter)
  }
}
