import Customers
import Foundation
import Testing

@testable import CustomerStore

/// A cache beside which nothing can be written: a full disk, a folder that is read-only.
@Suite struct ReadOnlyTests {
  private let temporary = TemporaryCache()

  /// Keeps SQLite from making the file that it needs to write, which a disk without room does, too.
  private func block() throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(temporary.path)-shm", withDestinationPath: "/proc/nowhere")
  }

  @Test func `the cached customers are there, and what can't be done is said`() throws {
    try temporary.open().sync(SampleServer([.sample(1, "A"), .sample(2, "B")]), 10)
    try block()
    let (cache, event) = try CustomerCache.open(at: temporary.path, identity: TemporaryCache.identity)
    #expect(event == .opened)
    #expect(try cache.load()?.table.customers.map(\.name) == ["A", "B"])
    #expect(try cache.syncedAt() == january(10))
    #expect(try cache.contacts(ofCustomer: 1) == nil)
    #expect(try cache.countRequests(3, on: LocalDate(daysSinceEpoch: 20_463)).count == 3)
    #expect(cache.obstacle?.kind == .notAccessible)
    #expect(cache.obstacle?.advice.contains("move the file away") == false)
    // What the server tells is there, too, and the file as it was.
    try cache.sync(SampleServer([.sample(1, "A"), .sample(2, "Cc", updated: 11)]), 11)
    #expect(try cache.load()?.table.customers.map(\.name) == ["A", "Cc"])
    let report = try CustomerCache.inspect(
      at: temporary.path, identity: TemporaryCache.identity, today: LocalDate(daysSinceEpoch: 20_463))
    #expect(report?.customerCount == 2)
    #expect(report?.obstacle != nil)
    #expect(!temporary.files.contains { $0.contains("damaged") })
    // As soon as it can be written again, it is.
    try FileManager.default.removeItem(atPath: "\(temporary.path)-shm")
    #expect(
      try cache.sync(SampleServer([.sample(1, "A"), .sample(2, "Bb")]), 12, full: true).counts == [
        .renamed: 1
      ])
    #expect(cache.obstacle == nil)
    #expect(try cache.requests(on: LocalDate(daysSinceEpoch: 20_463)).count == 3)
  }

  @Test func `a damaged file is not taken for whole, nor set aside`() throws {
    try temporary.open().sync(SampleServer([.sample(1, "Bella Rosa")]), 10)
    var content = try #require(FileManager.default.contents(atPath: temporary.path))
    let place = try #require(content.range(of: Data("Bella Rosa".utf8)))
    content[place.lowerBound] = 0x4b
    try content.write(to: URL(filePath: temporary.path))
    try block()
    let cache = try temporary.open()
    let error = try #require(throws: CustomerStoreError.self) { _ = try cache.load() }
    #expect(error.why.contains("not whole"))
    #expect(!temporary.files.contains { $0.contains("damaged") })
  }
}
