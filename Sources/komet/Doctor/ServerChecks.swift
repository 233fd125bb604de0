import CustomerBrowser
import Foundation
import KometAPI

/// Whether the server is there, who it is, and what time it has; no token is sent.
struct ServerChecks: Sendable {
  let api: APIConfiguration

  /// Returns whether the server was reached.
  func run(tell: Doctor.Teller) throws -> Bool {
    var api = api
    api.userToken = nil
    api.companyToken = nil
    let outcome = waiting { [api] () async -> Result<ServerReport, KometAPIError> in
      do throws(KometAPIError) {
        return .success(try await KometClient(api).probe())
      } catch {
        return .failure(error)
      }
    }
    switch outcome {
    case .failure(let error):
      try tell(error.kind == .notReached(.notTrusted) ? "TLS" : "server", .bad(BrowserFailure(error)))
      return false
    case .success(let report):
      try tell("server", .good("\(report.host) answers"))
      try tell("TLS", encryption(report))
      try tell("clock", ClockCheck(server: report.date, here: Date()).finding)
      return true
    }
  }

  private func encryption(_ report: ServerReport) -> Finding {
    guard let identity = report.identity else {
      return .absent("none: the server is on this machine, or tells no certificate")
    }
    let files = [identity.systemAuthorities, api.caFile].compactMap(\.self).joined(separator: " and ")
    return .good("verified, signed by \(identity.issuer); trusted is \(files)")
  }
}
