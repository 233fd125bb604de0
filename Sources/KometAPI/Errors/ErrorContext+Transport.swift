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
    case .noAnswer:
      error(
        .notReached(.stalled), why: "No answer began within \(limits.firstByteTimeout.words).",
        advice: "Try again later; if the server needs longer, raise \(APISetting.timeout).")
    case .stalled:
      error(
        .notReached(.stalled), why: "Nothing more arrived for \(limits.stallTimeout.words).",
        advice: Self.retryAdvice)
    case .tooSlow:
      error(
        .notReached(.stalled), why: "Not even 1 kB arrived within \(limits.slowTimeout.words).",
        advice: Self.retryAdvice)
    case .proxy(let fault):
      proxyError(fault)
    case .tls(let detail):
      error(
        .notReached(.notTrusted), why: "The server's identity could not be verified\(quoted(detail)).",
        advice: trustAdvice(detail))
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
    case .unknownCharset(let name):
      notUnderstood("The server's text is not in the encoding that it declares (\(redactor.message(name))).")
    case .tooLarge:
      error(
        .limitExceeded,
        why: "The server sent more than the limit of \(limits.maxAnswerBytes.formattedBytes).",
        advice: "Check \(APISetting.baseURL); if your lists are that large, raise \(APISetting.answerLimit).")
    case .headersTooLarge:
      error(
        .limitExceeded, why: "The headers of the server's answer are too large.",
        advice: "Check \(APISetting.baseURL), and whether a proxy of the network is in the way.")
    case .outOfMemory:
      error(
        .limitExceeded, why: "There is not enough memory for the answer.",
        advice: "Close other programs and try again.")
    case .cancelled:
      cancelled
    }
  }

  /// What may be done about a certificate, by the words of the TLS library.
  private func trustAdvice(_ detail: String) -> String {
    let words = detail.lowercased()
    if ["expired", "not yet valid", "not activated"].contains(where: words.contains) {
      return
        "Check this machine's clock; if it is right, the server's certificate has to be renewed by those "
        + "who run it."
    }
    if ["subject name", "does not match", "hostname mismatch"].contains(where: words.contains) {
      return "The certificate is another server's: check the name \(host) in \(APISetting.baseURL)."
    }
    return "If your network has its own certificate authority, name its file in \(APISetting.caFile)."
  }

  /// The error for a proxy that is in the way, by its name and the variable that sets it.
  private func proxyError(_ fault: ProxyFault) -> KometAPIError {
    let (name, variable) = (redactor.message(proxy?.name ?? ""), proxy?.variable ?? "")
    let way = "Check \(variable), which names it; a host in NO_PROXY is asked without it."
    let (why, advice) =
      switch fault {
      case .nameNotFound: ("The proxy \(name) could not be found.", way)
      case .connectionRefused: ("The proxy \(name) refused the connection.", way)
      case .timeout:
        ("The proxy \(name) made no connection to \(host) within \(limits.connectTimeout.words).", way)
      case .status(407) where proxy?.hasUser == true:
        (
          "The proxy \(name) does not take the user name and password that it got (HTTP 407).",
          "Correct them in \(variable), with signs such as @ and : percent-encoded."
        )
      case .status(407):
        (
          "The proxy \(name) wants a user name and a password (HTTP 407).",
          "Set \(variable) to http://NAME:PASSWORD@\(name)."
        )
      case .status(let status) where status >= 500:
        (
          "The proxy \(name) did not reach \(host) (HTTP \(status)).",
          "Try again later, or ask those who run the proxy; \(variable) names it."
        )
      case .status(let status):
        (
          "The proxy \(name) does not let anybody through to \(host) (HTTP \(status)).",
          "Ask those who run the proxy to allow it; \(variable) names the proxy."
        )
      case .other(let detail):
        // libcurl repeats an address that it can't use, and a password with it.
        (
          "The proxy \(name) made no connection to \(host)"
            + "\(quoted(proxy.map { detail.replacing($0.url.value, with: $0.name) } ?? detail)).", way
        )
      }
    return error(.notReached(.proxyFailed), why: why, advice: advice)
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
