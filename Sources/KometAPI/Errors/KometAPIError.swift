/// Why the wire brought no customers: what failed, why, and what to do, each a sentence.
///
/// No token stands in any of its texts, whatever the server or the network library said.
package struct KometAPIError: Error, Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    /// Status 0, HTTP 401, 403 or 429: the token, the account, too many requests.
    case refusedByServer
    /// There was no whole answer; asking later may help.
    case notReached(Reach)
    /// There was an answer, but not one that the Komet API gives.
    case notUnderstood
    /// The answers were larger than `TransferLimits.maxAnswerBytes`, or the headers than those of any answer.
    case limitExceeded
    /// The task that asked was cancelled.
    case cancelled
    /// A setting or a request that can't work; nothing was sent.
    case wrongUsage
  }

  /// How far a request got.
  package enum Reach: Equatable, Sendable {
    /// There is no network library on this machine.
    case noLibrary
    case nameNotFound
    case connectionRefused
    case noRoute
    case connectTimeout
    /// Nothing came for too long, or too little.
    case stalled
    /// The proxy did not let the request through.
    case proxyFailed
    /// The server's certificate or the TLS handshake was no good.
    case notTrusted
    /// The connection broke before the answer was whole.
    case interrupted
    /// The server answered with this status, 408 or 5xx.
    case serverFailed(Int)
  }

  package let kind: Kind
  package let what: String
  package let why: String
  package let advice: String
  /// The requests sent before it came to this, retries and redirects included.
  package private(set) var requestCount = 0

  init(_ kind: Kind, what: String, why: String, advice: String) {
    self.kind = kind
    self.what = what
    self.why = why
    self.advice = advice
  }

  /// The same error with other advice.
  func advising(_ advice: String) -> KometAPIError {
    KometAPIError(kind, what: what, why: why, advice: advice).counting(requestCount)
  }

  /// The same error after so many requests.
  func counting(_ requestCount: Int) -> KometAPIError {
    var error = self
    error.requestCount = requestCount
    return error
  }
}

extension KometAPIError: CustomStringConvertible {
  package var description: String { "\(what) \(why) \(advice)" }
}
