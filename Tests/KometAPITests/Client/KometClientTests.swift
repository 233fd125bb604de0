import Customers
import KometSimulator
import Testing

@testable import KometAPI

/// What the client asks and gets, against the sample server.
struct KometClientTests {
  private let simulator: KometSimulator
  private let client: KometClient

  init() throws {
    simulator = try KometSimulator.start(SimulatorConfiguration(customerCount: 500))
    client = try KometClient(.sample(simulator.baseURL))
  }

  private func customerList(_ change: (inout CustomerListRequest) -> Void) async throws -> CustomerTable {
    var request = CustomerListRequest()
    change(&request)
    let answer = try await client.customerList(request)
    #expect(answer.report.isClean)
    #expect(answer.requestCount == 1)
    return answer.table
  }

  @Test func activeCustomersComeWithEveryDetail() async throws {
    let table = try await customerList { _ in }
    let row = try #require(table.row(ofID: 25_475))
    #expect(
      table.customer(at: row)
        == Customer(
          id: 25_475, name: "2-14 BRIDAL CAKES", code: "T3526", accountingCode: "ACC10",
          customerType: "PART-TIME FLORIST", salesperson: "Julian Mejía", salespersonID: 1_819,
          isActive: true, updatedOn: LocalDateTime("2017-08-02T12:15:17")))
    #expect(table.inactive.isEmpty)
    #expect(table.count > 400)
  }

  @Test func inactiveCustomersComeWhenAskedFor() async throws {
    let all = try await customerList { $0.includesInactive = true }
    #expect(all.count == 499)
    #expect(!all.inactive.isEmpty)
  }

  @Test func idAndCodeMatchExactly() async throws {
    #expect(try await customerList { $0.id = 29_775 }.ids == [29_775])
    #expect(try await customerList { $0.code = "t3526" }.ids == [25_475])
    #expect(try await customerList { $0.id = 1 }.ids.isEmpty)
  }

  @Test func nameMatchesAsAPattern() async throws {
    #expect(try await customerList { $0.name = "%bridal%" }.ids.contains(25_475))
    #expect(try await customerList { $0.name = "a new leaf of wi,llc" }.ids == [29_623])
    #expect(try await customerList { $0.name = "%no & such + name é%" }.ids.isEmpty)
  }

  @Test func salespersonLocationAndDateNarrow() async throws {
    let own = try await customerList { $0.salespersonID = 1_819 }
    #expect(!own.ids.isEmpty)
    #expect(own.salespeople.allSatisfy { $0.id == 1_819 })
    let located = try await customerList { $0.locationID = 102 }
    let all = try await customerList { _ in }
    #expect(located.count > 0 && located.count < all.count)
    let day = try #require(LocalDate(year: 2020, month: 1, day: 1))
    let recent = try await customerList { $0.updatedAsOf = day }
    #expect(!recent.ids.isEmpty && recent.count < all.count)
    #expect(recent.updatedSeconds.allSatisfy { LocalDateTime(secondsSinceEpoch: $0).date >= day })
  }

  @Test func vendorTokenIsACompanyToken() async throws {
    var configuration = APIConfiguration.sample(simulator.baseURL)
    configuration.companyToken = Secret(SampleCredentials.vendorToken)
    let answer = try await KometClient(configuration).customerList(CustomerListRequest())
    #expect(answer.table.count > 400)
  }

  @Test func userSeesIDsAndNamesOfAllAndOfTheirOwn() async throws {
    let all = try await client.customersByCompany(CustomersByCompanyRequest(onlyOwn: false))
    let own = try await client.customersByCompany(CustomersByCompanyRequest(onlyOwn: true))
    #expect(all.table.count > 400)
    #expect(own.table.count > 0 && own.table.count < all.table.count)
    let row = try #require(all.table.row(ofID: 29_671))
    #expect(all.table.customer(at: row) == Customer(id: 29_671, name: "a TRIO JEWELRY & DESIGN LLC"))
  }

  @Test(arguments: SalesChannel.allCases)
  func everySalesChannelIsKnown(_ channel: SalesChannel) async throws {
    var configuration = APIConfiguration.sample(simulator.baseURL)
    configuration.salesChannel = channel
    let answer = try await KometClient(configuration)
      .customersByCompany(CustomersByCompanyRequest(onlyOwn: false))
    #expect(answer.table.count > 400)
  }

  @Test func wrongKindOfTokenIsRefusedWithTheSetting() async throws {
    var configuration = APIConfiguration.sample(simulator.baseURL)
    swap(&configuration.userToken, &configuration.companyToken)
    let client = try KometClient(configuration)
    let list = await failure { () async throws(KometAPIError) in
      try await client.customerList(CustomerListRequest())
    }
    #expect(list?.kind == .refusedByServer)
    #expect(list?.why.contains("this is a user token") == true)
    #expect(list?.advice.contains("KOMET_COMPANY_TOKEN") == true)
    #expect(list?.requestCount == 1)
    let byCompany = await failure { () async throws(KometAPIError) in
      try await client.customersByCompany(CustomersByCompanyRequest(onlyOwn: true))
    }
    #expect(byCompany?.kind == .refusedByServer)
    #expect(byCompany?.advice.contains("KOMET_TOKEN") == true)
    #expect(byCompany?.advice.contains("KOMET_ACCOUNT") == true)
  }

  @Test func wrongAccountIsRefusedInTheServersWords() async throws {
    var configuration = APIConfiguration.sample(simulator.baseURL)
    configuration.account = "77"
    let client = try KometClient(configuration)
    let error = await failure { () async throws(KometAPIError) in
      try await client.customersByCompany(CustomersByCompanyRequest(onlyOwn: true))
    }
    #expect(error?.kind == .refusedByServer)
    #expect(error?.why.contains("X-ACCOUNT does not belong") == true)
    #expect(simulator.requests.count == 1)
  }

  private static let nobody = [
    #"{"customerResult":null}"#, #"{"status":1,"message":"Customers not found.OK"}"#,
    #"{"status":0,"message":"Customers not found.OK"}"#,
    #"{"status":"1","customerResult":null,"customers":null}"#,
  ]

  @Test(arguments: nobody)
  func `nobody is mine when the server finds nobody`(_ answer: String) async throws {
    let server = try ScriptedServer(ScriptedServer.answer(answer))
    let client = try KometClient(.sample(server.baseURL))
    let own = try await client.customersByCompany(CustomersByCompanyRequest(onlyOwn: true))
    #expect(own.table.count == 0)
    #expect(own.requestCount == 1)
    // Everybody's list can't be empty like that, and that is no refusal either.
    let error = await failure { () async throws(KometAPIError) in
      try await client.customersByCompany(CustomersByCompanyRequest(onlyOwn: false))
    }
    #expect(error?.kind == .notUnderstood)
    #expect(error?.why.contains("has no list of customers") == true)
  }

  @Test(arguments: [
    #"{"customers":null,"status":1}"#, #"{"status":0,"message":"Customers not found.OK"}"#,
  ])
  func `nobody was updated, and nobody has an id, when the server finds nobody`(_ answer: String) async throws
  {
    let server = try ScriptedServer(ScriptedServer.answer(answer))
    let client = try KometClient(.sample(server.baseURL))
    for change in [{ $0.id = 7 }, { $0.code = "X" }, { $0.updatedAsOf = LocalDate(daysSinceEpoch: 20_000) }]
      as [(inout CustomerListRequest) -> Void]
    {
      var request = CustomerListRequest()
      change(&request)
      #expect(try await client.customerList(request).table.count == 0)
    }
    let error = await failure { () async throws(KometAPIError) in
      try await client.customerList(CustomerListRequest())
    }
    #expect(error?.kind == .notUnderstood)
  }

  @Test func `a list of which nothing can be read is not understood`() async throws {
    let records = (1...5).map { #"{"id":"c-\#($0)","name":"Customer \#($0)"}"# }.joined(separator: ",")
    let server = try ScriptedServer(ScriptedServer.answer(#"{"status":1,"customers":[\#(records)]}"#))
    let client = try KometClient(.sample(server.baseURL))
    var update = CustomerListRequest()
    update.updatedAsOf = LocalDate(daysSinceEpoch: 20_000)
    for request in [CustomerListRequest(), update] {
      let error = await failure { () async throws(KometAPIError) in try await client.customerList(request) }
      #expect(error?.kind == .notUnderstood)
      #expect(
        error?.why
          == "None of the server's 5 records could be read, for example record 1: id is not a whole number of at most 20 digits."
      )
      #expect(error?.requestCount == 1)
    }
  }

  @Test func `a record that several lists have is counted once`() async throws {
    let names = ScriptedServer.answer(
      #"{"customerResult":[{"customerId":1,"customerName":[]},{"customerId":2}]}"#)
    let details = ScriptedServer.answer(
      #"{"status":1,"customers":[{"id":1,"name":[]},{"id":"c-3"},{"id":2}]}"#)
    let server = try ScriptedServer(answering: ["by.company": names, "customer.list": details])
    let loaded = try await CustomerDirectory(KometClient(.sample(server.baseURL))).load()
    #expect(loaded.report.skipped == 2)
    #expect(loaded.table.ids == [2])
  }

  @Test func progressEndsWithTheWholeAnswer() async throws {
    let simulator = try KometSimulator.start(SimulatorConfiguration(customerCount: 10_000))
    defer { simulator.stop() }
    let client = try KometClient(.sample(simulator.baseURL))
    let progress = Recorder<TransferProgress>()
    _ = try await client.customerList(CustomerListRequest()) { progress.record($0) }
    let received = progress.values.map(\.receivedBytes)
    #expect(received.count > 1)
    #expect(received == received.sorted())
    #expect(progress.values.last?.totalBytes == received.last)
  }

  @Test func requestsAtTheSameTimeDoNotDisturbEachOther() async throws {
    let ids: [UInt64] = [7_359, 25_475, 29_623, 29_675, 29_775]
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for id in ids + ids + ids + ids {
        group.addTask {
          var request = CustomerListRequest()
          request.id = id
          return try await client.customerList(request).table.ids == [id]
        }
      }
      for try await isRight in group { #expect(isRight) }
    }
  }
}
