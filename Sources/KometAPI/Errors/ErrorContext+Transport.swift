extension ErrorContext {
  private static let retryAdvice = "Check the network connection and try again."

  /// The error for a request that got no whole answer.
  func error(_ failure: TransportFailure) -> KometAPIError {
    switch failure {
    case .noLibrary(let detail):
      error(
        .notReached(.noLibrary), why: "libcurl could not be loaded\(quoted(detail)).",
        advice: "Install libcurl (on Debian, the package libcurl4).")
    case .nameNotFound:
      error(
        .notReached(.nameNotFound), why: "The name \(host) could not be found.",
        advice: "Check the network connection and \(APISetting.baseURL).")
    case .connectionRefused:
      error(
        .notReached(.connectionRefused), why: "The server refused the connection.",
        advice: "Check \(APISetting.baseURL), or try again later.")
    case .noRoute(let detail):
      error(
        .notReached(.noRoute), why: "There is no way to the server\(quoted(detail)).",
        advice: Self.retryAdvice)
    case .connectTimeout:
      error(
        .notReached(.connectTimeout),
        why: "There was no connection within \(limits.connectTimeout.words).", advice: Self.retryAdvice)
    case .stalled:
      error(
        .notReached(.stalled), why: "Nothing arrived for \(limits.stallTimeout.words).",
        advice: Self.retryAdvice)
    case .tls(let detail):
      error(
        .notReached(.notTrusted), why: "The server's identity could not be verified\(quoted(detail)).",
        advice: "If your network has its own certificate authority, name its file in \(APISetting.caFile).")
    case .unreadableCertificates:
      KometAPIError(
        .wrongUsage, what: what, why: "The certificates in the CA file could not be read.",
        advice: "Set \(APISetting.caFile) to a PEM file of certificates.")
    case .interrupted(let detail):
      error(
        .notReached(.interrupted), why: "The connection broke before the answer was whole\(quoted(detail)).",
        advice: Self.retryAdvice)
    case .undecodable(let detail):
      notUnderstood("The server's answer was not proper HTTP\(quoted(detail)).")
    case .tooLarge:
      error(
        .limitExceeded,
        why: "The answer is larger than the limit of \(limits.maxAnswerBytes.formattedBytes).",
        advice: "Check \(APISetting.baseURL); no list of \(listed) is that large.")
    case .outOfMemory:
      error(
        .limitExceeded, why: "There is not enough memory for the answer.",
        advice: "Close other programs and try again.")
    case .cancelled:
      cancelled
    }
  }

  private func quoted(_ detail: String) -> String {
    let words = redactor.message(detail)
    return words.isEmpty ? "" : " (\(words))"
  }
}

extension Duration {
  /// For example `15 s` or `0.25 s`.
  fileprivate var words: String {
    milliseconds % 1_000 == 0 ? "\(milliseconds / 1_000) s" : "\(Double(milliseconds) / 1_000) s"
  }
}

extension Int {
  /// For example `512 MB`, in binary megabytes; smaller numbers in bytes.
  fileprivate var formattedBytes: String {
    self >= 1 << 20 ? "\(self >> 20) MB" : "\(self) bytes"
  }
}
