extension ErrorContext {
  /// The error for an answer with an HTTP status other than success, and the server's message if it had one.
  func error(status: Int, message: String) -> KometAPIError {
    let words = redactor.message(message)
    let tail = words.isEmpty ? "." : ", and says: “\(words)”."
    switch status {
    case 401, 403:
      return error(
        .refusedByServer, why: "The server refused the request (HTTP \(status))\(tail)",
        advice: refusalAdvice)
    case 429:
      return error(
        .refusedByServer, why: "The server has had too many requests (HTTP 429)\(tail)",
        advice: "Wait a while; a company's users have 1,000 requests a day between them.")
    case 500...:
      return error(
        .notReached(.serverFailed(status)), why: "The server failed (HTTP \(status))\(tail)",
        advice: "Try again later.")
    case 300..<400:
      return notUnderstood("The server pointed elsewhere (HTTP \(status)), but not where to\(tail)")
    default:
      return words.isEmpty
        ? notUnderstood("The server answered with HTTP \(status).") : refused(message: message)
    }
  }

  /// The error for an answer that could not be decoded.
  func error(_ failure: DecodingFailure) -> KometAPIError {
    switch failure {
    case .notKomet(let form):
      notUnderstood("The server answered with \(form.words).")
    case .malformed(let records):
      notUnderstood("The server's JSON is not well-formed after record \(records).")
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
