import Testing

@testable import KometSimulator

/// `customer.by.company.list` as its document describes it.
@Suite struct CustomerByCompanyListTests {
  private let simulator: KometSimulator

  init() throws {
    simulator = try KometSimulator.start(SimulatorConfiguration(customerCount: 2_000))
  }

  @Test func answerBeginsWithTheDocumentedCustomersAndHasNoStatus() throws {
    let answer = simulator.customerByCompanyList()
    #expect(Set(try answer.document.keys) == ["customerResult"])
    let names = Dictionary(
      uniqueKeysWithValues: try answer.records("customerResult").map { record in
        (try #require(record["customerId"] as? Int), try #require(record["customerName"] as? String))
      })
    #expect(names[29_675] == "10 DOWNING ST")
    #expect(names[7_359] == "2-14 ENTERPRISES BRIDAL CAKES")
    #expect(names[29_623] == "A NEW LEAF OF WI,LLC")
    #expect(names[29_671] == "a TRIO JEWELRY & DESIGN LLC")
  }

  @Test func holdsTheActiveOnesAndOneWithoutDetails() throws {
    let listed = Set(try simulator.customerByCompanyList().ids("customerResult"))
    let detailed = Set(try simulator.customerList().ids())
    #expect(listed.subtracting(detailed) == [29_671])
    #expect(detailed.isSubset(of: listed))
  }

  @Test func mineAreTheCustomersOfTheTokensSalesperson() throws {
    let all = try simulator.customerByCompanyList().ids("customerResult")
    let mine = try simulator.customerByCompanyList("showSalespersonCustomers=true").ids("customerResult")
    #expect(Set(mine).isSubset(of: all))
    #expect((all.count / 18..<all.count / 8).contains(mine.count))
    #expect(mine.contains(25_475))
    let detailed = try simulator.customerList("salesPersonId=\(SampleCredentials.salespersonID)").ids()
    #expect(Set(mine).subtracting(detailed) == [29_671])
    #expect(try simulator.customerByCompanyList("showSalespersonCustomers=0").ids("customerResult") == all)
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
  func otherTokensAreRefused(token: String) throws {
    let answer = simulator.request(
      "GET", "/api/customer.by.company.list?authenticationToken=\(token)",
      headers: KometSimulator.accountHeaders)
    #expect(try #require(try answer.refusal).contains("needs a user token"))
  }

  @Test func unreadableScopeIsRefused() throws {
    let answer = simulator.customerByCompanyList("showSalespersonCustomers=maybe")
    #expect(try #require(try answer.refusal).contains("showSalespersonCustomers"))
  }
}
