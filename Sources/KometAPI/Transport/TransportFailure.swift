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
  case stalled
  case tls(String)
  case unreadableCertificates
  case interrupted(String)
  case undecodable(String)
  case tooLarge
  case outOfMemory
  case cancelled

  /// Whether the server may have got the request, so that it counts against the day's limit.
  var isAfterSending: Bool {
    switch self {
    case .noLibrary, .nameNotFound, .connectionRefused, .noRoute, .connectTimeout, .tls,
      .unreadableCertificates:
      false
    case .stalled, .interrupted, .undecodable, .tooLarge, .outOfMemory, .cancelled: true
    }
  }
}
