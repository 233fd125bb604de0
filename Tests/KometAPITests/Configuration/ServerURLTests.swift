import Testing

@testable import KometAPI

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
