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

/// How long a request may take to get anywhere, and how much it may bring.
package struct TransferLimits: Sendable {
  /// The most bytes of an answer, or of several that are held at a time, counted after decompression.
  package var maxAnswerBytes = 512 << 20
  /// For the name look-up, the connection and the TLS handshake together.
  package var connectTimeout = Duration.seconds(5)
  /// Until the first byte of the answer: there is no paging, so a server may need long for a list.
  package var firstByteTimeout = Duration.seconds(60)
  /// How long nothing at all may arrive after that.
  package var stallTimeout = Duration.seconds(15)
  /// How long `slowBytes` may take, so that an answer that trickles comes to an end, too.
  package var slowTimeout = Duration.seconds(60)

  static let slowBytes: Int64 = 1_024
  /// Far more than the headers of any answer have, with the trailers behind its pieces.
  static let maxHeaderBytes = 256 << 10

  package init() {}

  /// Waits so long for the first byte, and in proportion for the others, but not less than usual.
  package mutating func wait(_ timeout: Duration) {
    let usual = TransferLimits()
    firstByteTimeout = timeout
    stallTimeout = max(usual.stallTimeout, timeout / 4)
    slowTimeout = max(usual.slowTimeout, timeout)
  }
}

/// The program that asks, as `customer.by.company.list` wants to know (header `X-SALES-CHANNEL`).
package enum SalesChannel: String, CaseIterable, Sendable {
  case webApp = "WEB_APP"
  case mobileApp = "MOBILE_APP"
  case k2k = "K2K"
  case ecommerceLite = "ECOMMERCE_LITE"

  /// Reads the setting as a person wrote it.
  ///
  /// - Throws: `KometAPIError` of kind `wrongUsage`, with the setting and the four names.
  package init(setting: String) throws(KometAPIError) {
    guard let channel = SalesChannel(rawValue: setting) else {
      let names = Self.allCases.map(\.rawValue).joined(separator: ", ")
      throw .wrongUsage(
        why: "The sales channel is not one that the Komet API knows.",
        advice: "Set \(APISetting.salesChannel) to one of \(names).")
    }
    self = channel
  }
}

/// A setting of the wire, as messages name it: where to look in the config and in the environment.
enum APISetting: String, CustomStringConvertible {
  case account
  case answerLimit = "answer_limit_mb"
  case baseURL = "base_url"
  case caFile = "ca_file"
  case companyToken = "company_token"
  case salesChannel = "sales_channel"
  case timeout
  case userToken = "token"

  var description: String {
    guard let variable else { return "“[api] \(rawValue)” in the config" }
    return "“[api] \(rawValue)” in the config or \(variable) in the environment"
  }

  private var variable: String? {
    switch self {
    case .account: "KOMET_ACCOUNT"
    case .baseURL: "KOMET_BASE_URL"
    case .answerLimit, .caFile, .timeout: nil
    case .companyToken: "KOMET_COMPANY_TOKEN"
    case .salesChannel: "KOMET_SALES_CHANNEL"
    case .userToken: "KOMET_TOKEN"
    }
  }
}
