import Customers
import Foundation

/// What the sentences of an error need to know about the request that failed.
struct ErrorContext: Sendable {
  /// What failed, as a sentence.
  let what: String
  /// What to look at when the server refuses, as a sentence.
  let refusalAdvice: String
  /// What to look at when the server turns down what was asked, not who asks, as a sentence.
  var requestAdvice =
    "Look at the settings in [api] of the config in the light of that; komet doctor tries them."
  /// What a list of the method holds.
  var listed = "customers"
  let host: String
  /// What stands between this machine and the host.
  var proxy: Proxy?
  let limits: TransferLimits
  let redactor: Redactor

  func error(_ kind: KometAPIError.Kind, why: String, advice: String) -> KometAPIError {
    KometAPIError(kind, what: what, why: why, advice: advice)
  }

  var cancelled: KometAPIError {
    error(.cancelled, why: "The request was cancelled.", advice: "Ask again when you want it.")
  }

  /// An answer that isn't one the Komet API gives.
  func notUnderstood(_ why: String) -> KometAPIError {
    error(
      .notUnderstood, why: why,
      advice: "Check \(APISetting.baseURL), and whether a proxy or a login page of the network is in the way."
    )
  }

  private static let adviceToWait =
    "Wait a while; a company's users have 1,000 requests a day between them."

  /// A refusal in the server's own words, which may be none.
  func refused(message: String) -> KometAPIError {
    var words = redactor.message(message)
    // The sentence has a full stop of its own.
    if words.hasSuffix(".") { words.removeLast() }
    let why = words.isEmpty ? "The server refused without a reason." : "The server says: “\(words)”."
    let advice = BackOff.isAboutQuota(message) ? Self.adviceToWait : refusalAdvice
    return error(.refusedByServer, why: why, advice: advice)
  }
}

extension ErrorContext {
  /// The error for an answer with an HTTP status other than success, and the server's message if it had one.
  func error(status: Int, message: String) -> KometAPIError {
    let words = redactor.message(message)
    let tail = words.isEmpty ? "." : ", and says: “\(words)”."
    switch status {
    case 401:
      return error(
        .refusedByServer, why: "The server refused the request (HTTP 401)\(tail)", advice: refusalAdvice)
    case 403:
      return error(
        .refusedByServer, why: "The server forbids the request (HTTP 403)\(tail)",
        advice: "\(refusalAdvice) Komet Sales can tell what your user may see.")
    case 404, 405, 410:
      return error(
        .notUnderstood, why: "The server knows no such address (HTTP \(status))\(tail)",
        advice: "Check \(APISetting.baseURL); the usual one is \(APIConfiguration.defaultBaseURL).")
    case 407:
      let setting = proxy.map { "\($0.variable), which names the proxy \(redactor.message($0.name))" }
      return error(
        .notReached(.proxyFailed),
        why: "A proxy on the way wants a user name and a password (HTTP 407)\(tail)",
        advice: "Check \(setting ?? "HTTPS_PROXY"), and ask those who run the network.")
    case 408:
      return error(
        .notReached(.serverFailed(status)),
        why: "The server gave up waiting for the request (HTTP 408)\(tail)",
        advice: "Check the network connection and try again.")
    case 429:
      return error(
        .refusedByServer, why: "The server has had too many requests (HTTP 429)\(tail)",
        advice: Self.adviceToWait)
    case 500...:
      return error(
        .notReached(.serverFailed(status)), why: "The server failed (HTTP \(status))\(tail)",
        advice: "Try again later.")
    case 300..<400:
      return notUnderstood("The server pointed elsewhere (HTTP \(status)), but not where to\(tail)")
    default:
      guard !words.isEmpty else { return notUnderstood("The server answered with HTTP \(status).") }
      return error(
        .refusedByServer, why: "The server turned the request down (HTTP \(status))\(tail)",
        advice: requestAdvice)
    }
  }

  /// The same error where the server asks to be left alone for longer than anybody waits: it says until when.
  func later(_ error: KometAPIError, _ wait: Duration, now: Date = Date()) -> KometAPIError {
    func wallClock(after seconds: Int64) -> LocalDateTime {
      let date = now.addingTimeInterval(Double(seconds))
      let zone = Int64(TimeZone.current.secondsFromGMT(for: date))
      return LocalDateTime(secondsSinceEpoch: Int64(date.timeIntervalSince1970) + zone)
    }
    let (here, there) = (wallClock(after: 0), wallClock(after: wait.components.seconds))
    let clock = there.description.split(separator: "T").last?.prefix(5) ?? ""
    let day = here.date == there.date ? "" : "\(there.date) "
    return error.advising("The server asks to be left alone until \(day)\(clock); try again then.")
  }

  /// The error for an answer that could not be decoded.
  func error(_ failure: DecodingFailure) -> KometAPIError {
    switch failure {
    case .notKomet(let form):
      notUnderstood("The server answered with \(form.words).")
    case .malformed(let records):
      notUnderstood("The server's JSON is not well-formed after record \(records).")
    case .followed:
      notUnderstood("Something that does not belong there stands behind the server's JSON.")
    case .cutShort:
      error(.interrupted(""))
    case .noList:
      noList(message: "")
    case .tooLarge:
      error(.outOfMemory)
    case .cancelled:
      cancelled
    }
  }

  /// The error for an answer without a list, which there should be.
  func noList(message: String) -> KometAPIError {
    let words = redactor.message(message)
    return notUnderstood(
      "The server's answer has no list of \(listed)\(words.isEmpty ? "." : ", and says: “\(words)”.")")
  }

  /// The error for a list of which nothing could be read.
  func nothingRead(_ report: DecodingReport) -> KometAPIError {
    let example = report.samples.first.map { ", for example \($0)" } ?? ""
    return notUnderstood("None of the server's \(report.records) records could be read\(example).")
  }

  /// The error for a redirect to another server.
  func redirectRefused(to host: String) -> KometAPIError {
    notUnderstood(
      "The server pointed to another one (\(redactor.message(host))), where the token is not sent.")
  }

  var tooManyRedirects: KometAPIError {
    notUnderstood("The server pointed from one address to the next without an end.")
  }
}

/// What a server says in an answer with a status other than success.
///
/// Servers, and what stands before them, have different habits: the API's own `message`; `error_description`
/// (RFC 6749); `detail` and `title` (RFC 9457); an `error` that is a text or an object, or several of them.
struct ServerMessage {
  let text: String

  /// Nil if the body is no JSON object with a message in it.
  init?(_ body: AnswerBody) {
    guard body.removedCount == 0, body.count <= Self.maxBytes,
      let text = Self.text(
        in: try? JSONSerialization.jsonObject(with: Data(body.bytes)), depth: Self.maxDepth)
    else { return nil }
    self.text = text
  }

  /// A longer answer is not about a failure.
  private static let maxBytes = 1 << 20
  /// `errors[0].error.message` is as deep as any.
  private static let maxDepth = 4
  /// The most telling first.
  private static let keys = [
    "error_description", "message", "detail", "errorMessage", "error", "errors", "title", "description",
  ]

  private static func text(in value: Any?, depth: Int) -> String? {
    switch value {
    case let text as String:
      return text.contains { !$0.isWhitespace } ? text : nil
    case let list as [Any] where depth > 0:
      return text(in: list.first, depth: depth - 1)
    case let fields as [String: Any] where depth > 0:
      for key in keys {
        if let text = text(in: fields[key], depth: depth - 1) { return text }
      }
      return nil
    default:
      return nil
    }
  }
}
