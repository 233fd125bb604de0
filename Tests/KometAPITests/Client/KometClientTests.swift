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
    let ids: [Int64] = [7_359, 25_475, 29_623, 29_675, 29_775]
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
