import Foundation

/// A whole answer, whatever its status.
struct HTTPAnswer: Sendable {
  let status: Int
  /// What `Retry-After` told, in seconds or as a date.
  let retryAfter: Duration?
  /// The absolute URL that `Location` points to.
  let redirect: Secret?
  /// The server's clock when it answered; nil if it did not tell.
  let date: Date?
  /// Nil unless the request asked for it and the connection was encrypted.
  let identity: ServerIdentity?
  let body: AnswerBody

  var isSuccess: Bool { (200..<300).contains(status) }
}
