import KometSimulator

@testable import KometAPI

extension APIConfiguration {
  /// Both tokens of the sample company, and no waiting between attempts.
  static func sample(_ baseURL: String) -> APIConfiguration {
    var configuration = APIConfiguration()
    configuration.baseURL = baseURL
    configuration.userToken = Secret(SampleCredentials.userToken)
    configuration.companyToken = Secret(SampleCredentials.companyToken)
    configuration.account = String(SampleCredentials.account)
    configuration.retryPolicy.pause = { _ in }
    return configuration
  }

  /// What a client that is configured so makes of the server's answer to `customer.list`.
  func listed() async throws -> Result<CustomerAnswer, KometAPIError> {
    let client = try KometClient(self)
    do {
      return .success(try await client.customerList(CustomerListRequest()))
    } catch {
      return .failure(error)
    }
  }
}

/// The error that `body` throws, or nil if it throws none.
func failure(of body: () async throws(KometAPIError) -> some Any) async -> KometAPIError? {
  do {
    _ = try await body()
    return nil
  } catch {
    return error
  }
}
