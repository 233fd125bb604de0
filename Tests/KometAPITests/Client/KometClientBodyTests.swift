import Customers
import Foundation
import ProofTesting
import Testing

@testable import KometAPI

/// Answers that come slowly, in pieces, without an end, or in another encoding.
@Suite struct KometClientBodyTests {
  private static let list = #"{"status":1,"customers":[{"id":1,"name":"A"},{"id":2,"name":"B"}]}"#
  private static let head = "HTTP/1.1 200 OK\r\nConnection: close\r\n"

  private func ask(
    _ baseURL: String, _ change: (inout APIConfiguration) -> Void = { _ in }
  ) async throws -> Result<CustomerAnswer, KometAPIError> {
    var configuration = APIConfiguration.sample(baseURL)
    change(&configuration)
    return try await configuration.listed()
  }

  private func error(
    _ baseURL: String, _ change: (inout APIConfiguration) -> Void = { _ in }
  ) async throws -> KometAPIError {
    guard case .failure(let error) = try await ask(baseURL, change) else { throw POSIXError(.ENOMSG) }
    return error
  }

  // MARK: - Time

  @Test func `a list that takes long until its first byte is waited for`() async throws {
    let server = try SocketServer { connection in
      _ = connection.readHead()
      // Far longer than the silence that is allowed later.
      _ = poll(nil, 0, 400)
      connection.write(ScriptedServer.answer(Self.list).utf8)
    }
    let answer = try await ask(server.baseURL) { $0.limits.stallTimeout = .milliseconds(100) }.get()
    #expect(answer.table.ids == [1, 2])
  }

  @Test func `a server that never answers is given up, and the setting named`() async throws {
    let server = try SocketServer { $0.readToEnd() }
    let error = try await error(server.baseURL) { $0.limits.firstByteTimeout = .milliseconds(200) }
    #expect(error.kind == .notReached(.stalled))
    #expect(error.why == "No answer began within 0.2 s.")
    #expect(error.advice.contains("“[api] timeout”"))
    #expect(error.requestCount == 1)
  }

  @Test func `headers that trickle for ever are no beginning of an answer`() async throws {
    let server = try SocketServer { connection in
      _ = connection.readHead()
      connection.write(Self.head.utf8)
      while connection.write("X: y\r\n".utf8) { _ = poll(nil, 0, 5) }
    }
    let error = try await error(server.baseURL) { $0.limits.firstByteTimeout = .milliseconds(300) }
    #expect(error.kind == .notReached(.stalled))
  }

  @Test func `an answer that trickles for ever comes to an end`() async throws {
    let server = try SocketServer { connection in
      _ = connection.readHead()
      connection.write("\(Self.head)\r\n".utf8)
      while connection.write(" ".utf8) { _ = poll(nil, 0, 5) }
    }
    let error = try await error(server.baseURL) { $0.limits.slowTimeout = .milliseconds(300) }
    #expect(error.kind == .notReached(.stalled))
    #expect(error.why == "Not even 1 kB arrived within 0.3 s.")
  }

  @Test func `a longer timeout is longer at every step, a shorter one only at the first`() {
    var limits = TransferLimits()
    limits.wait(.seconds(600))
    #expect(
      [limits.firstByteTimeout, limits.stallTimeout, limits.slowTimeout]
        == [600, 150, 600].map { .seconds($0) })
    limits.wait(.seconds(5))
    #expect(
      [limits.firstByteTimeout, limits.stallTimeout, limits.slowTimeout] == [5, 15, 60].map { .seconds($0) })
  }

  // MARK: - Size

  @Test(arguments: [
    "X-Long: \(String(repeating: "x", count: 400_000))\r\n",
    (1...10_000).map { "X-\($0): \(String(repeating: "y", count: 30))\r\n" }.joined(),
  ])
  func `headers of 400 kB are too large`(_ headers: String) async throws {
    let server = try ScriptedServer("\(Self.head)\(headers)\r\n\(Self.list)")
    let error = try await error(server.baseURL)
    #expect(error.kind == .limitExceeded)
    #expect(error.why == "The headers of the server's answer are too large.")
    #expect(server.heads.count == 1)
  }

  @Test func `trailers without an end are cut off`() async throws {
    let server = try SocketServer { connection in
      _ = connection.readHead()
      let size = String(Self.list.utf8.count, radix: 16)
      connection.write("\(Self.head)Transfer-Encoding: chunked\r\n\r\n\(size)\r\n\(Self.list)\r\n0\r\n".utf8)
      let trailer = "X-Trailer: \(String(repeating: "z", count: 1_000))\r\n"
      while connection.write(trailer.utf8) {}
    }
    #expect(try await error(server.baseURL).kind == .limitExceeded)
  }

  @Test func `several answers share one limit`() async throws {
    func answer(_ key: String, _ id: String, _ name: String) -> String {
      let records = (1...2_000).map { #"{"\#(id)":\#($0),"\#(name)":"Customer number \#($0)"}"# }
      return ScriptedServer.answer(#"{"\#(key)":[\#(records.joined(separator: ","))]}"#)
    }
    let short = answer("customerResult", "customerId", "customerName")
    let server = try ScriptedServer(answering: [
      "showSalespersonCustomers=false": short, "showSalespersonCustomers=true": short,
      "customer.list?": answer("customers", "id", "name"),
    ])
    var configuration = APIConfiguration.sample(server.baseURL)
    configuration.limits.maxAnswerBytes = 2 * short.utf8.count
    let client = try KometClient(configuration)
    // Each alone is within the limit, one after the other too.
    #expect(
      try await client.customersByCompany(CustomersByCompanyRequest(onlyOwn: false)).table.count == 2_000)
    #expect(try await client.customerList(CustomerListRequest()).table.count == 2_000)
    let error = await failure { () throws(KometAPIError) in try await CustomerDirectory(client).load() }
    #expect(error?.kind == .limitExceeded)
    configuration.limits.maxAnswerBytes = 3 * short.utf8.count
    let directory = CustomerDirectory(try KometClient(configuration))
    #expect(try await directory.load().table.count == 2_000)
  }

  @Test func `what an attempt that broke off had does not count against the next one`() async throws {
    let records = (1...2_000).map { #"{"id":\#($0)}"# }.joined(separator: ",")
    let whole = ScriptedServer.answer(#"{"customers":[\#(records)]}"#)
    let server = try ScriptedServer(
      String(whole.dropLast(100)), "\(Self.head)\r\n{\(records.dropLast(9))", whole)
    let answer = try await ask(server.baseURL) { $0.limits.maxAnswerBytes = whole.utf8.count }.get()
    #expect(answer.table.count == 2_000)
    #expect(answer.requestCount == 3)
  }

  // MARK: - Ends

  @Test func `an answer that ends anywhere inside its headers is cut short and asked for again`() async throws
  {
    let whole = "HTTP/1.1 200 OK\r\nConnection: close\r\nX-Some: thing\r\n\r\n"
    for count in 0..<whole.count {
      let server = try ScriptedServer(String(whole.prefix(count)), ScriptedServer.answer(Self.list))
      let answer = try await ask(server.baseURL)
      #expect((try? answer.get().requestCount) == 2, "\(whole.prefix(count)): \(answer)")
    }
  }

  @Test func `a body without a length that ends between two records is cut short and asked for again`()
    async throws
  {
    for count in Self.list.indices.filter({ "},]".contains(Self.list[$0]) }).map({
      Self.list.distance(from: Self.list.startIndex, to: $0) + 1
    }).dropLast() {
      let server = try ScriptedServer(
        "\(Self.head)\r\n\(Self.list.prefix(count))", ScriptedServer.answer(Self.list))
      let answer = try await ask(server.baseURL)
      #expect((try? answer.get().requestCount) == 2, "\(Self.list.prefix(count)): \(answer)")
    }
  }

  @Test(arguments: ["x", "]", "}", "{}", "\"", "<!-- 12 ms -->", ",\"a\":1}", "\n{\"status\":1}", "1"])
  func `junk behind a whole document is not understood, and not asked for again`(_ junk: String) async throws
  {
    let server = try ScriptedServer(ScriptedServer.answer(Self.list + junk))
    let error = try await error(server.baseURL)
    #expect(error.kind == .notUnderstood)
    #expect(error.why == "Something that does not belong there stands behind the server's JSON.")
    #expect(server.heads.count == 1)
  }

  // MARK: - Text

  @Test(arguments: [
    ("application/json; charset=ISO-8859-1", String.Encoding.isoLatin1, "Mejía, Ñandú"),
    ("text/html;charset=\"windows-1252\"", .windowsCP1252, "Café – “Röschen” €"),
    ("application/json; q=1; Charset=UTF-16", .utf16, "Mejía 花"),
    ("application/json; charset=utf-16le", .utf16LittleEndian, "Mejía 花"),
    ("application/json; charset=windows-1251", .windowsCP1251, "Цветы"),
    ("application/json; charset=UTF-8", .utf8, "Mejía 花"), ("application/json; charset=", .utf8, "Mejía 花"),
  ])
  func `an answer is read in the encoding that it declares`(
    type: String, encoding: String.Encoding, name: String
  ) async throws {
    // Long enough that it would be read ahead.
    let more = (2...30_000).map { #"{"id":\#($0),"name":"Somebody else"}"# }.joined(separator: ",")
    let body = try #require(#"{"customers":[{"id":1,"name":"\#(name)"},\#(more)]}"#.data(using: encoding))
    let head = "\(Self.head)Content-Type: \(type)\r\nContent-Length: \(body.count)\r\n\r\n"
    let server = try ScriptedServer([Array(head.utf8) + Array(body)])
    let answer = try await ask(server.baseURL).get()
    #expect(answer.table.string(.name, at: 0) == name)
    #expect(answer.table.count == 30_000)
    #expect(answer.report.isClean)
  }

  @Test func `an encoding that nobody knows is named`() async throws {
    let server = try ScriptedServer(
      ScriptedServer.answer(Self.list, headers: "Content-Type: application/json; charset=x-klingon"))
    let error = try await error(server.baseURL)
    #expect(error.kind == .notUnderstood)
    #expect(error.why.contains("x-klingon"))
  }
}
