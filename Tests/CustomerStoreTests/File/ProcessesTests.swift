import Customers
import Foundation
import GRDB
import ProofTesting
import Testing

@testable import CustomerStore

/// What becomes of a file that several processes use, or that one dies over.
@Suite struct ProcessesTests {
  private let temporary = TemporaryCache()

  private static func world(_ name: String) -> SampleServer {
    SampleServer((1...600).map { .sample($0, "\(name) \($0)") })
  }

  /// Microseconds after the start of the syncs, each of which takes some thousand.
  private static let moments = (0..<ProofScale.rounds(full: 100, few: 8)).map { UInt32($0) * 37 % 100 * 600 }

  @Test(arguments: moments)
  func `killed at any moment of a sync, the cache is the old one or the new one`(
    microseconds: UInt32
  ) async throws {
    let path = temporary.path
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [path = path as String, microseconds = microseconds as UInt32] in
      let cache = try CustomerCache.open(at: path, identity: TemporaryCache.identity).cache
      let worlds = [Self.world("old"), Self.world("new")]
      try cache.sync(worlds[0], 10, full: true)
      signal(SIGALRM) { _ in kill(getpid(), SIGKILL) }
      var timer = itimerval()
      timer.it_value.tv_usec = suseconds_t(max(microseconds, 1))
      setitimer(__itimer_which_t(0), &timer, nil)
      while true {
        for world in worlds { try cache.sync(world, 10, full: true) }
      }
    }
    let (cache, event) = try CustomerCache.open(at: path, identity: TemporaryCache.identity)
    #expect(event == .opened)
    let names = try #require(try cache.load()).table.customers.map(\.name)
    let worlds = ["old", "new"].map { world in (1...600).map { "\(world) \($0)" } }
    #expect(worlds.contains(names))
    let check = try cache.access("", .deferred) { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
    #expect(check == "ok")
    #expect(try cache.sync(Self.world("old"), 11, full: true).customers.table.count == 600)
  }

  @Test func `two processes that sync at once don't get in each other's way`() async throws {
    let path = temporary.path
    await withTaskGroup(of: Void.self) { group in
      for name in ["one", "two"] {
        group.addTask {
          await #expect(processExitsWith: .success) { [path = path as String, name = name as String] in
            let today = LocalDate(daysSinceEpoch: 20_463)
            for day in 10..<20 {
              let cache = try CustomerCache.open(at: path, identity: TemporaryCache.identity).cache
              try cache.countRequests(1, on: today)
              try cache.sync(Self.world("\(name) \(day)"), day, full: true)
              try #require(try cache.load()?.table.count == 600)
            }
          }
        }
      }
    }
    let cache = try temporary.open()
    #expect(try cache.requests(on: LocalDate(daysSinceEpoch: 20_463)).count == 20)
    let names = try #require(try cache.load()).table.customers.map(\.name)
    #expect(Set(names.map { $0.split(separator: " ").prefix(2) }).count == 1)
    #expect(temporary.files.allSatisfy { !$0.contains("damaged") })
  }
}
