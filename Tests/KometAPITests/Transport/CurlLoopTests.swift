import Foundation
import ProofTesting
import Testing

@testable import KometAPI

/// The thread of the transfers.
@Suite struct CurlLoopTests {
  @Test(.enabled(if: TLSServer.isAvailable))
  func `a program that ends during transfers waits for their threads, for a second at most`() async {
    await #expect(processExitsWith: .exitCode(7)) {
      let server = try TLSServer()
      let heads = Recorder<String>()
      let silent = try SocketServer { connection in
        connection.readHead().map(heads.record)
        connection.readToEnd()
      }
      var configuration = APIConfiguration.sample(server.baseURL)
      configuration.caFile = server.caFile
      let client = try KometClient(configuration)
      #expect(try await client.customerList(CustomerListRequest()).table.ids == [1])
      configuration.baseURL = silent.baseURL
      let stalled = try KometClient(configuration)
      let task = Task {
        await failure { () throws(KometAPIError) in try await stalled.customerList(CustomerListRequest()) }
      }
      try await waitUntil { !heads.values.isEmpty }
      let begin = ContinuousClock.now
      CurlLoop.endAll()
      // One that is not waited for goes on for a minute.
      #expect(ContinuousClock.now - begin < .seconds(30))
      #expect(await task.value?.kind == .cancelled)
      let late = await failure { () throws(KometAPIError) in try await KometClient(configuration).probe() }
      #expect(late?.kind == .cancelled)
      exit(7)
    }
  }

  @Test func `a client that nobody has any more ends its thread`() async {
    await #expect(processExitsWith: .success) {
      do {
        let server = try ScriptedServer(ScriptedServer.answer("{}"))
        _ = try? await KometClient(.sample(server.baseURL)).probe()
      }
      try await waitUntil { CurlLoop.running.withLock { $0?.isEmpty == true } }
    }
  }
}
