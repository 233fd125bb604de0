import CustomerBrowser
import KometAPI

extension Doctor {
  /// Asks each method that there is a token for, with as small an answer as it gives.
  static func askServer(_ api: APIConfiguration) throws(BrowserFailure) -> [(name: String, Finding)] {
    let client: KometClient
    do {
      client = try KometClient(api)
    } catch {
      throw BrowserFailure(error)
    }
    var findings: [(name: String, Finding)] = []
    if api.userToken != nil {
      let finding = finding { () async throws(KometAPIError) in
        let request = CustomersByCompanyRequest(onlyOwn: true)
        let count = try await client.customersByCompany(request).table.count
        return "customer.by.company.list answers; \(count.grouped) customers are yours"
      }
      findings.append(("server", finding))
    }
    if api.companyToken != nil {
      let finding = finding { () async throws(KometAPIError) in
        var request = CustomerListRequest()
        // No customer has this id, so next to nothing comes back.
        request.id = 0
        _ = try await client.customerList(request)
        return "customer.list answers"
      }
      findings.append(("server", finding))
    }
    return findings
  }

  private static func finding(
    _ ask: @escaping @Sendable () async throws(KometAPIError) -> String
  ) -> Finding {
    waiting {
      do throws(KometAPIError) {
        return .good(try await ask())
      } catch {
        return .bad(BrowserFailure(error))
      }
    }
  }
}
