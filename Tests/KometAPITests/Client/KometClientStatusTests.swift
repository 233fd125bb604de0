import Foundation
import Testing

@testable import KometAPI

/// What a status other than success comes to, and how long the client waits for better luck.
@Suite struct KometClientStatusTests {
  private static let list = #"{"status":1,"customers":[{"id":1,"name":"A"}]}"#

  private func ask(
    _ server: ScriptedServer, _ pauses: Recorder<Duration> = Recorder()
  ) async throws -> Result<CustomerAnswer, KometAPIError> {
    var configuration = APIConfiguration.sample(server.baseURL)
    configuration.retryPolicy.pause = { pauses.record($0) }
    return try await configuration.listed()
  }

  private func error(_ answer: String) async throws -> KometAPIError {
    guard case .failure(let error) = try await ask(ScriptedServer(answer)) else {
      throw POSIXError(.ENOMSG)
    }
    return error
  }

  @Test(arguments: [
    #"{"error":"invalid_token","error_description":"The token ran out"}"#, #"{"detail":"The token ran out"}"#,
    #"{"error":{"code":17,"message":"The token ran out"}}"#, #"{"message":"The token ran out","status":0}"#,
    #"{"errors":[{"detail":"The token ran out"}]}"#, #"{"title":"The token ran out","status":401}"#,
    #"{"error":"The token ran out"}"#, #"{"message":"The \u0074oken ran out","customers":[]}"#,
  ])
  func `the server's own words are found wherever it puts them`(_ body: String) async throws {
    let error = try await error(ScriptedServer.answer(body, status: "401 Unauthorized"))
    #expect(error.why == "The server refused the request (HTTP 401), and says: “The token ran out”.")
  }

  @Test(arguments: [
    ("401 Unauthorized", KometAPIError.Kind.refusedByServer, "company_token"),
    ("403 Forbidden", .refusedByServer, "Komet Sales can tell what your user may see"),
    ("404 Not Found", .notUnderstood, "base_url"), ("405 Method Not Allowed", .notUnderstood, "base_url"),
    ("407 Proxy Authentication Required", .notReached(.proxyFailed), "HTTPS_PROXY"),
    ("408 Request Timeout", .notReached(.serverFailed(408)), "network connection"),
    ("429 Too Many Requests", .refusedByServer, "Wait a while"),
    ("400 Bad Request", .refusedByServer, "the settings in [api]"),
    ("409 Conflict", .refusedByServer, "the settings in [api]"),
    ("418 I'm a teapot", .refusedByServer, "the settings in [api]"),
    ("502 Bad Gateway", .notReached(.serverFailed(502)), "Try again later"),
  ])
  func `the advice fits the status, and the server's words stand by`(
    status: String, kind: KometAPIError.Kind, advice: String
  ) async throws {
    let error = try await error(ScriptedServer.answer(#"{"detail":"So it is"}"#, status: status))
    #expect(error.kind == kind)
    #expect(error.why.contains("So it is"))
    #expect(error.advice.contains(advice))
    let isAboutToken = ["401", "403"].contains(status.prefix(3))
    #expect(error.advice.contains("token") == isAboutToken)
  }

  @Test func `a server that gave up waiting is asked again`() async throws {
    let server = try ScriptedServer(
      ScriptedServer.answer("", status: "408 Request Timeout"), ScriptedServer.answer(Self.list))
    #expect(try await ask(server).get().requestCount == 2)
  }

  @Test func `a date to come back at is taken by the server's clock`() async throws {
    let server = try ScriptedServer(
      ScriptedServer.answer(
        "", status: "503 Service Unavailable", headers: "Date: Wed, 21 Oct 2015 07:28:00 GMT",
        "Retry-After: Wed, 21 Oct 2015 07:28:09 GMT"),
      ScriptedServer.answer(
        "", status: "503 Service Unavailable", headers: "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT"),
      ScriptedServer.answer(Self.list))
    let pauses = Recorder<Duration>()
    #expect(try await ask(server, pauses).get().requestCount == 3)
    #expect(pauses.values == [.seconds(9), .zero])
  }

  @Test(arguments: [
    ("429 Too Many Requests", "Server: one", "", 15 * 60),
    ("429 Too Many Requests", "Retry-After: 1800", "", 30 * 60),
    ("429 Too Many Requests", "Retry-After: 2", "", 60),
    ("429 Too Many Requests", "Retry-After: 9999999", "", 24 * 3_600),
    ("429 Too Many Requests", "Server: one", #"{"message":"Daily limit reached"}"#, 3_600),
    ("403 Forbidden", "Server: one", #"{"message":"API quota exceeded"}"#, 3_600),
    (
      "200 OK", "Server: one", #"{"status":0,"message":"The limit of 1,000 requests per day is reached."}"#,
      3_600
    ),
    ("200 OK", "Server: one", #"{"status":"0","message":"Rate limit exceeded"}"#, 3_600),
  ])
  func `a server that has had too many requests is left alone as long as it asks for, or a while`(
    status: String, header: String, body: String, seconds: Int
  ) async throws {
    let error = try await error(ScriptedServer.answer(body, status: status, headers: header))
    #expect(error.kind == .refusedByServer)
    #expect(error.backOff == .seconds(seconds))
    // What is used up for the day is not tried again.
    if !body.isEmpty { #expect(error.requestCount == 1) }
  }

  @Test(arguments: [
    ("401 Unauthorized", #"{"message":"The token ran out"}"#), ("503 Service Unavailable", ""),
    ("200 OK", #"{"status":0,"message":"Your request exceeds the size limit of 64 kB."}"#),
    ("200 OK", #"{"status":0,"message":"The credit limit of this customer is too low."}"#),
  ])
  func `other refusals and failures concern only who asked`(status: String, body: String) async throws {
    #expect(try await error(ScriptedServer.answer(body, status: status)).backOff == nil)
  }

  @Test(arguments: [
    // Eight digits are seconds, not a date.
    "100000", "20261231", "99999999999999999999", "Fri, 31 Dec 2100 23:59:59 GMT",
  ])
  func `a wait beyond the limit fails at once and says when to come back`(_ wish: String) async throws {
    for status in ["429 Too Many Requests", "503 Service Unavailable"] {
      let server = try ScriptedServer(
        ScriptedServer.answer("", status: status, headers: "Retry-After: \(wish)"))
      let pauses = Recorder<Duration>()
      guard case .failure(let error) = try await ask(server, pauses) else {
        Issue.record("answered")
        return
      }
      #expect(error.requestCount == 1)
      #expect(pauses.values.isEmpty)
      #expect(error.advice.contains(/left alone until \d{4}-\d\d-\d\d \d\d:\d\d; try again then/))
    }
  }
}
