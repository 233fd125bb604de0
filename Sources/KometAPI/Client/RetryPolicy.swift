/// When a request that failed by bad luck is sent again, and after how long.
package struct RetryPolicy: Sendable {
  /// The first attempt included.
  package var maxAttempts = 3
  /// The longest pause before the second attempt; it doubles with each further one.
  package var baseDelay = Duration.milliseconds(500)
  /// The longest pause; a server whose `Retry-After` asks for more is not asked again.
  package var maxDelay = Duration.seconds(30)
  /// How a pause is spent; throws if the task is cancelled.
  package var pause: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

  package init() {}

  /// The pause before attempt `attempt` (2, 3, …).
  ///
  /// The server's wish, if it told one; otherwise a random half to whole of the doubling delay, so that
  /// clients that failed together don't come back together.
  func delay(beforeAttempt attempt: Int, retryAfter: Duration?) -> Duration {
    if let retryAfter { return retryAfter }
    let doublings = max(0, attempt - 2)
    return min(baseDelay * (1 << doublings) * Double.random(in: 0.5...1), maxDelay)
  }
}

/// Why one attempt brought no customers, and whether another one may.
struct AttemptError: Error {
  /// The statuses that may pass by themselves.
  private static let retryableStatuses: Set<Int> = [408, 429, 500, 502, 503, 504]

  let error: KometAPIError
  /// Whether it is worth another attempt.
  let isRetryable: Bool
  /// How long the server asked to wait.
  let retryAfter: Duration?

  init(_ error: KometAPIError, isRetryable: Bool = false, retryAfter: Duration? = nil) {
    self.error = error
    self.isRetryable = isRetryable
    self.retryAfter = retryAfter
  }

  init(_ failure: TransportFailure, _ context: ErrorContext) {
    let isRetryable = if case .interrupted = failure { true } else { false }
    self.init(context.error(failure), isRetryable: isRetryable)
  }

  init(_ answer: HTTPAnswer, _ context: ErrorContext, message: String) {
    self.init(
      context.error(status: answer.status, message: message),
      isRetryable: Self.retryableStatuses.contains(answer.status),
      retryAfter: answer.retryAfter)
  }
}
