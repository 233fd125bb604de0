import Foundation
import Testing

@testable import KometAPI

struct EndpointTests {
  private func endpoint(_ baseURL: String, caFile: String? = nil) throws -> Endpoint {
    var configuration = APIConfiguration()
    configuration.baseURL = baseURL
    configuration.caFile = caFile
    return try Endpoint(configuration)
  }

  @Test(arguments: [
    ("https://api.kometsales.com/api", "https://api.kometsales.com/api"),
    ("https://api.kometsales.com/api//", "https://api.kometsales.com/api"),
    ("HTTPS://Example.com", "HTTPS://Example.com"),
    ("http://127.0.0.1:8080/api", "http://127.0.0.1:8080/api"), ("http://127.9.8.7", "http://127.9.8.7"),
    ("http://localhost:1/api", "http://localhost:1/api"), ("http://[::1]:8080/", "http://[::1]:8080"),
  ])
  func goodBaseIsTaken(_ baseURL: String, _ expected: String) throws {
    #expect(try endpoint(baseURL).base == expected)
  }

  @Test(arguments: [
    "http://api.kometsales.com/api", "http://10.0.0.1", "http://127.0.0.1.evil.com", "http://127.evil.com",
    "http://localhost.evil.com", "http://[::2]", "ftp://127.0.0.1", "file:///etc/passwd", "", "api",
    "https://",
    "api.kometsales.com/api", "https://user:pw@api.kometsales.com", "https://u@127.0.0.1",
    "https://x.com/api?a=b", "https://x.com/#f", "https://a b/", "http://0.0.0.0",
  ])
  func badBaseIsRefusedWithTheSetting(_ baseURL: String) {
    let error = #expect(throws: KometAPIError.self) { try endpoint(baseURL) }
    #expect(error?.kind == .wrongUsage)
    #expect(error?.advice.contains("KOMET_BASE_URL") == true)
    #expect(error?.description.contains("pw") != true)
  }

  @Test func unreadableCAFileIsRefusedWithTheSetting() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "ca.pem")
    try Data("not a certificate".utf8).write(to: file)
    for path in [folder.appending(path: "missing").path, file.path] {
      let error = #expect(throws: KometAPIError.self) { try endpoint("https://x.com", caFile: path) }
      #expect(error?.kind == .wrongUsage)
      #expect(error?.why.contains(path) == true)
      #expect(error?.advice.contains("ca_file") == true)
    }
  }
}

struct ServerURLTests {
  @Test(arguments: [
    ("https://a.com/x", "https://A.com:443/y?z", true), ("https://a.com/x", "https://b.com/x", false),
    ("https://a.com/x", "http://a.com/x", false), ("https://a.com/x", "https://a.com:8443/x", false),
    ("http://a.com", "HTTP://a.com:80", true), ("http://[::1]:8080/", "http://[::1]:8080", true),
    ("http://[::1]:8080/", "http://[::1]", false), ("https://büro.example", "https://büro.example/x", true),
    ("https://a.com", "https://a.com.evil.org", false), ("https://a.com", "https://a.com@evil.org", false),
    ("https://a.com", "https://a.com:443@evil.org", false),
    ("https://a.com", "https://evil.org/@a.com", false),
    ("https://a.com", "https://evil.org?@a.com", false), ("https://a.com", "https://evil.org#@a.com", false),
  ])
  func sameOriginMeansEncryptionHostAndPort(_ first: String, _ second: String, _ expected: Bool) throws {
    let (one, other) = (try #require(ServerURL(first)), try #require(ServerURL(second)))
    #expect(one.hasSameOrigin(as: other) == expected)
  }

  @Test(arguments: [
    "https:/a.com", "https:///a.com", "https:a.com", "//a.com", "https://:443", "https://@",
    "https://a.com:x",
    "https://a.com:65536", "https://a.com:+1", "https://a.com:1:2", "https://a.com\\@b.com",
    "https://a.com\\.b.com", "https://a.com/ b", "https://a.com/\tb", "https://a.com\n", "https://a%2ecom",
    "https://[::1", "https://[::1]x", "https://[::1%25lo]", "https://a.com[", "https://a;b", "ws://a.com",
  ])
  func whatReadersDifferAboutIsNoURL(_ text: String) {
    #expect(ServerURL(text) == nil)
  }

  @Test(arguments: [
    ("http://127.0.0.1", true), ("http://127.255.0.9:1/x", true), ("http://LOCALHOST", true),
    ("http://[::1]", true), ("http://127.0.0.010", false), ("http://127.1", false),
    ("http://127.0.0.256", false), ("http://0127.0.0.1", false), ("http://127.0.0.1.", false),
    ("http://127.0.0.1@evil.org", false), ("http://localhost.evil.org", false), ("http://[::2]", false),
  ])
  func onlyThisMachineIsLoopback(_ text: String, _ expected: Bool) throws {
    #expect(try #require(ServerURL(text)).isLoopback == expected)
  }
}
