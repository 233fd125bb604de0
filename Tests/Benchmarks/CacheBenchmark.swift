import CustomerStore
import Customers
import Foundation

/// Measures the cache: the first sync, loading, and syncs that change one customer in a hundred.
enum CacheBenchmark: Benchmark {
  static let title = "cache"

  static func run(customers: Int) {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      let identity = CacheIdentity(
        baseURL: "https://komet.example", account: nil, userTokenHash: nil,
        companyTokenHash: CacheIdentity.hash(ofToken: "token"))
      let (cache, _) = try CustomerCache.open(at: folder.appending(path: "a.sqlite").path, identity: identity)
      let table = InventedCustomers.table(count: customers)
      try sync(cache, table, "first sync", full: true)
      Stopwatch.report("load", Stopwatch.milliseconds(repetitions: 3) { _ = try? cache.load() })
      try sync(cache, renamingSome(of: table, round: 1), "full sync, 1 % changed", full: true)
      try sync(cache, onlyRenamed(of: table, round: 2), "sync of the 1 % that changed", full: false)
    } catch {
      print("  \(error)")
    }
  }

  private static func sync(
    _ cache: CustomerCache, _ table: CustomerTable, _ label: String, full: Bool
  ) throws {
    let plan = try cache.plan(now: Date(), forcesFull: full)
    let durations = Stopwatch.milliseconds(repetitions: 1) {
      _ = try? cache.apply(SyncAnswers(details: table), of: plan)
    }
    Stopwatch.report(label, durations)
  }

  private static func renamingSome(of table: CustomerTable, round: Int) -> CustomerTable {
    var builder = CustomerTableBuilder()
    for row in 0..<table.count {
      var customer = table.customer(at: row)
      if row % 100 == 0 { customer.name += " \(round)" }
      builder.append(customer)
    }
    return builder.finish().table
  }

  private static func onlyRenamed(of table: CustomerTable, round: Int) -> CustomerTable {
    var builder = CustomerTableBuilder()
    for row in stride(from: 0, to: table.count, by: 100) {
      var customer = table.customer(at: row)
      customer.name += " \(round)"
      builder.append(customer)
    }
    return builder.finish().table
  }
}
