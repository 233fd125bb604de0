import Foundation
import ProofTesting
import Testing

@testable import KometAPI

/// What stands between this machine and the server.
@Suite struct KometClientProxyTests {
  private static let host = "komet.invalid"

  private func ask(
    through proxy: String, caFile: String? = nil, _ change: (inout APIConfiguration) -> Void = { _ in }
  ) async throws -> Result<CustomerAnswer, KometAPIError> {
    var configuration = APIConfiguration.sample("https://\(Self.host)/api")
    configuration.proxyVariables = ["HTTPS_PROXY": Secret(proxy)]
    configuration.caFile = caFile
    change(&configuration)
    return try await configuration.listed()
  }

  private func error(
    through proxy: String, _ change: (inout APIConfiguration) -> Void = { _ in }
  ) async throws -> KometAPIError {
    guard case .failure(let error) = try await ask(through: proxy, change) else {
      throw POSIXError(.ECONNREFUSED)
    }
    return error
  }

  @Test(.enabled(if: TLSServer.isAvailable))
  func `a proxy that lets the request through brings the customers`() async throws {
    let server = try TLSServer(name: Self.host)
    let heads = Recorder<String>()
    let proxy = try SocketServer.proxy(answering: "200 OK", to: server.port, heads)
    let answer = try await ask(through: "http://127.0.0.1:\(proxy.port)", caFile: server.caFile).get()
    #expect(answer.table.ids == [1])
    #expect(answer.requestCount == 1)
    #expect(heads.values.count == 1)
    #expect(heads.values.first?.hasPrefix("CONNECT komet.invalid:443 ") == true)
  }

  @Test(.enabled(if: TLSServer.isAvailable))
  func `behind a proxy the server's certificate is judged, not the proxy`() async throws {
    let server = try TLSServer(name: "elsewhere.example")
    let proxy = try SocketServer.proxy(answering: "200 OK", to: server.port, Recorder())
    let outcome = try await ask(through: "127.0.0.1:\(proxy.port)", caFile: server.caFile)
    guard case .failure(let error) = outcome else {
      Issue.record("trusted")
      return
    }
    #expect(error.kind == .notReached(.notTrusted))
    #expect(error.advice.contains(Self.host))
  }

  @Test(arguments: [
    ("407 Proxy Authentication Required", "wants a user name and a password (HTTP 407)", "NAME:PASSWORD@"),
    ("403 Forbidden", "does not let anybody through to komet.invalid (HTTP 403)", "HTTPS_PROXY"),
    ("503 Service Unavailable", "did not reach komet.invalid (HTTP 503)", "HTTPS_PROXY"),
  ])
  func `a proxy that refuses is named with its variable, asked once, and nothing is counted`(
    status: String, words: String, advice: String
  ) async throws {
    let heads = Recorder<String>()
    let proxy = try SocketServer.proxy(answering: status, heads)
    let error = try await error(through: "http://127.0.0.1:\(proxy.port)")
    #expect(error.kind == .notReached(.proxyFailed))
    #expect(error.why == "The proxy 127.0.0.1:\(proxy.port) \(words).")
    #expect(error.advice.contains("HTTPS_PROXY"))
    #expect(error.advice.contains(advice))
    #expect(error.requestCount == 0)
    #expect(heads.values.count == 1)
  }

  @Test func `a proxy that refuses the password does not have it told`() async throws {
    let proxy = try SocketServer.proxy(answering: "407 No", Recorder())
    let error = try await error(through: "http://ana:s3cret@127.0.0.1:\(proxy.port)")
    #expect(error.why.contains("does not take the user name and password"))
    #expect(!error.description.contains("s3cret"))
    let other = try await self.error(through: "ftp://ana:s3cret@127.0.0.1:\(proxy.port)")
    #expect(other.kind == .notReached(.proxyFailed))
    #expect(!other.description.contains("s3cret"))
  }

  @Test func `a proxy that is down, unknown or hangs up is named, and nothing is counted`() async throws {
    let silent = try SocketServer.proxy(answering: nil, Recorder())
    for (address, words) in [
      ("127.0.0.1:1", "The proxy 127.0.0.1:1 refused the connection."),
      (
        "http://no-such-proxy.invalid:3128",
        "The proxy no-such-proxy.invalid:3128 could not be found."
      ),
      (
        "127.0.0.1:\(silent.port)", "The proxy 127.0.0.1:\(silent.port) made no connection to komet.invalid ("
      ),
    ] {
      let error = try await error(through: address)
      #expect(error.kind == .notReached(.proxyFailed))
      #expect(error.why.hasPrefix(words), "\(error.why)")
      #expect(error.advice.contains("HTTPS_PROXY"))
      #expect(error.requestCount == 0)
    }
  }

  @Test func `a proxy that never answers is given up`() async throws {
    let proxy = try SocketServer { $0.readToEnd() }
    let error = try await error(through: "127.0.0.1:\(proxy.port)") {
      $0.limits.connectTimeout = .milliseconds(200)
    }
    #expect(error.kind == .notReached(.proxyFailed))
    #expect(error.why.hasSuffix("made no connection to komet.invalid within 0.2 s."))
    #expect(error.requestCount == 0)
  }

  @Test(arguments: [
    (["https_proxy": "http://a:1", "HTTPS_PROXY": "http://b:2"], "a:1 https_proxy"),
    (["https_proxy": "", "HTTPS_PROXY": "http://b:2/"], "b:2 HTTPS_PROXY"),
    (["ALL_PROXY": "socks5h://u:p@c:3"], "c:3 ALL_PROXY"),
    (["https_proxy": "http://u:p@ss@f:5"], "f:5 https_proxy"),
    (["http_proxy": "http://d:4"], nil), ([:], nil),
    (["HTTPS_PROXY": "e", "NO_PROXY": "*"], nil), (["HTTPS_PROXY": "e", "NO_PROXY": "kometsales.com"], nil),
    (["HTTPS_PROXY": "e", "NO_PROXY": "x.com, .KometSales.com"], nil),
    (["HTTPS_PROXY": "e", "no_proxy": "api.kometsales.com:443"], "e HTTPS_PROXY"),
    (["HTTPS_PROXY": "e", "no_proxy": "sales.com,10.0.0.0/8"], "e HTTPS_PROXY"),
  ])
  func `the environment says which proxy counts`(variables: [String: String], found: String?) throws {
    let url = try #require(ServerURL("https://api.kometsales.com/api"))
    #expect(Proxy(to: url, variables.mapValues { Secret($0) }).map { "\($0.name) \($0.variable)" } == found)
  }

  @Test(arguments: [
    ("10.1.2.3", "10.0.0.0/8", false), ("11.1.2.3", "10.0.0.0/8", true), ("10.1.2.3", "10.1.2.3", false),
    ("10.1.2.3", "10.1.2.0/31", true), ("10.1.2.3", "10.1.2.2/31", false), ("[fd00::1]", "fd00::/8", false),
    ("[fd00::1]", "fe00::/8", true), ("127.0.0.1", "", true), ("10.1.2.3", "10.0.0.0/99", true),
  ])
  func `addresses are excepted by themselves and by networks`(
    host: String, exceptions: String, isUsed: Bool
  ) throws {
    let url = try #require(ServerURL("https://\(host)/"))
    let proxy = Proxy(to: url, ["HTTPS_PROXY": Secret("e"), "NO_PROXY": Secret(exceptions)])
    #expect((proxy != nil) == (isUsed && !url.isLoopback))
  }
}

extension SocketServer {
  /// A proxy that gives this answer to CONNECT, and then passes all bytes on to a port of this machine.
  ///
  /// Without an answer it hangs up; without a port it does so behind the answer.
  static func proxy(answering status: String?, to port: Int? = nil, _ heads: Recorder<String>) throws
    -> SocketServer
  {
    try SocketServer { client in
      guard let head = client.readHead() else { return }
      heads.record(head)
      guard let status, client.write("HTTP/1.1 \(status)\r\n\r\n".utf8), let port else { return }
      let server = Connection(descriptor: socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
      defer { close(server.descriptor) }
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = inet_addr("127.0.0.1")
      address.sin_port = UInt16(port).bigEndian
      let connected = withUnsafePointer(to: &address) { address in
        address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(server.descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      guard connected == 0 else { return }
      let back = DispatchGroup()
      back.enter()
      Thread.detachNewThread {
        while case let piece = server.read(), !piece.isEmpty, client.write(piece) {}
        client.endWriting()
        back.leave()
      }
      while case let piece = client.read(), !piece.isEmpty, server.write(piece) {}
      server.endWriting()
      back.wait()
    }
  }
}
