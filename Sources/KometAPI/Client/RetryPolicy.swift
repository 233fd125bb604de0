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
    let error = context.error(status: answer.status, message: message)
    let backOff = BackOff.duration(status: answer.status, retryAfter: answer.retryAfter, message: message)
    self.init(
      backOff.map(error.backingOff) ?? error,
      isRetryable: Self.retryableStatuses.contains(answer.status) && !BackOff.isAboutQuota(message),
      retryAfter: answer.retryAfter)
  }

  /// A refusal in an answer that is whole: with status 0.
  init(refusal message: String, _ context: ErrorContext) {
    let error = context.refused(message: message)
    self.init(BackOff.isAboutQuota(message) ? error.backingOff(for: BackOff.quota) : error)
  }
}

/// For how long a server that has had too many requests is left alone.
enum BackOff {
  /// After a 429 that names no time.
  private static let usual = Duration.seconds(15 * 60)
  /// When the requests of the day are used up; nobody tells when the server's day ends.
  static let quota = Duration.seconds(60 * 60)
  /// Whatever the server asks for.
  private static let range = Duration.seconds(60)...Duration.seconds(24 * 60 * 60)

  /// Nil if an answer with this status doesn't ask for it.
  static func duration(status: Int, retryAfter: Duration?, message: String) -> Duration? {
    if isAboutQuota(message) { return max(retryAfter.map(clamped) ?? quota, quota) }
    return status == 429 ? retryAfter.map(clamped) ?? usual : nil
  }

  /// Whether a refusal is about how many requests there were, in whatever words the server has for it.
  static func isAboutQuota(_ message: String) -> Bool {
    message.contains(
      /quota|too many (requests|calls)|(daily|rate|requests?|calls?|usage)[ -]limit|limit of [0-9., ]+ ?(api )?(requests|calls)/
        .ignoresCase())
  }

  private static func clamped(_ wish: Duration) -> Duration {
    min(max(wish, range.lowerBound), range.upperBound)
  }
}
