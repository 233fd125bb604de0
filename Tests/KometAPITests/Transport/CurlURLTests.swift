import Testing

@testable import KometAPI

struct CurlURLTests {
  @Test(arguments: [
    ("https://a.com/x", "https://A.com:443/y?z", true), ("https://a.com/x", "https://b.com/x", false),
    ("https://a.com/x", "http://a.com/x", false), ("https://a.com/x", "https://a.com:8443/x", false),
    ("https://a.com", "https://a.com.evil.org", false), ("https://a.com", "https://a.com@evil.org", false),
  ])
  func sameOriginMeansSchemeHostAndPort(_ first: String, _ second: String, _ expected: Bool) throws {
    let (one, other) = (try #require(CurlURL(first)), try #require(CurlURL(second)))
    #expect(one.hasSameOrigin(as: other) == expected)
  }
}
