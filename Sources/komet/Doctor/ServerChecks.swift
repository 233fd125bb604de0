import CustomerBrowser
import Foundation
import KometAPI

/// Whether the proxy and the server are there, who it is, and what time it has; no token is sent.
struct ServerChecks: Sendable {
  let api: APIConfiguration

  /// Returns whether the server was reached.
  func run(tell: Doctor.Teller) throws -> Bool {
    var api = api
    api.userToken = nil
    api.companyToken = nil
    let client: KometClient
    do throws(KometAPIError) {
      client = try KometClient(api)
    } catch {
      try tell("server", .bad(BrowserFailure(error)))
      return false
    }
    let outcome = waiting { () async -> Result<ServerReport, KometAPIError> in
      do throws(KometAPIError) {
        return .success(try await client.probe())
      } catch {
        return .failure(error)
      }
    }
    switch outcome {
    case .failure(let error) where error.kind == .notReached(.proxyFailed):
      try tell("proxy", .bad(BrowserFailure(error)))
      return false
    case .failure(let error):
      try tell("proxy", proxy(of: client))
      try tell(error.kind == .notReached(.notTrusted) ? "TLS" : "server", .bad(BrowserFailure(error)))
      return false
    case .success(let report):
      try tell("proxy", proxy(of: client))
      try tell("server", .good("\(report.host) answers"))
      try tell("TLS", encryption(report))
      try tell("clock", ClockCheck(server: report.date, here: Date()).finding)
      return true
    }
  }

  private func proxy(of client: KometClient) -> Finding {
    guard let proxy = client.proxy else {
      return .absent("none: the server is asked directly, as the environment has it")
    }
    return .good("\(proxy.name), from \(proxy.variable)")
  }

  private func encryption(_ report: ServerReport) -> Finding {
    guard let identity = report.identity else {
      return .absent("none: the server is on this machine, or tells no certificate")
    }
    let files = [identity.systemAuthorities, api.caFile].compactMap(\.self).joined(separator: " and ")
    return .good("verified, signed by \(identity.issuer); trusted is \(files)")
  }
}
