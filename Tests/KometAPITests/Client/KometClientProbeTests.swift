import Foundation
import KometSimulator
import Testing

@testable import KometAPI

/// What the server tells before it is asked for customers.
@Suite struct KometClientProbeTests {
  @Test func `the sample server tells its time, and no token is sent`() async throws {
    let simulator = try KometSimulator.start(SimulatorConfiguration(customerCount: 10))
    let report = try await KometClient(.sample(simulator.baseURL)).probe()
    #expect(report.host == "127.0.0.1")
    #expect(report.identity == nil)
    let date = try #require(report.date)
    #expect(abs(date.timeIntervalSinceNow) < 24 * 60 * 60)
    let request = try #require(simulator.requests.first)
    #expect(!request.target.contains("authenticationToken"))
  }

  @Test func `a date is read as the header tells it`() async throws {
    let server = try ScriptedServer(
      ScriptedServer.answer("", status: "404 Not Found", headers: "Date: Sun, 06 Nov 1994 08:49:37 GMT"))
    let report = try await KometClient(.sample(server.baseURL)).probe()
    #expect(report.date == Date(timeIntervalSince1970: 784_111_777))
  }

  @Test func `a server without a clock is no failure`() async throws {
    let server = try ScriptedServer(ScriptedServer.answer(""))
    #expect(try await KometClient(.sample(server.baseURL)).probe().date == nil)
  }

  @Test func `a server that is not there is a failure`() async throws {
    let client = try KometClient(.sample("http://127.0.0.1:1/api"))
    let error = await failure { () throws(KometAPIError) in try await client.probe() }
    #expect(error?.kind == .notReached(.connectionRefused))
  }

  @Test(.enabled(if: TLSServer.isAvailable))
  func `who signed the certificate is told`() async throws {
    let server = try TLSServer()
    var configuration = APIConfiguration.sample(server.baseURL)
    configuration.caFile = server.caFile
    let identity = try #require(try await KometClient(configuration).probe().identity)
    #expect(identity.issuer.contains("localhost"))
  }
}
