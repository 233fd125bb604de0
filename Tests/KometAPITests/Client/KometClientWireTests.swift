import Customers
import Foundation
import Testing

@testable import KometAPI

/// What goes over the wire to the byte, and answers that the sample server does not give.
struct KometClientWireTests {
  private static let token = "t0ken&é"
  private static let list = #"{"status":1,"customers":[{"id":1,"name":"A"}]}"#

  private func client(
    _ server: ScriptedServer, _ change: (inout APIConfiguration) -> Void = { _ in }
  ) throws -> KometClient {
    var configuration = APIConfiguration.sample(server.baseURL)
    configuration.companyToken = Secret(Self.token)
    configuration.userAgent = "komet/1.2"
    change(&configuration)
    return try KometClient(configuration)
  }

  private func list(
    from server: ScriptedServer, _ change: (inout APIConfiguration) -> Void = { _ in }
  ) async throws -> CustomerAnswer {
    try await client(server, change).customerList(CustomerListRequest())
  }

  private func error(
    from server: ScriptedServer, _ change: (inout APIConfiguration) -> Void = { _ in }
  ) async throws -> KometAPIError {
    let client = try client(server, change)
    let error = await failure { () async throws(KometAPIError) in
      try await client.customerList(CustomerListRequest())
    }
    return try #require(error)
  }

  @Test func requestSaysWhoAsksAndWhatItTakes() async throws {
    let server = try ScriptedServer(ScriptedServer.answer(Self.list))
    let answer = try await list(from: server)
    #expect(answer.table.ids == [1])
    let head = try #require(server.heads.first)
    #expect(head.hasPrefix("GET /api/customer.list?authenticationToken=t0ken%26%C3%A9 HTTP/1.1\r\n"))
    #expect(head.contains("\r\nUser-Agent: komet/1.2\r\n"))
    #expect(head.contains("gzip"))
  }

  @Test func headersOfTheListByCompanyAreSent() async throws {
    let server = try ScriptedServer(ScriptedServer.answer(#"{"customerResult":[]}"#))
    let answer = try await client(server).customersByCompany(CustomersByCompanyRequest(onlyOwn: true))
    #expect(answer.table.count == 0)
    let head = try #require(server.heads.first)
    #expect(head.contains("\r\nX-SALES-CHANNEL: WEB_APP\r\n"))
    #expect(head.contains("\r\nX-ACCOUNT: 1042\r\n"))
    #expect(head.contains("&showSalespersonCustomers=true HTTP/1.1"))
  }

  @Test func proxyIsNotAskedForThisMachine() async {
    // In a process of its own, because the environment belongs to all tests.
    await #expect(processExitsWith: .success) {
      for name in ["http_proxy", "ALL_PROXY"] { setenv(name, "http://127.0.0.1:1", 1) }
      let server = try ScriptedServer(ScriptedServer.answer(Self.list))
      let client = try KometClient(.sample(server.baseURL))
      try #require(try await client.customerList(CustomerListRequest()).table.ids == [1])
    }
  }

  @Test func compressedAnswerIsRead() async throws {
    let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n"
    let server = try ScriptedServer([Array(head.utf8) + (try gzip(Array(Self.list.utf8)))])
    let answer = try await list(from: server)
    #expect(answer.table.ids == [1])
  }

  @Test func compressedAnswerIsMeasuredAfterDecompression() async throws {
    let bomb = try gzip([UInt8](repeating: 0x20, count: 3 << 20))
    #expect(bomb.count < 1 << 14)
    let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(bomb.count)\r\n\r\n"
    let server = try ScriptedServer([Array(head.utf8) + bomb])
    let error = try await error(from: server) { $0.limits.maxAnswerBytes = 1 << 20 }
    #expect(error.kind == .limitExceeded)
  }

  @Test func announcedSizeAboveTheLimitIsNotFetched() async throws {
    let server = try ScriptedServer("HTTP/1.1 200 OK\r\nContent-Length: 2000000000000\r\n\r\n{")
    #expect(try await error(from: server).kind == .limitExceeded)
  }

  @Test func brokenCompressionIsNotUnderstood() async throws {
    let server = try ScriptedServer(ScriptedServer.answer("no gzip", headers: "Content-Encoding: gzip"))
    #expect(try await error(from: server).kind == .notUnderstood)
  }

  @Test func otherProtocolIsNotUnderstood() async throws {
    let server = try ScriptedServer("SSH-2.0-OpenSSH_9.2\r\n")
    #expect(try await error(from: server).kind == .notUnderstood)
  }

  @Test func bodyCutOffWithoutAnnouncementIsRetried() async throws {
    let cut = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + Self.list.dropLast(9)
    let server = try ScriptedServer(cut, ScriptedServer.answer(Self.list))
    let answer = try await list(from: server)
    #expect(answer.table.ids == [1])
    #expect(answer.requestCount == 2)
  }

  @Test(arguments: [
    ("401 Unauthorized", KometAPIError.Kind.refusedByServer), ("403 Forbidden", .refusedByServer),
    ("400 Bad Request", .refusedByServer), ("500 Oops", .notReached(.serverFailed(500))),
  ])
  func serversWordsAreShownWithoutTheToken(_ status: String, _ kind: KometAPIError.Kind) async throws {
    let message = #"Token t0ken&é \u001b[31mis bad: authenticationToken=t0ken%26%C3%A9&x"#
    let server = try ScriptedServer(
      ScriptedServer.answer(#"{"status":0,"message":"\#(message)"}"#, status: status))
    let error = try await error(from: server)
    #expect(error.kind == kind)
    #expect(error.why.contains("Token ••• \u{FFFD}[31mis bad: authenticationToken=•••&x"))
  }

  @Test(arguments: [
    "404 Not Found", "400 Bad Request", "418 I'm a teapot", "304 Not Modified", "204 No Content",
  ])
  func otherStatusIsNotUnderstoodAndNotRetried(_ status: String) async throws {
    let server = try ScriptedServer(
      "HTTP/1.1 \(status)\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    #expect(try await error(from: server).kind == .notUnderstood)
    #expect(server.heads.count == 1)
  }

  @Test func redirectToAnotherServerIsRefusedWithoutTheToken() async throws {
    let other = try ScriptedServer(ScriptedServer.answer(Self.list))
    for location in [
      other.baseURL + "/customer.list?authenticationToken=t0ken%26%C3%A9", "https://t0ken&é.example/",
      "//elsewhere.invalid/?authenticationToken=t0ken%26%C3%A9", "file:///etc/passwd",
    ] {
      let server = try ScriptedServer(
        ScriptedServer.answer("", status: "302 Found", headers: "Location: \(location)"))
      let error = try await error(from: server)
      #expect(error.kind == .notUnderstood)
      #expect(!error.description.contains("t0ken"))
    }
    #expect(other.heads.isEmpty)
  }

  @Test func relativeRedirectIsFollowed() async throws {
    let server = try ScriptedServer(
      ScriptedServer.answer("", status: "307 Temporary Redirect", headers: "Location: ../v2/list?x=1"),
      ScriptedServer.answer(Self.list))
    let answer = try await list(from: server)
    #expect(answer.requestCount == 2)
    #expect(server.heads.last?.hasPrefix("GET /v2/list?x=1 HTTP/1.1\r\n") == true)
  }

  @Test func successWithoutListIsEmptyOnlyIfNarrowed() async throws {
    let server = try ScriptedServer(ScriptedServer.answer(#"{"status":"1","message":"OK"}"#))
    #expect(try await error(from: server).kind == .notUnderstood)
    var request = CustomerListRequest()
    request.updatedAsOf = LocalDate(year: 2026, month: 1, day: 1)
    #expect(try await client(server).customerList(request).table.count == 0)
  }

  @Test func handshakeThatNeverEndsIsGivenUp() async throws {
    // It waits for an HTTP request, so it never answers the TLS one.
    let server = try ScriptedServer("")
    let error = try await error(from: server) { configuration in
      configuration.baseURL = server.baseURL.replacing("http://", with: "https://")
      configuration.limits.connectTimeout = .milliseconds(200)
    }
    #expect(error.kind == .notReached(.connectTimeout))
    #expect(error.why.contains("0.2 s"))
    #expect(error.requestCount == 0)
  }

  @Test func unknownNameIsNamed() async throws {
    var configuration = APIConfiguration.sample("https://komet.invalid/api")
    configuration.companyToken = Secret(Self.token)
    let client = try KometClient(configuration)
    let error = await failure { () async throws(KometAPIError) in
      try await client.customerList(CustomerListRequest())
    }
    #expect(error?.kind == .notReached(.nameNotFound))
    #expect(error?.why.contains("komet.invalid") == true)
    #expect(error?.requestCount == 0)
  }

  private func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
    let process = Process()
    let (input, output) = (Pipe(), Pipe())
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "-c"]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    DispatchQueue.global().async {
      try? input.fileHandleForWriting.write(contentsOf: Data(bytes))
      try? input.fileHandleForWriting.close()
    }
    let compressed = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Array(compressed)
  }
}
