import Customers
import Testing

@testable import KometAPI

struct WireRequestTests {
  private func configuration() -> APIConfiguration {
    var configuration = APIConfiguration()
    configuration.userToken = Secret("user")
    configuration.companyToken = Secret("c o+m&p")
    configuration.account = "1042"
    return configuration
  }

  private func customerListURL(_ change: (inout CustomerListRequest) -> Void) throws -> String {
    var request = CustomerListRequest()
    change(&request)
    return try WireRequest.customerList(request, configuration()).url(below: "https://x/api").value
  }

  private static let bareURL = "https://x/api/customer.list?authenticationToken=c%20o%2Bm%26p"

  @Test func plainCustomerListHasTheTokenOnly() throws {
    #expect(try customerListURL { _ in } == Self.bareURL)
  }

  @Test func everyParameterStandsInTheQuery() throws {
    let url = try customerListURL { request in
      request.id = 25_475
      request.name = "%Mejía & Co+"
      request.code = "T#1"
      request.salespersonID = 1_819
      request.includesInactive = true
      request.locationID = 3
      request.updatedAsOf = LocalDate(year: 2026, month: 1, day: 5)
    }
    #expect(
      url == Self.bareURL
        + "&id=25475&name=%25Mej%C3%ADa%20%26%20Co%2B&code=T%231&salesPersonId=1819&includeInactive=true"
        + "&locationId=3&updateAsOf=2026-01-05")
  }

  @Test func tooLongParameterIsRefused() {
    for change: @Sendable (inout CustomerListRequest) -> Void in [
      { $0.name = String(repeating: "x", count: 201) }, { $0.code = String(repeating: "x", count: 11) },
    ] {
      let error = #expect(throws: KometAPIError.self) { try customerListURL(change) }
      #expect(error?.kind == .wrongUsage)
    }
  }

  @Test(arguments: [true, false])
  func listByCompanyHasItsHeaders(_ onlyOwn: Bool) throws {
    var configuration = configuration()
    configuration.salesChannel = .k2k
    let request = CustomersByCompanyRequest(onlyOwn: onlyOwn)
    let wire = try WireRequest.customersByCompany(request, configuration)
    #expect(wire.headers == ["X-SALES-CHANNEL: K2K", "X-ACCOUNT: 1042"])
    #expect(
      wire.url(below: "https://x/api").value
        == "https://x/api/customer.by.company.list?authenticationToken=user&showSalespersonCustomers=\(onlyOwn)"
    )
  }

  @Test func contactsAreAskedForByTheCustomersID() throws {
    let wire = try WireRequest.contactList(ofCustomer: 25_475, configuration())
    #expect(
      wire.url(below: "https://x/api").value
        == "https://x/api/customer.contact.list?authenticationToken=c%20o%2Bm%26p&customerId=25475")
    let error = #expect(throws: KometAPIError.self) {
      try WireRequest.contactList(ofCustomer: 1, APIConfiguration())
    }
    #expect(error?.advice.contains("KOMET_COMPANY_TOKEN") == true)
  }

  @Test func missingSettingIsNamed() {
    var bare = APIConfiguration()
    let noCompanyToken = #expect(throws: KometAPIError.self) {
      try WireRequest.customerList(CustomerListRequest(), bare)
    }
    #expect(noCompanyToken?.advice.contains("KOMET_COMPANY_TOKEN") == true)
    let request = CustomersByCompanyRequest(onlyOwn: false)
    let noToken = #expect(throws: KometAPIError.self) { try WireRequest.customersByCompany(request, bare) }
    #expect(noToken?.advice.contains("KOMET_TOKEN") == true)
    bare.userToken = Secret("user")
    let noAccount = #expect(throws: KometAPIError.self) { try WireRequest.customersByCompany(request, bare) }
    #expect(noAccount?.advice.contains("KOMET_ACCOUNT") == true)
    #expect([noCompanyToken, noToken, noAccount].allSatisfy { $0?.kind == .wrongUsage })
  }

  @Test(arguments: ["", "12a", " 12", "-1", "1\r\nX-EVIL: 1", "123456789012345678901", "١٢"])
  func accountThatIsNoIntegerIsRefused(_ account: String) {
    var configuration = configuration()
    configuration.account = account
    let error = #expect(throws: KometAPIError.self) { try KometClient(configuration) }
    #expect(error?.kind == .wrongUsage)
    #expect(error?.advice.contains("KOMET_ACCOUNT") == true)
  }
}
