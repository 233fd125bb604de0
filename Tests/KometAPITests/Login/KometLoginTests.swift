import KometSimulator
import Testing

@testable import KometAPI

@Suite struct KometLoginTests {
  private func token(
    at baseURL: String, userName: String = SampleCredentials.userName,
    password: String = SampleCredentials.password
  ) async throws(KometAPIError) -> Secret {
    var configuration = APIConfiguration()
    configuration.baseURL = baseURL
    return try await KometLogin(configuration).userToken(userName: userName, password: Secret(password))
  }

  @Test func `the right name and password bring the user's token`() async throws {
    let simulator = try KometSimulator.start(SimulatorConfiguration(customerCount: 10))
    defer { simulator.stop() }
    #expect(try await token(at: simulator.baseURL).exposed == SampleCredentials.userToken)
  }

  @Test func `a wrong password is the server's refusal`() async throws {
    let simulator = try KometSimulator.start(SimulatorConfiguration(customerCount: 10))
    defer { simulator.stop() }
    let error = await failure { () async throws(KometAPIError) in
      try await token(at: simulator.baseURL, password: "weeds")
    }
    #expect(error?.kind == .refusedByServer)
    #expect(error?.why.contains("not right") == true)
  }

  @Test func `the password is posted and stands in no URL`() async throws {
    let server = try ScriptedServer(ScriptedServer.answer(#"{"status":1,"apiKey":"abc"}"#))
    #expect(try await token(at: server.baseURL, userName: "a b", password: "p&=é").exposed == "abc")
    let head = try #require(server.heads.first)
    #expect(head.hasPrefix("POST /api/login HTTP/1.1\r\n"))
    #expect(head.contains("\r\nContent-Type: application/x-www-form-urlencoded\r\n"))
    #expect(head.contains("\r\nContent-Length: 37\r\n"))
  }

  @Test(arguments: [
    (
      ScriptedServer.answer(#"{"status":"0","message":"no secret-word"}"#),
      KometAPIError.Kind.refusedByServer
    ),
    (ScriptedServer.answer(#"{"message":"locked"}"#), .refusedByServer),
    (ScriptedServer.answer(#"{"status":"1","message":"OK"}"#), .notUnderstood),
    (ScriptedServer.answer(#"{"status":"1","apiKey":"two\nlines"}"#), .notUnderstood),
    (ScriptedServer.answer("<html>secret-word</html>"), .notUnderstood),
    (ScriptedServer.answer("secret-word", status: "401 Unauthorized"), .refusedByServer),
    (ScriptedServer.answer(#"{"error":"invalid_grant"}"#, status: "400 Bad Request"), .refusedByServer),
    (ScriptedServer.answer("", status: "503 Busy"), .notReached(.serverFailed(503))),
    (ScriptedServer.answer("", status: "307 Moved", headers: "Location: /api/elsewhere"), .notUnderstood),
  ])
  func `an answer without a token is told, once and without the password`(
    answer: String, kind: KometAPIError.Kind
  ) async throws {
    let server = try ScriptedServer(answer)
    let error = await failure { () async throws(KometAPIError) in
      try await token(at: server.baseURL, password: "secret-word")
    }
    #expect(error?.kind == kind)
    #expect(error?.description.contains("secret-word") == false)
    if kind == .refusedByServer { #expect(error?.advice == "Check the user name and the password.") }
    #expect(server.heads.count == 1)
  }
}
