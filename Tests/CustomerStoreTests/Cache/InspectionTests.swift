import Customers
import Foundation
import GRDB
import Testing

@testable import CustomerStore

@Suite struct CustomerCacheInspectionTests {
  private let temporary = TemporaryCache()
  private let today = LocalDate(daysSinceEpoch: 20_463)

  private func inspect(_ identity: CacheIdentity = TemporaryCache.identity) throws -> CacheReport? {
    try CustomerCache.inspect(at: temporary.path, identity: identity, today: today)
  }

  @Test func `where there is no cache none is made`() throws {
    #expect(try inspect() == nil)
    #expect(!FileManager.default.fileExists(atPath: temporary.folder))
  }

  @Test func `it tells what there is, and leaves it as it was`() throws {
    try temporary.open().sync(SampleServer([.sample(1, "A"), .sample(2, "B")]), 10)
    try temporary.open().countRequests(3, on: today)
    let before = FileManager.default.contents(atPath: temporary.path)
    let report = try #require(try inspect())
    #expect(report.path == temporary.path)
    #expect(report.baseURL == "https://komet.example/api")
    #expect(report.account == "7")
    #expect(report.customerCount == 2)
    #expect(report.syncedAt == january(10))
    #expect(report.requests.count == 3)
    #expect(report.mode == 0o600)
    #expect(report.byteCount == before?.count)
    #expect(FileManager.default.contents(atPath: temporary.path) == before)
    #expect(temporary.files == ["default.sqlite"])
  }

  @Test func `another's cache is not told of`() throws {
    try temporary.open().sync(SampleServer([.sample(1, "A")]), 10)
    #expect(try inspect(TemporaryCache.userOnly) == nil)
  }

  @Test func `an older version's cache is told of, and stays one`() throws {
    try temporary.open().sync(SampleServer([.sample(1, "A")]), 10)
    // The views as they were.
    let views = Schema.steps[0].components(separatedBy: "CREATE VIEW").filter { view in
      [" customers ", " changes "].contains { view.hasPrefix($0) }
    }
    let old = """
      DROP VIEW customers; DROP VIEW changes; \(views.map { "CREATE VIEW\($0)" }.joined())
      DROP TABLE list_start; DROP TABLE list;
      DROP VIEW contacts; DROP INDEX change_of_customer; DROP TABLE contact; DROP TABLE contact_list;
      PRAGMA user_version = 1
      """
    let queue = try DatabaseQueue(path: temporary.path)
    try queue.inDatabase { try $0.execute(sql: old) }
    #expect(try inspect()?.customerCount == 1)
    #expect(try queue.inDatabase { try Int.fetchOne($0, sql: "PRAGMA user_version") } == 1)
  }

  @Test func `a cache in use can be looked at`() throws {
    let cache = try temporary.open()
    try cache.sync(SampleServer([.sample(1, "A")]), 10)
    #expect(try inspect()?.customerCount == 1)
    withExtendedLifetime(cache) {}
  }

  @Test func `damage is told and left alone`() throws {
    let customers = (1...500).map { Customer.sample($0, "Name \($0)") }
    try temporary.open().sync(SampleServer(customers), 10)
    var bytes = try #require(FileManager.default.contents(atPath: temporary.path))
    for index in bytes.count / 4..<bytes.count * 3 / 4 { bytes[index] = 0xAA }
    try bytes.write(to: URL(filePath: temporary.path))
    let error = try #require(throws: CustomerStoreError.self) { _ = try inspect() }
    #expect(error.why.contains("damaged"))
    #expect(error.advice.contains("komet sync"))
    #expect(FileManager.default.contents(atPath: temporary.path) == bytes)
    #expect(temporary.files == ["default.sqlite"])
  }
}
