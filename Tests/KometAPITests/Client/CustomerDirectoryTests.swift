import Customers
import KometSimulator
import Testing

@testable import KometAPI

/// What a person sees with the tokens they have.
struct CustomerDirectoryTests {
  private let simulator: KometSimulator

  init() throws {
    simulator = try KometSimulator.start(SimulatorConfiguration(customerCount: 500))
  }

  private func load(
    _ change: (inout APIConfiguration) -> Void, onProgress: CustomerDirectory.ProgressHandler? = nil
  ) async throws(KometAPIError) -> LoadedCustomers {
    var configuration = APIConfiguration.sample(simulator.baseURL)
    change(&configuration)
    return try await CustomerDirectory(KometClient(configuration)).load(onProgress: onProgress)
  }

  @Test func userTokenTellsNamesAndWhoseTheyAre() async throws {
    let loaded = try await load { $0.companyToken = nil }
    #expect(loaded.table.count > 400)
    #expect(loaded.requestCount == 2)
    #expect(loaded.table.statusKnown.isEmpty)
    let mine = try #require(loaded.table.mine)
    #expect(mine.count > 0 && mine.count < loaded.table.count)
    let row = try #require(loaded.table.row(ofID: 25_475))
    #expect(loaded.table.customer(at: row) == Customer(id: 25_475, name: "2-14 BRIDAL CAKES", isMine: true))
  }

  @Test func companyTokenTellsDetailsButNotWhoseTheyAre() async throws {
    let loaded = try await load { $0.userToken = nil }
    #expect(loaded.table.count == 499)
    #expect(loaded.requestCount == 1)
    #expect(!loaded.table.inactive.isEmpty)
    #expect(loaded.table.mine == nil)
  }

  @Test func salespersonTellsWhoseTheyAreWithoutAUserToken() async throws {
    let loaded = try await load { configuration in
      configuration.userToken = nil
      configuration.salespersonID = UInt64(SampleCredentials.salespersonID)
    }
    let mine = try #require(loaded.table.mine)
    #expect(mine.count > 0)
    #expect(
      mine.allSatisfy {
        loaded.table.customer(at: $0).salespersonID == UInt64(SampleCredentials.salespersonID)
      })
  }

  @Test func bothTokensTellEverything() async throws {
    let progress = Recorder<TransferProgress>()
    let loaded = try await load({ _ in }, onProgress: { progress.record($0) })
    #expect(loaded.table.count == 500)
    #expect(loaded.requestCount == 3)
    #expect(loaded.report.isClean)
    #expect(loaded.table.mine?.isEmpty == false)
    #expect(!loaded.table.inactive.isEmpty)
    let row = try #require(loaded.table.row(ofID: 29_671))
    #expect(
      loaded.table.customer(at: row)
        == Customer(id: 29_671, name: "a TRIO JEWELRY & DESIGN LLC", isMine: true))
    #expect(loaded.table.customer(at: 1).code == "T3526")
    // All three answers together, each told at least once.
    #expect(progress.values.count >= 3)
    let end = try #require(progress.values.last)
    #expect(end.receivedBytes > 100_000)
    #expect(end.totalBytes == end.receivedBytes)
  }

  @Test func locationNarrowsTheDetails() async throws {
    let loaded = try await load { configuration in
      configuration.userToken = nil
      configuration.locationID = 102
    }
    #expect(loaded.table.count > 0 && loaded.table.count < 499)
  }

  @Test func noTokenIsWrongUsage() async throws {
    let error = await failure { () async throws(KometAPIError) in
      try await load { configuration in
        configuration.userToken = nil
        configuration.companyToken = nil
      }
    }
    #expect(error?.kind == .wrongUsage)
    #expect(error?.advice.contains("KOMET_TOKEN") == true)
    #expect(error?.advice.contains("KOMET_COMPANY_TOKEN") == true)
  }

  @Test func failureCountsTheRequestsBesidesIt() async throws {
    let error = await failure { () async throws(KometAPIError) in
      try await load { $0.companyToken = Secret("wrong") }
    }
    #expect(error?.kind == .refusedByServer)
    #expect(error?.requestCount == 3)
    #expect(simulator.requests.count == 3)
  }

  @Test func firstOfSeveralFailuresIsTheOneThatIsTold() async throws {
    let error = await failure { () async throws(KometAPIError) in
      try await load { configuration in
        configuration.userToken = Secret("wrong")
        configuration.companyToken = Secret("wrong, too")
      }
    }
    #expect(error?.kind == .refusedByServer)
    #expect(error?.advice.contains("KOMET_TOKEN") == true)
  }

  @Test func failureEndsTheOtherRequests() async throws {
    let refusal = ScriptedServer.answer(#"{"status":0,"message":"No."}"#)
    let server = try ScriptedServer(answering: ["/customer.by.company.list?authenticationToken": refusal])
    var configuration = APIConfiguration.sample(server.baseURL)
    // Long enough that only the failure can end the request that is not answered.
    configuration.limits.stallTimeout = .seconds(600)
    let directory = try CustomerDirectory(KometClient(configuration))
    let error = await failure { () async throws(KometAPIError) in try await directory.load() }
    #expect(error?.why.contains("“No”") == true)
  }
}
