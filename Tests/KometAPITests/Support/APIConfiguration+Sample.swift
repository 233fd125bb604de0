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
}
