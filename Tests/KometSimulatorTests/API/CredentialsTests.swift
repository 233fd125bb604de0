import Testing

@testable import KometSimulator

/// Which tokens and headers each list takes.
@Suite struct CredentialsTests {
  private let simulator: KometSimulator

  init() throws {
    simulator = try KometSimulator.start()
  }

  @Test func vendorTokensAreTakenToo() throws {
    let answer = simulator.request(
      "GET", "/api/customer.list?authenticationToken=\(SampleCredentials.vendorToken)&id=25475")
    #expect(try answer.ids() == [25_475])
  }

  @Test(arguments: [
    ("", "authenticationToken is missing"),
    ("authenticationToken=", "authenticationToken is missing"),
    ("authenticationToken=WRONG", "not valid"),
    ("authenticationToken=\(String(repeating: "X", count: 51))", "longer than 50"),
    ("authenticationToken=\(SampleCredentials.userToken)", "company or vendor token"),
  ])
  func tokensAreRefused(query: String, reason: String) throws {
    let message = try #require(try simulator.request("GET", "/api/customer.list?\(query)").refusal)
    #expect(message.contains(reason))
  }

  @Test(arguments: ["WEB_APP", "MOBILE_APP", "K2K", "ECOMMERCE_LITE"])
  func salesChannelsAreTaken(channel: String) throws {
    var headers = KometSimulator.accountHeaders
    headers["X-SALES-CHANNEL"] = channel
    let answer = simulator.request(
      "GET", "/api/customer.by.company.list?\(KometSimulator.userToken)", headers: headers)
    #expect(try !answer.ids("customerResult").isEmpty)
  }

  @Test(
    arguments: [
      ("X-SALES-CHANNEL", nil, "X-SALES-CHANNEL is missing"),
      ("X-SALES-CHANNEL", "web_app", "must be one of WEB_APP, MOBILE_APP, K2K, ECOMMERCE_LITE"),
      ("X-SALES-CHANNEL", "WEB_APP_BUT_FAR_TOO_LONG", "longer than 20"),
      ("X-ACCOUNT", nil, "X-ACCOUNT is missing"),
      ("X-ACCOUNT", "komet", "X-ACCOUNT must be an integer"),
      ("X-ACCOUNT", "7", "X-ACCOUNT does not belong"),
    ] as [(String, String?, String)])
  func headersAreRefused(name: String, value: String?, reason: String) throws {
    var headers = KometSimulator.accountHeaders
    headers[name] = value
    let answer = simulator.request(
      "GET", "/api/customer.by.company.list?\(KometSimulator.userToken)", headers: headers)
    #expect(try #require(try answer.refusal).contains(reason))
  }

  @Test(arguments: [SampleCredentials.companyToken, SampleCredentials.vendorToken])
  func tokensOfOthersThanUsersAreRefused(token: String) throws {
    let answer = simulator.request(
      "GET", "/api/customer.by.company.list?authenticationToken=\(token)",
      headers: KometSimulator.accountHeaders)
    #expect(try #require(try answer.refusal).contains("needs a user token"))
  }
}
