import Customers
import Foundation

/// Measures the memory that a table, its index and its order by name take.
enum MemoryBenchmark: Benchmark {
  static let title = "memory"

  static func run(customers: Int) {
    guard let before = residentBytes() else { return print("  unknown on this system") }
    let table = InventedCustomers.table(count: customers)
    let snapshot = CustomerSnapshot(table)
    report("texts alone", table.text.count, customers)
    report("table, as it was built", residentBytes().map { $0 - before }, customers)
    var searcher = CustomerSearcher(snapshot)
    snapshot.prepareIndex()
    snapshot.prepareOrder()
    for query in ["a", "be", "bella", "bella r"] {
      let request = SearchRequest(
        query: CustomerQuery(query, today: LocalDate(daysSinceEpoch: 20_600)), scope: .all, status: .active,
        sort: nil, marked: RowSet(rowCount: table.count), onlyMarked: false)
      _ = searcher.search(request, isCancelled: { false })
    }
    report("after some keys", residentBytes().map { $0 - before }, customers)
  }

  private static func report(_ label: String, _ bytes: Int?, _ customers: Int) {
    guard let bytes else { return }
    let megabytes = String(bytes / 1_000_000).padded(to: -8)
    print(
      "  \(label.padded(to: 36)) \(megabytes) MB  \(String(bytes / customers).padded(to: -6)) B a customer")
  }

  /// What the process holds in memory; nil where that can't be told.
  private static func residentBytes() -> Int? {
    guard let statistics = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else {
      return nil
    }
    let pages = statistics.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    return pages.map { $0 * Int(sysconf(Int32(_SC_PAGESIZE))) }
  }
}
