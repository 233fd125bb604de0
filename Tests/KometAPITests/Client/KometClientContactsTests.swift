import Customers
import KometSimulator
import Testing

@testable import KometAPI

/// What the client asks and gets about contacts, against the sample server.
struct KometClientContactsTests {
  private let simulator: KometSimulator

  init() throws {
    simulator = try KometSimulator.start(SimulatorConfiguration(customerCount: 60))
  }

  private func client(_ change: (inout APIConfiguration) -> Void = { _ in }) throws -> KometClient {
    var configuration = APIConfiguration.sample(simulator.baseURL)
    change(&configuration)
    return try KometClient(configuration)
  }

  @Test func contactsComeWithTheirFieldsByOneRequest() async throws {
    let client = try client()
    let ids = try await client.customerList(CustomerListRequest()).table.ids.prefix(30)
    var all: [CustomerContact] = []
    for id in ids {
      let answer = try await client.contacts(ofCustomer: id)
      #expect(answer.report.isClean)
      #expect(answer.requestCount == 1)
      #expect(answer.contacts.allSatisfy { $0.email?.hasSuffix("@customer\(id).example") == true })
      all += answer.contacts
    }
    for field in ContactField.allCases where field != .messaging {
      #expect(all.contains { $0.text(of: field) != nil })
    }
    #expect(simulator.requests.count == 31)
  }

  @Test func unknownCustomerIsRefusedInTheServersWords() async throws {
    let client = try client()
    let error = await failure { () async throws(KometAPIError) in try await client.contacts(ofCustomer: 3) }
    #expect(error?.kind == .refusedByServer)
    #expect(error?.what == "The contacts could not be loaded from 127.0.0.1.")
    #expect(error?.why.contains("no customer with this customerId") == true)
  }

  @Test(arguments: [SampleCredentials.userToken, SampleCredentials.vendorToken])
  func wrongKindOfTokenIsRefusedWithTheSetting(_ token: String) async throws {
    let client = try client { $0.companyToken = Secret(token) }
    let error = await failure { () async throws(KometAPIError) in
      try await client.contacts(ofCustomer: 25_475)
    }
    #expect(error?.kind == .refusedByServer)
    #expect(error?.advice.contains("KOMET_COMPANY_TOKEN") == true)
    #expect(error?.description.contains(token) == false)
  }

  @Test func withoutACompanyTokenNothingIsAsked() async throws {
    let client = try client { $0.companyToken = nil }
    let error = await failure { () async throws(KometAPIError) in
      try await client.contacts(ofCustomer: 25_475)
    }
    #expect(error?.kind == .wrongUsage)
    #expect(error?.why == "There is no company token, which customer.contact.list needs.")
    #expect(simulator.requests.isEmpty)
  }

  @Test(arguments: [SimulatorFault.Kind.reset, .truncate, .http503, .http429])
  func badLuckIsRetried(_ fault: SimulatorFault.Kind) async throws {
    let simulator = try KometSimulator.start(
      SimulatorConfiguration(customerCount: 60, fault: SimulatorFault(fault, count: 2)))
    let answer = try await KometClient(.sample(simulator.baseURL)).contacts(ofCustomer: 25_475)
    #expect(answer.requestCount == 3)
  }

  @Test func customerWithoutAListHasNoContacts() async throws {
    let server = try ScriptedServer(ScriptedServer.answer(#"{"status":1,"message":"OK"}"#))
    let answer = try await KometClient(.sample(server.baseURL)).contacts(ofCustomer: 7)
    #expect(answer.contacts.isEmpty)
    #expect(server.heads.first?.contains("/api/customer.contact.list?") == true)
    #expect(server.heads.first?.contains("&customerId=7 ") == true)
  }

  @Test func answerWithoutAListOfContactsSaysSo() async throws {
    let server = try ScriptedServer(ScriptedServer.answer(#"{"customers":[]}"#))
    let client = try KometClient(.sample(server.baseURL))
    let error = await failure { () async throws(KometAPIError) in try await client.contacts(ofCustomer: 7) }
    #expect(error?.why == "The server's answer has no list of contacts.")
  }
}
