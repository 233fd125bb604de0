import Testing

@testable import KometSimulator

/// The methods around the two lists, parameters that can't be read, and addresses that are none.
@Suite struct APIMethodTests {
  private let simulator: KometSimulator

  init() throws {
    simulator = try KometSimulator.start(SimulatorConfiguration(customerCount: 500))
  }

  @Test func loginAnswersTheUserToken() throws {
    let answer = simulator.request("POST", "/api/login", body: "username=julian&password=flowers")
    #expect(try answer.document["status"] as? String == "1")
    #expect(try answer.document["apiKey"] as? String == SampleCredentials.userToken)
  }

  @Test(arguments: ["username=julian&password=wrong", "username=julian", "password=flowers", ""])
  func loginIsRefused(form: String) throws {
    #expect(try simulator.request("POST", "/api/login", body: form).refusal != nil)
  }

  @Test func locationsAreListed() throws {
    let path = "/api/location.list?\(KometSimulator.companyToken)"
    let all = try simulator.request("GET", path).records("locations")
    #expect(all.compactMap { $0["code"] as? String } == ["MIA", "BOG", "LAX", "AMS"])
    #expect(all.allSatisfy { $0["id"] is Int && $0["name"] is String })
    #expect(try simulator.request("GET", path + "&code=bog").ids("locations") == [102])
    #expect(try simulator.request("GET", path + "&name=los").ids("locations") == [103])
    #expect(try simulator.request("GET", path + "&id=104").ids("locations") == [104])
    let refused = simulator.request("GET", "/api/location.list?\(KometSimulator.userToken)")
    #expect(try #require(try refused.refusal).contains("company token"))
  }

  @Test func contactsAreListed() throws {
    let path = "/api/customer.contact.list?\(KometSimulator.companyToken)"
    let counts = try simulator.customerList().ids().prefix(30).map { id in
      try simulator.request("GET", path + "&customerId=\(id)").records("contacts").count
    }
    #expect(Set(counts) == [0, 1, 2, 3])
    #expect(try #require(try simulator.request("GET", path).refusal).contains("customerId is missing"))
    let unknown = simulator.request("GET", path + "&customerId=3")
    #expect(try #require(try unknown.refusal).contains("no customer"))
  }

  @Test(arguments: ["/", "/api", "/api/", "/api/customer.lists", "/api/customer.list/1", "/customer.list"])
  func unknownAddressesAreNotFound(path: String) throws {
    let answer = simulator.request("GET", path)
    #expect(answer.status == 404)
    #expect(try answer.document["message"] is String)
  }

  @Test(arguments: [
    ("POST", "/api/customer.list", "GET"), ("PUT", "/api/customer.by.company.list", "GET"),
    ("DELETE", "/api/location.list", "GET"), ("GET", "/api/login", "POST"),
  ])
  func otherHTTPMethodsAreNotAllowed(method: String, path: String, allowed: String) {
    let answer = simulator.request(method, path)
    #expect(answer.status == 405)
    #expect(answer.headers["allow"] == allowed)
  }

  @Test func tooLargeRequestsAreRefused() {
    let text = String(repeating: "x", count: SimulatorService.requestLimit + 1)
    #expect(simulator.request("POST", "/api/login", body: text).status == 413)
    #expect(simulator.customerList(text).status == 413)
  }

  @Test(arguments: [
    ("id=abc", "id must be an integer"),
    ("id=", "id must be an integer"),
    ("id=99999999999999999999", "id must be an integer"),
    ("salesPersonId=x", "salesPersonId must be an integer"),
    ("locationId=1.5", "locationId must be an integer"),
    ("includeInactive=yes", "includeInactive must be true or false"),
    ("updateAsOf=2026-02-30", "YYYY-MM-DD"),
    ("updateAsOf=14/03/2026", "YYYY-MM-DD"),
    ("updateAsOf=2026-3-1", "YYYY-MM-DD"),
    ("code=12345678901", "longer than 10"),
    ("name=\(String(repeating: "x", count: 201))", "longer than 200"),
    ("name=%zz", "percent-encoded"),
    ("name=%ff", "percent-encoded"),
  ])
  func parametersAreRefused(query: String, reason: String) throws {
    let message = try #require(try simulator.customerList(query).refusal)
    #expect(message.contains(reason))
  }

  @Test func unknownParametersDoNotMatter() throws {
    #expect(try simulator.customerList("id=25475&page=2").ids() == [25_475])
  }

  @Test func unreadableScopeIsRefused() throws {
    let answer = simulator.customerByCompanyList("showSalespersonCustomers=maybe")
    #expect(try #require(try answer.refusal).contains("showSalespersonCustomers"))
  }
}
