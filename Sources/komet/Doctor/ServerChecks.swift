import CustomerBrowser
import Foundation
import KometAPI
import Wording

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
      try tell("server", .bad(UserFacingError(error)))
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
      try tell("proxy", .bad(UserFacingError(error)))
      return false
    case .failure(let error):
      try tell("proxy", proxy(of: client))
      try tell(error.kind == .notReached(.notTrusted) ? "TLS" : "server", .bad(UserFacingError(error)))
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

/// Whether the server takes the tokens, each for its own method, with as small an answer as that gives.
struct TokenChecks: Sendable {
  let api: APIConfiguration

  struct Outcome: Sendable {
    let finding: Finding
    let requestCount: Int
    /// Whether the server takes the token, but as one of the other kind.
    var isOfOtherKind = false
  }

  private typealias Question = @Sendable (KometClient) async throws(KometAPIError) -> (String, Int)

  func userToken() async -> Outcome {
    await check(Self.askOwnList, swapped: Self.askDetails) { api in
      api.companyToken = api.userToken
    } advice: {
      "It is a company or vendor token: set it as KOMET_COMPANY_TOKEN, or `company_token` in [api]."
    }
  }

  func companyToken() async -> Outcome {
    await check(Self.askDetails, swapped: Self.askOwnList) { api in
      api.userToken = api.companyToken
    } advice: {
      "It is a user token: set it as KOMET_TOKEN, or `token` in [api]."
    }
  }

  private static let askOwnList: Question = { client throws(KometAPIError) in
    let answer = try await client.customersByCompany(CustomersByCompanyRequest(onlyOwn: true))
    return (
      "the server takes it: \(answer.table.count.grouped) customers are yours", answer.requestCount
    )
  }

  private static let askDetails: Question = { client throws(KometAPIError) in
    var request = CustomerListRequest()
    // No customer has this id, so next to nothing comes back.
    request.id = 0
    let answer = try await client.customerList(request)
    return ("the server takes it, and tells every detail", answer.requestCount)
  }

  /// Asks what the token is for; if that is refused, asks whether it is a token of the other kind.
  private func check(
    _ ask: Question, swapped: Question, swap: (inout APIConfiguration) -> Void, advice: () -> String
  ) async -> Outcome {
    do throws(KometAPIError) {
      let (words, count) = try await ask(try KometClient(api))
      return Outcome(finding: .good(words), requestCount: count)
    } catch {
      let failure = UserFacingError(error)
      guard error.kind == .refusedByServer else {
        return Outcome(finding: .bad(failure), requestCount: error.requestCount)
      }
      var other = api
      swap(&other)
      do throws(KometAPIError) {
        let (_, count) = try await swapped(try KometClient(other))
        let misplaced = UserFacingError(.refused, what: failure.what, why: failure.why, advice: advice())
        return Outcome(
          finding: .bad(misplaced), requestCount: error.requestCount + count, isOfOtherKind: true)
      } catch let second {
        return Outcome(finding: .bad(failure), requestCount: error.requestCount + second.requestCount)
      }
    }
  }
}
