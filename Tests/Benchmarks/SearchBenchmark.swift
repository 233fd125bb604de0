import Customers
import Foundation

/// Measures keys: each query as the answer to its last letter.
///
/// One pass over the folded texts costs about as much as the bare `memchr` on one core. What a key takes
/// beyond its share of that is, for each match, finding its row and rating it; and for all of many rows in
/// order one pass over the order by name.
enum SearchBenchmark: Benchmark {
  static let title = "search: key, then the rows of a screen, or all in order"

  /// What people type, and what is hardest: one letter, no match, guesses, conditions.
  private static let queries = [
    "a", "be", "bel", "bella", "bellar", "bellarosa", "bella rosa", "bella type:wholesale", "rep:ana floral",
    "garden | petals !miami", "updated:>=2024 lily", "zzqqx", "bellla rosw", "^b", "4711",
  ]

  static func run(customers: Int) {
    let table = InventedCustomers.table(count: customers)
    let snapshot = CustomerSnapshot(table)
    snapshot.prepareIndex()
    snapshot.prepareOrder()
    var searcher = CustomerSearcher(snapshot)
    reportBarePass(over: customers)
    for (what, firstRows) in [("a screen", screenRows as Int?), ("all", nil)] {
      var keys: [Double] = []
      for query in queries {
        var durations: [Double] = []
        for _ in 0..<repetitions {
          // A fresh searcher that has just seen the query without its last letter.
          searcher = CustomerSearcher(snapshot)
          _ = search(String(query.dropLast()), &searcher, table)
          durations += Stopwatch.milliseconds(repetitions: 1) {
            _ = search(query, &searcher, table, firstRows: firstRows)
          }
        }
        durations.sort()
        keys.append(durations[durations.count / 2])
        let found = search(query, &searcher, table)
        let count = found.map { "\($0.count)\($0.isApproximate ? " ≈" : "")" } ?? ""
        Stopwatch.report("\(query.padded(to: 20)) \(count), \(what)", durations)
      }
      Stopwatch.report("all of these, \(what)", keys.sorted())
    }
    let toggles = Stopwatch.milliseconds(repetitions: repetitions) {
      _ = search("bella", &searcher, table, status: .all)
      _ = search("bella", &searcher, table)
    }
    Stopwatch.report("toggling the status twice", toggles)
  }

  private static let repetitions = 9
  private static let screenRows = 40

  private static func search(
    _ text: String, _ searcher: inout CustomerSearcher, _ table: CustomerTable,
    status: StatusFilter = .active, firstRows: Int? = nil
  ) -> SearchResult? {
    let request = SearchRequest(
      query: CustomerQuery(text, today: LocalDate(daysSinceEpoch: 20_600)), scope: .all, status: status,
      sort: nil, marked: RowSet(rowCount: table.count), onlyMarked: false, firstRows: firstRows)
    return searcher.search(request, isCancelled: { false })
  }

  /// What reading as many bytes as the index holds takes at least.
  private static func reportBarePass(over customers: Int) {
    let bytesPerCustomer = 50
    let bytes = [UInt8](repeating: 1, count: customers * bytesPerCustomer)
    let durations = Stopwatch.milliseconds(repetitions: repetitions) {
      bytes.withUnsafeBytes { bytes in
        precondition(bytes.baseAddress.flatMap { memchr($0, 0, bytes.count) } == nil)
      }
    }
    Stopwatch.report("(one memchr over \(bytesPerCustomer) B a customer)", durations)
  }
}
