import Customers
import Foundation

/// Measures the search for duplicates, alone and with its groups in order.
///
/// Names are looked up by sums of their words, so that it takes about as long as reading them all a few times; many
/// customers of one name cost no more than others.
enum DuplicateBenchmark: Benchmark {
  static let title = "duplicates: found and grouped"

  static func run(customers: Int) {
    let table = InventedCustomers.table(count: customers)
    let snapshot = CustomerSnapshot(table)
    snapshot.prepareIndex()
    snapshot.prepareOrder()
    var searcher = CustomerSearcher(snapshot)
    let request = SearchRequest(
      query: CustomerQuery("", today: LocalDate(daysSinceEpoch: 20_600)), scope: .all, status: .active,
      sort: CustomerOrder(.name), marked: RowSet(rowCount: table.count), onlyMarked: false)
    var groupCount = 0
    let durations = Stopwatch.milliseconds(repetitions: 1) {
      groupCount = searcher.duplicates(of: request, isCancelled: { false })?.groupCount ?? 0
    }
    Stopwatch.report("\(groupCount) groups", durations)
    Stopwatch.report(
      "the same once more",
      Stopwatch.milliseconds(repetitions: 3) { _ = searcher.duplicates(of: request, isCancelled: { false }) })
  }
}
