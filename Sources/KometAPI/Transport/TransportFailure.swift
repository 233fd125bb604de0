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
