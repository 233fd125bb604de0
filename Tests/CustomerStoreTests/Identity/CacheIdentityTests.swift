import Customers
import Foundation
import Testing

@testable import CustomerStore

@Suite struct CacheIdentityTests {
  private let temporary = TemporaryCache()

  private static let baseURL = "https://komet.example/api"

  private static let others = [
    CacheIdentity(
      baseURL: "https://other.example", account: "7", userToken: "user-token", companyToken: "company-token"),
    CacheIdentity(
      baseURL: baseURL, account: "8", userToken: "user-token", companyToken: "company-token"),
    CacheIdentity(
      baseURL: baseURL, account: "7", locationID: 1, userToken: "user-token", companyToken: "company-token"),
    CacheIdentity(baseURL: baseURL, account: "7", userToken: "user-token2", companyToken: "company-token"),
    CacheIdentity(baseURL: baseURL, account: "7", userToken: "company-token", companyToken: "user-token"),
    TemporaryCache.userOnly,
    TemporaryCache.companyOnly,
  ]

  @Test(arguments: others)
  func `another identity never sees the customers`(other: CacheIdentity) throws {
    try temporary.open().sync(SampleServer([.sample(1, "Secret")]), 10)
    let (cache, event) = try CustomerCache.open(at: temporary.path, identity: other)
    #expect(event == .createdBeside(otherAccount: temporary.path))
    #expect(event.notice?.contains("another account") == true)
    #expect(try cache.load() == nil)
    try cache.sync(SampleServer([.sample(2, "Theirs")]), 10)
    #expect(try temporary.open().load()?.table.customers.map(\.name) == ["Secret"])
    #expect(try temporary.open(other).load()?.table.customers.map(\.name) == ["Theirs"])
  }

  @Test func `switching to and fro finds each one's own cache`() throws {
    for (index, identity) in Self.others.prefix(3).enumerated() {
      try temporary.open(identity).sync(SampleServer([.sample(Int64(index), "Theirs")]), 10)
    }
    for (index, identity) in Self.others.prefix(3).enumerated() {
      let (cache, event) = try CustomerCache.open(at: temporary.path, identity: identity)
      #expect(event == .opened)
      #expect(try cache.load()?.table.ids == [Int64(index)])
    }
  }

  @Test func `there are never more than four caches`() throws {
    for identity in Self.others { try temporary.open(identity).sync(SampleServer([.sample(1, "A")]), 10) }
    #expect(
      temporary.files == ["default.sqlite", "default.sqlite.2", "default.sqlite.3", "default.sqlite.4"])
    let last = try #require(Self.others.last)
    #expect(try CustomerCache.open(at: temporary.path, identity: last).event == .opened)
  }

  @Test func `no token stands in the files`() throws {
    let cache = try temporary.open()
    try cache.sync(SampleServer([.sample(1, "A")]), 10)
    for file in temporary.files {
      let content = try #require(FileManager.default.contents(atPath: "\(temporary.folder)/\(file)"))
      #expect(content.range(of: Data("user-token".utf8)) == nil)
      #expect(content.range(of: Data("company-token".utf8)) == nil)
    }
    withExtendedLifetime(cache) {}
  }
}
