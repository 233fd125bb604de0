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
