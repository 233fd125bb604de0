import Foundation
import Testing

@testable import KometAPI

/// Whom the client trusts with a token.
@Suite(.enabled(if: TLSServer.isAvailable))
struct KometClientTrustTests {
  private func ask(_ server: TLSServer, caFile: String?) async throws -> Result<CustomerAnswer, KometAPIError>
  {
    var configuration = APIConfiguration.sample(server.baseURL)
    configuration.caFile = caFile
    return try await configuration.listed()
  }

  private func expectDistrust(
    _ result: Result<CustomerAnswer, KometAPIError>, _ advice: String = "ca_file",
    _ location: SourceLocation = #_sourceLocation
  ) {
    guard case .failure(let error) = result else {
      Issue.record("trusted", sourceLocation: location)
      return
    }
    #expect(error.kind == .notReached(.notTrusted), sourceLocation: location)
    #expect(error.advice.contains(advice), sourceLocation: location)
    #expect(error.requestCount == 0, sourceLocation: location)
  }

  @Test func selfSignedCertificateIsRefused() async throws {
    expectDistrust(try await ask(TLSServer(), caFile: nil))
  }

  @Test func addedAuthorityIsTrusted() async throws {
    let server = try TLSServer()
    let answer = try await ask(server, caFile: server.caFile).get()
    #expect(answer.table.ids == [1])
  }

  @Test func otherAuthorityIsNoHelp() async throws {
    let (server, other) = (try TLSServer(), try TLSServer())
    expectDistrust(try await ask(server, caFile: other.caFile))
    withExtendedLifetime(other) {}
  }

  @Test func `a certificate of another host is refused, and the name is to be checked`() async throws {
    let server = try TLSServer(name: "elsewhere.example")
    expectDistrust(try await ask(server, caFile: server.caFile), "check the name localhost in")
  }

  @Test func `an expired certificate is refused, and the clock is to be checked`() async throws {
    let server = try TLSServer(days: -1)
    expectDistrust(try await ask(server, caFile: server.caFile), "clock")
  }

  @Test func brokenAuthorityIsAWrongSetting() async throws {
    let server = try TLSServer()
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    guard case .failure(let error) = try await ask(server, caFile: file.path) else {
      Issue.record("trusted")
      return
    }
    #expect(error.kind == .wrongUsage)
    #expect(error.advice.contains("ca_file"))
  }
}
