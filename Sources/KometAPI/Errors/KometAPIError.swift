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
  /// For how long the server is to be left alone, by everybody who asks for the same company; nil if it need not be.
  package private(set) var backOff: Duration?

  init(_ kind: Kind, what: String, why: String, advice: String) {
    self.kind = kind
    self.what = what
    self.why = why
    self.advice = advice
  }

  /// The same error with other advice.
  func advising(_ advice: String) -> KometAPIError {
    var error = KometAPIError(kind, what: what, why: why, advice: advice).counting(requestCount)
    error.backOff = backOff
    return error
  }

  /// The same error of a server that is to be left alone for a while.
  func backingOff(for duration: Duration) -> KometAPIError {
    var error = self
    error.backOff = duration
    return error
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

extension KometAPIError {
  /// A setting or request that can't work, found before anything was sent.
  static func wrongUsage(why: String, advice: String) -> KometAPIError {
    KometAPIError(.wrongUsage, what: "The Komet API was not asked.", why: why, advice: advice)
  }
}

/// Blots tokens out of texts that come from elsewhere, and makes them fit to be shown.
struct Redactor: Sendable {
  /// The longest message that is shown; the API documents 500 characters.
  private static let maxMessageLength = 500
  private static let queryKey = "authenticationToken="

  private let secrets: [Secret]

  init(_ secrets: [Secret]) {
    // A blank one tells nothing, and would take all blanks out of a message.
    self.secrets = secrets.filter { Secret(trimming: $0.value) != nil }
  }

  /// The text with `•••` for each token, as it is or percent-encoded, and for whatever stands as
  /// `authenticationToken` in a URL.
  func redacted(_ text: String) -> String {
    var text = text
    for secret in secrets {
      let encoded = [true, false].map { PercentEncoding.encoded(secret.value, uppercase: $0) }
      for form in [secret.value] + encoded {
        text = text.replacing(form, with: Secret.placeholder)
      }
    }
    return Self.withoutQueryTokens(text)
  }

  /// A message of the server, redacted, on one line, without control and direction characters, not too long.
  func message(_ text: String) -> String {
    let plain = String(String.UnicodeScalarView(redacted(text).unicodeScalars.map(Self.plain)))
    let line = plain.split(separator: " ").joined(separator: " ").unicodeScalars
    guard line.count > Self.maxMessageLength else { return String(line) }
    return String(line.prefix(Self.maxMessageLength)) + "…"
  }

  /// What stands for a character in a message: blanks for line ends and tabs, U+FFFD for what drives a
  /// terminal.
  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.properties.generalCategory {
    case .lineSeparator, .paragraphSeparator: " "
    case .control: scalar.properties.isWhitespace ? " " : "\u{FFFD}"
    case .format, .surrogate, .privateUse, .unassigned: "\u{FFFD}"
    default: scalar
    }
  }

  private static func withoutQueryTokens(_ text: String) -> String {
    var parts = text.split(separator: queryKey, omittingEmptySubsequences: false)
    for index in parts.indices.dropFirst() {
      let rest = parts[index].drop { !"& \"'<>#\n\t".contains($0) }
      parts[index] = Substring(Secret.placeholder + rest)
    }
    return parts.joined(separator: queryKey)
  }
}
