/// Where the Komet API is, who asks it, and how patient the client is.
///
/// `KometClient.init` checks it as a whole, before anything is sent.
package struct APIConfiguration: Sendable {
  package static let defaultBaseURL = "https://api.kometsales.com/api"

  /// `https`, or `http` for a loopback address only; no user, query or fragment.
  package var baseURL = APIConfiguration.defaultBaseURL
  /// A user token, for `customer.by.company.list`.
  package var userToken: Secret?
  /// A company or vendor token, for `customer.list`.
  package var companyToken: Secret?
  /// The company's id, an integer; goes with the user token.
  package var account: String?
  package var salesChannel = SalesChannel.webApp
  /// A PEM file of certificates that are trusted besides the system's.
  package var caFile: String?
  /// Whose customers are "mine" while there is no user token.
  package var salespersonID: UInt64?
  /// One location of a company in multi-location mode.
  package var locationID: UInt64?
  /// Where a proxy to the server is named: `https_proxy`, `all_proxy`, `no_proxy`.
  package var proxyVariables = Proxy.environment
  package var limits = TransferLimits()
  package var retryPolicy = RetryPolicy()
  /// Sent as `User-Agent`: the program's name, a slash and its version.
  package var userAgent = "komet"

  package init() {}
}
