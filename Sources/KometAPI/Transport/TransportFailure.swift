import Foundation

/// One request as the transport sends it.
struct HTTPRequest: Sendable {
  /// The whole URL; secret because the token stands in its query.
  var url: Secret
  /// What is posted, percent-encoded like a query; nil for a GET.
  var form: Secret?
  var headers: [String] = []
  /// What the request goes through; nil if it goes to the server directly.
  var proxy: Proxy?
  /// Whether the answer should tell how the server proved who it is.
  var asksForIdentity = false
  /// PEM certificates that are trusted besides the system's.
  var addedCertificates: [UInt8] = []
  var limits = TransferLimits()
  /// What the answer shares with others that are held at the same time; nil if it has all of its limit to itself.
  var budget: AnswerBudget?
  var userAgent = ""
  /// Called on the curl thread whenever bytes of the answer have come; it may remove some.
  var readAhead: (@Sendable (AnswerBody) -> Void)?
}

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

/// Why there is no whole answer.
///
/// The details are libcurl's own words and may hold the token: they pass the redactor before anybody reads
/// them.
enum TransportFailure: Error, Equatable, Sendable {
  /// libcurl could not be loaded.
  case noLibrary(String)
  case nameNotFound
  case connectionRefused
  case noRoute(String)
  case connectTimeout
  /// Nothing of an answer came.
  case noAnswer
  /// Nothing more of an answer came.
  case stalled
  /// It came, but so slowly that it would never end.
  case tooSlow
  /// The proxy, which the server never heard of.
  case proxy(ProxyFault)
  case tls(String)
  case unreadableCertificates
  case interrupted(String)
  case undecodable(String)
  /// The text is in an encoding with this name.
  case unknownCharset(String)
  case tooLarge
  case headersTooLarge
  case outOfMemory
  case cancelled

  /// Whether the server may have got the request, so that it counts against the day's limit.
  var isAfterSending: Bool {
    switch self {
    case .noLibrary, .nameNotFound, .connectionRefused, .noRoute, .connectTimeout, .tls,
      .unreadableCertificates, .proxy:
      false
    case .noAnswer, .stalled, .tooSlow, .interrupted, .undecodable, .unknownCharset, .tooLarge,
      .headersTooLarge,
      .outOfMemory, .cancelled:
      true
    }
  }
}

/// Why the proxy made no way to the server.
enum ProxyFault: Equatable, Sendable {
  case nameNotFound
  case connectionRefused
  case timeout
  /// It answered with this HTTP status instead.
  case status(Int)
  case other(String)
}
