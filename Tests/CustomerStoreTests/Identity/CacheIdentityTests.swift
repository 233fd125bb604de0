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
      try temporary.open(identity).sync(SampleServer([.sample(UInt64(index), "Theirs")]), 10)
    }
    for (index, identity) in Self.others.prefix(3).enumerated() {
      let (cache, event) = try CustomerCache.open(at: temporary.path, identity: identity)
      #expect(event == .opened)
      #expect(try cache.load()?.table.ids == [UInt64(index)])
    }
  }

  /// Syncs now, or so many days ago.
  private func fill(_ identity: CacheIdentity, daysAgo: Int = 0) throws {
    let cache = try temporary.open(identity)
    let plan = try cache.plan(now: Date().addingTimeInterval(-Double(daysAgo) * 86_400))
    _ = try cache.apply(SampleServer([.sample(1, "A")]).answers(to: plan), of: plan)
  }

  private static func mistyped(_ number: Int) -> CacheIdentity {
    CacheIdentity(baseURL: baseURL, account: "7", userToken: "mistyped \(number)", companyToken: nil)
  }

  @Test func `mistyped tokens take no customers away`() throws {
    try fill(TemporaryCache.identity)
    for number in 1...9 { _ = try temporary.open(Self.mistyped(number)) }
    #expect(temporary.files == ["default.sqlite", "default.sqlite.2"])
    #expect(try temporary.open().load()?.table.ids == [1])
  }

  @Test func `customers go only after a year, the oldest first, and only where there are many`() throws {
    for (index, identity) in Self.others.prefix(3).enumerated() { try fill(identity, daysAgo: 400 + index) }
    try fill(Self.others[3])
    try fill(Self.others[4])
    // The third one, which was the oldest, made room for the fifth.
    #expect(temporary.files.count == 4)
    for index in [0, 1, 3, 4] {
      #expect(try CustomerCache.open(at: temporary.path, identity: Self.others[index]).event == .opened)
    }
    for identity in Self.others[5...] { try fill(identity) }
    try fill(TemporaryCache.identity)
    for index in 3..<Self.others.count {
      #expect(try CustomerCache.open(at: temporary.path, identity: Self.others[index]).event == .opened)
    }
    #expect(temporary.files.contains("default.sqlite.5"))
  }

  @Test func `a first try without an account leaves nothing behind`() throws {
    let withoutAccount = CacheIdentity(baseURL: Self.baseURL, account: nil, userToken: "u", companyToken: "c")
    let open = try temporary.open(withoutAccount)
    let corrected = CacheIdentity(baseURL: Self.baseURL, account: "7", userToken: "u", companyToken: "c")
    let (cache, event) = try CustomerCache.open(at: temporary.path, identity: corrected)
    #expect(event == .created)
    #expect(event.notice == nil)
    #expect(temporary.files.filter { !$0.contains("-") } == ["default.sqlite"])
    try cache.sync(SampleServer([.sample(1, "A")]), 10)
    // Whoever had it open goes on with one of its own, and never sees these customers.
    #expect(try open.load() == nil)
    #expect(try cache.load()?.table.ids == [1])
  }

  @Test(
    arguments: [
      (TemporaryCache.companyOnly, "https://komet.example/api/", "8", nil),
      (TemporaryCache.userOnly, "https://komet.example/api", "7", 12),
    ] as [(CacheIdentity, String, String, UInt64?)])
  func `a setting that decides nothing may be set right, and everything stays`(
    before: CacheIdentity, baseURL: String, account: String, location: UInt64?
  ) throws {
    let cache = try temporary.open(before)
    try cache.sync(SampleServer([.sample(1, "A")]), 10)
    try cache.keep([CustomerContact(id: 71)], ofCustomer: 1, askedAt: january(10))
    let isCompany = before.hasCompanyToken
    let corrected = CacheIdentity(
      baseURL: baseURL, account: account, locationID: location, userToken: isCompany ? nil : "user-token",
      companyToken: isCompany ? "company-token" : nil)
    let (same, event) = try CustomerCache.open(at: temporary.path, identity: corrected)
    #expect(event == .opened)
    #expect(try same.contacts(ofCustomer: 1)?.contacts.count == 1)
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

@Suite struct SHA256Tests {
  /// Source: NIST, “Secure Hash Standard” examples.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000),
      "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"
    ),
  ])
  func `the published examples come out`(message: String, digest: String) {
    let hex = SHA256.hash(Array(message.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    #expect(hex == digest)
  }
}
