import CCurl
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

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension TransportFailure {
  /// What a libcurl result means for the one who asked.
  ///
  /// `systemError` is the `errno` of the last failed connection, 0 if there was none.
  init(_ code: CURLcode, detail: String, systemError: Int) {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
      self = .nameNotFound
    case CURLE_COULDNT_CONNECT:
      switch systemError {
      case Int(ECONNREFUSED): self = .connectionRefused
      // The server accepted and hung up before libcurl looked.
      case Int(ECONNRESET): self = .interrupted(detail)
      default: self = .noRoute(detail)
      }
    case CURLE_OPERATION_TIMEDOUT:
      self = .connectTimeout
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
      CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_ENGINE_INITFAILED:
      self = .tls(detail)
    case CURLE_SSL_CACERT_BADFILE:
      self = .unreadableCertificates
    case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE, CURLE_HTTP2,
      CURLE_HTTP2_STREAM:
      self = .interrupted(detail)
    case CURLE_FILESIZE_EXCEEDED:
      self = .tooLarge
    case CURLE_OUT_OF_MEMORY:
      self = .outOfMemory
    default:
      self = .undecodable(detail)
    }
  }
}

extension ProxyFault {
  /// What a libcurl result says about the proxy on the way; nil if it is the server's doing.
  ///
  /// `connectStatus` is what the proxy answered, 0 if nothing; `isThrough` whether the server was heard of.
  init?(_ code: CURLcode, detail: String, systemError: Int, connectStatus: Int, isThrough: Bool) {
    guard !isThrough, !(200..<300).contains(connectStatus) else { return nil }
    switch code {
    case CURLE_COULDNT_RESOLVE_PROXY:
      self = .nameNotFound
    case CURLE_COULDNT_CONNECT:
      self = systemError == Int(ECONNREFUSED) ? .connectionRefused : .other(detail)
    case CURLE_OPERATION_TIMEDOUT:
      self = .timeout
    case CURLE_URL_MALFORMAT, CURLE_COULDNT_RESOLVE_HOST, CURLE_SSL_CACERT_BADFILE, CURLE_OUT_OF_MEMORY:
      return nil
    default:
      self = connectStatus == 0 ? .other(detail) : .status(connectStatus)
    }
  }
}

extension ServerIdentity {
  private static let issuerKey = "Issuer:"

  /// What libcurl knows of the server at the other end of a finished transfer; nil if that had no TLS.
  init?(_ easy: UnsafeMutableRawPointer) {
    var found: UnsafeMutablePointer<curl_certinfo>?
    guard komet_getinfo_certificates(easy, &found) == CURLE_OK, let certificates = found?.pointee,
      certificates.num_of_certs > 0
    else { return nil }
    var issuer = ""
    // The first certificate is the server's own.
    var line = certificates.certinfo?[0]
    while let current = line?.pointee {
      let text = current.data.map { String(cString: $0) } ?? ""
      if text.hasPrefix(Self.issuerKey) { issuer = String(text.dropFirst(Self.issuerKey.count)) }
      line = current.next
    }
    var file: UnsafeMutablePointer<CChar>?
    komet_getinfo_string(easy, CURLINFO_CAINFO, &file)
    self.init(issuer: issuer, systemAuthorities: file.map { String(cString: $0) })
  }
}
