import Customers
import Foundation

/// Asks the Komet API for customers and their contacts.
///
/// Every call is one GET, repeated only after bad luck (see `RetryPolicy`), and answers a whole list or
/// throws; nothing half-read is ever returned. Cancelling the task ends the transfer at once.
///
/// This room speaks with the server. A configuration and a question come in, a `CustomerTable` or a `KometAPIError` in words for
/// people goes out. In reading order:
/// - `Configuration`: which server, tokens and limits, and the proxy on the way;
/// - `Client`: what is asked for all customers (`CustomerDirectory`), one request with its attempts (`KometClient`,
///   `RetryPolicy`: what a 429 does);
/// - `Requests`: the methods of the API and their parameters;
/// - `Transport`: one thread that runs libcurl (`CurlLoop`, `CurlTransfer`), bodies and their limits, charsets, failures;
/// - `Decoding`: records by simdjson, and what of them could not be read;
/// - `Errors`: which sentence each failure becomes, without the token; `Login`: a user token for a name and a password.
package final class KometClient: Sendable {
  package typealias ProgressHandler = @Sendable (TransferProgress) -> Void

  private static let maxRedirects = 5

  let configuration: APIConfiguration
  let endpoint: Endpoint
  let redactor: Redactor
  let transport = CurlTransport()
  /// What stands between this machine and the server; nil if nothing does.
  package var proxy: Proxy? { endpoint.proxy }

  /// Checks the configuration; nothing is sent.
  ///
  /// - Throws: `KometAPIError` of kind `wrongUsage`, with the setting to change.
  package init(_ configuration: APIConfiguration) throws(KometAPIError) {
    endpoint = try Endpoint(configuration)
    try configuration.userToken?.checkToken(of: .userToken)
    try configuration.companyToken?.checkToken(of: .companyToken)
    if let account = configuration.account { try WireRequest.check(account: account) }
    redactor = Redactor([configuration.userToken, configuration.companyToken].compactMap(\.self))
    self.configuration = configuration
  }

  /// Asks `customer.list`, which tells everything about each customer; needs a company or vendor token.
  ///
  /// `onProgress` is called on the network thread and must be quick.
  package func customerList(
    _ request: CustomerListRequest, onProgress: ProgressHandler? = nil
  ) async throws(KometAPIError) -> CustomerAnswer {
    try await customerList(request, within: budget(), onProgress)
  }

  /// The same, beside other answers that are held at the same time.
  func customerList(
    _ request: CustomerListRequest, within budget: AnswerBudget, _ onProgress: ProgressHandler?
  ) async throws(KometAPIError) -> CustomerAnswer {
    let wire = try WireRequest.customerList(request, configuration)
    return try await customers(wire, canBeEmpty: request.isNarrowed, budget, onProgress)
  }

  /// Asks `customer.by.company.list`, which tells ids and names only; needs a user token and the account.
  ///
  /// `onProgress` is called on the network thread and must be quick.
  package func customersByCompany(
    _ request: CustomersByCompanyRequest, onProgress: ProgressHandler? = nil
  ) async throws(KometAPIError) -> CustomerAnswer {
    try await customersByCompany(request, within: budget(), onProgress)
  }

  /// The same, beside other answers that are held at the same time.
  func customersByCompany(
    _ request: CustomersByCompanyRequest, within budget: AnswerBudget, _ onProgress: ProgressHandler?
  ) async throws(KometAPIError) -> CustomerAnswer {
    let wire = try WireRequest.customersByCompany(request, configuration)
    return try await customers(wire, canBeEmpty: request.onlyOwn, budget, onProgress)
  }

  /// What answers that are held at the same time may have together.
  func budget() -> AnswerBudget {
    AnswerBudget(maxBytes: configuration.limits.maxAnswerBytes)
  }

  /// Asks `customer.contact.list` for the contacts of a customer; needs a company token.
  package func contacts(ofCustomer id: UInt64) async throws(KometAPIError) -> ContactAnswer {
    let wire = try WireRequest.contactList(ofCustomer: id, configuration)
    let (contacts, report, requestCount) = try await answer(to: wire, without: [], budget()) {
      ContactListDecoder()
    }
    return ContactAnswer(contacts: contacts, report: report, requestCount: requestCount)
  }

  private func customers(
    _ request: WireRequest, canBeEmpty: Bool, _ budget: AnswerBudget, _ onProgress: ProgressHandler?
  ) async throws(KometAPIError) -> CustomerAnswer {
    let nobody = canBeEmpty ? CustomerTableBuilder().finish().table : nil
    let (table, report, requestCount) = try await answer(to: request, without: nobody, budget, onProgress) {
      CustomerListDecoder(method: request.method)
    }
    return CustomerAnswer(table: table, report: report, requestCount: requestCount)
  }

  /// Sends the request until it succeeds, fails for good, or has failed often enough.
  ///
  /// `empty` is what an answer without a list means; nil if such an answer can't be right: an unnarrowed list
  /// of customers never counts as empty that way, or a slip of the server would empty the cache. A list of which
  /// nothing could be read is no answer either.
  private func answer<Decoder: AnswerDecoder>(
    to request: WireRequest, without empty: Decoder.List?, _ budget: AnswerBudget,
    _ onProgress: ProgressHandler? = nil, decodedBy makeDecoder: () -> Decoder
  ) async throws(KometAPIError) -> (list: Decoder.List, report: DecodingReport, requestCount: Int) {
    let context = ErrorContext(
      what: "The \(request.method.listed) could not be loaded from \(endpoint.host).",
      refusalAdvice: request.method.settingsToCheck, listed: request.method.listed, host: endpoint.host,
      proxy: endpoint.proxy, limits: configuration.limits, redactor: redactor)
    let policy = configuration.retryPolicy
    var sent = 0
    var attempt = 1
    while true {
      let setback: AttemptError
      do {
        switch try await attemptOnce(request, context, budget, &sent, onProgress, makeDecoder) {
        case .list(let list, let report):
          let isAllUnread = report.readRecords == 0 && report.records > 0
          guard isAllUnread, empty == nil || !report.unread.tellsWhoIsMissing else {
            return (list, report, sent)
          }
          setback = AttemptError(context.nothingRead(report))
        case .noList(let message):
          if let empty { return (empty, DecodingReport(), sent) }
          setback = AttemptError(context.noList(message: message))
        case .refusal(let message):
          setback = AttemptError(refusal: message, context)
        }
      } catch {
        setback = error
      }
      if let wait = setback.retryAfter, wait > policy.maxDelay {
        throw context.later(setback.error, wait).counting(sent)
      }
      guard setback.isRetryable, attempt < policy.maxAttempts else {
        throw setback.error.counting(sent)
      }
      attempt += 1
      do {
        try await policy.pause(policy.delay(beforeAttempt: attempt, retryAfter: setback.retryAfter))
      } catch {
        throw context.cancelled.counting(sent)
      }
    }
  }

  /// Sends the request, follows redirects, and decodes the answer.
  private func attemptOnce<Decoder: AnswerDecoder>(
    _ request: WireRequest, _ context: ErrorContext, _ budget: AnswerBudget, _ sent: inout Int,
    _ onProgress: ProgressHandler?, _ makeDecoder: () -> Decoder
  ) async throws(AttemptError) -> ListAnswer<Decoder.List> {
    let (answer, decoder) = try await send(request, context, budget, &sent, onProgress, makeDecoder)
    guard answer.isSuccess else {
      throw AttemptError(answer, context, message: ServerMessage(answer.body)?.text ?? "")
    }
    do {
      let decoded = try decoder.decode(answer.body)
      answer.body.keepClaim()
      return decoded
    } catch {
      throw AttemptError(context.error(error), isRetryable: error == .cutShort)
    }
  }

  /// Sends the request and follows redirects on the same server; each answer gets a decoder of its own.
  private func send<Decoder: AnswerDecoder>(
    _ request: WireRequest, _ context: ErrorContext, _ budget: AnswerBudget, _ sent: inout Int,
    _ onProgress: ProgressHandler?, _ makeDecoder: () -> Decoder
  ) async throws(AttemptError) -> (HTTPAnswer, Decoder) {
    var http = HTTPRequest(
      url: request.url(below: endpoint.base),
      headers: request.headers,
      proxy: endpoint.proxy,
      addedCertificates: endpoint.addedCertificates,
      limits: configuration.limits,
      budget: budget,
      userAgent: configuration.userAgent)
    for _ in 0...Self.maxRedirects {
      guard !Task.isCancelled else { throw AttemptError(context.cancelled) }
      let decoder = makeDecoder()
      http.readAhead = decoder.readAhead
      let answer: HTTPAnswer
      switch await transport.send(http, onProgress: onProgress) {
      case .success(let whole):
        sent += 1
        answer = whole
      case .failure(let failure):
        if failure.isAfterSending { sent += 1 }
        throw AttemptError(failure, context)
      }
      guard (300..<400).contains(answer.status), let target = answer.redirect else {
        return (answer, decoder)
      }
      guard let url = ServerURL(target.value), url.hasSameOrigin(as: endpoint.url) else {
        throw AttemptError(
          context.redirectRefused(to: ServerURL(target.value)?.host ?? "an address of its own"))
      }
      http.url = target
    }
    throw AttemptError(context.tooManyRedirects)
  }
}

extension KometClient {
  /// Asks the server only whether it is there, who it is, and what time it has.
  ///
  /// No token is sent, so it counts as nobody's request; whatever the server answers will do. It is tried once.
  package func probe() async throws(KometAPIError) -> ServerReport {
    let context = ErrorContext(
      what: "\(endpoint.host) could not be reached.", refusalAdvice: "", host: endpoint.host,
      proxy: endpoint.proxy, limits: configuration.limits, redactor: redactor)
    let request = HTTPRequest(
      url: Secret(endpoint.base), proxy: endpoint.proxy, asksForIdentity: true,
      addedCertificates: endpoint.addedCertificates, limits: configuration.limits,
      userAgent: configuration.userAgent)
    switch await transport.send(request) {
    case .success(let answer):
      let identity = answer.identity.map { identity in
        ServerIdentity(
          issuer: redactor.message(identity.issuer), systemAuthorities: identity.systemAuthorities)
      }
      return ServerReport(host: endpoint.host, date: answer.date, identity: identity)
    case .failure(let failure):
      throw context.error(failure)
    }
  }
}

/// What a server tells without being asked for customers.
package struct ServerReport: Equatable, Sendable {
  package let host: String
  /// Its clock when it answered; nil if it did not tell.
  package let date: Date?
  /// Nil on this machine, where nothing need be encrypted.
  package let identity: ServerIdentity?
}

/// How a server proved over TLS who it is.
package struct ServerIdentity: Equatable, Sendable {
  /// Who signed its certificate, in the certificate's own words.
  package let issuer: String
  /// The file of the system's authorities; nil if the TLS library keeps them elsewhere.
  package let systemAuthorities: String?
}
