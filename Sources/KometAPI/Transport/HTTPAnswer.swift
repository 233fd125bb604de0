/// A whole answer, whatever its status.
struct HTTPAnswer: Sendable {
  let status: Int
  /// What `Retry-After` told, in seconds or as a date.
  let retryAfter: Duration?
  /// The absolute URL that `Location` points to.
  let redirect: Secret?
  let body: AnswerBody

  var isSuccess: Bool { (200..<300).contains(status) }
}
