import Customers
import Foundation

/// Measures keys: each query as the answer to its last letter.
///
/// One pass over the folded texts costs about as much as the bare `memchr` on one core. What a key takes
/// beyond its share of that is, for each match, finding its row and scoring it; and for all of many rows in
/// order one pass over the order by name. A key that finds few takes a scan for each word that may stand in a code, a
/// comparison with each distinct word, and a pass over the words of all rows.
enum SearchBenchmark: Benchmark {
  static let title = "search: key, then the rows of a screen, or all in order"

  /// What people type, and what is hardest: one letter, no match, conditions.
  private static let queries = [
    "a", "be", "bel", "bella", "bellar", "bella rosa", "bella type:wholesale", "rep:ana floral",
    "garden | petals !miami", "updated:>=2024 lily", "^b", "4711",
    "changed:2026", "changed:2026 bella",
  ]
  /// What people mistype, run together, or mishear.
  private static let similarQueries = [
    "bellarosa", "mehia", "bela roza", "carvajl florl", "bella rosa xyzzy", "zzqqx", "flowers bela of miami",
  ]

  static func run(customers: Int) {
    let table = InventedCustomers.table(count: customers)
    var snapshot = CustomerSnapshot(table)
    Stopwatch.report(
      "index of texts and of words",
      Stopwatch.milliseconds(repetitions: 3) {
        snapshot = CustomerSnapshot(table)
        snapshot.prepareIndex()
        snapshot.prepareWords()
      })
    snapshot.prepareOrder()
    let bench = SearchBenchmarkRun(table: table, snapshot: snapshot)
    reportBarePass(over: customers)
    for (what, firstRows) in [("a screen", 40 as Int?), ("all", nil)] {
      for (kind, queries) in [("written right", queries), ("similar", similarQueries)] {
        let keys = queries.map { bench.report($0, what, firstRows: firstRows) }
        Stopwatch.report("all keys \(kind), \(what)", keys.sorted())
      }
    }
    for text in ["bella rosa florist", "bela roza florits", "mehia type:whole"] {
      bench.reportTyping(text)
    }
  }

  /// What reading as many bytes as the index holds takes at least.
  private static func reportBarePass(over customers: Int) {
    let bytesPerCustomer = 50
    let bytes = [UInt8](repeating: 1, count: customers * bytesPerCustomer)
    let durations = Stopwatch.milliseconds(repetitions: 9) {
      bytes.withUnsafeBytes { bytes in
        precondition(bytes.baseAddress.flatMap { memchr($0, 0, bytes.count) } == nil)
      }
    }
    Stopwatch.report("(one memchr over \(bytesPerCustomer) B a customer)", durations)
  }
}

/// Searches of one table.
private struct SearchBenchmarkRun {
  let table: CustomerTable
  let snapshot: CustomerSnapshot

  private static let repetitions = 9
  private static let recordedChanges = 10_000

  /// Changes of customers from all of the table, read already.
  private let history: ChangeHistory

  init(table: CustomerTable, snapshot: CustomerSnapshot) {
    self.table = table
    self.snapshot = snapshot
    let step = max(table.count / Self.recordedChanges, 1)
    history = ChangeHistory(
      stride(from: 0, to: table.count, by: step).map { row in
        CustomerChange(
          customerID: table.ids[row], customerName: "", kind: .edited,
          syncedAt: Date(timeIntervalSince1970: 1_780_000_000))
      })
    _ = history.record()
  }

  /// Measures a query as the answer to its last letter; returns the median.
  func report(_ query: String, _ what: String, firstRows: Int?) -> Double {
    var found: SearchResult?
    let durations = (0..<Self.repetitions).flatMap { _ in
      // A fresh searcher that has just seen the query without its last letter.
      var searcher = CustomerSearcher(snapshot)
      _ = search(String(query.dropLast()), &searcher)
      return Stopwatch.milliseconds(repetitions: 1) {
        found = search(query, &searcher, firstRows: firstRows)
      }
    }
    .sorted()
    let counts = found.map { "\($0.matchCount)\($0.similarCount > 0 ? " ≈ \($0.similarCount)" : "")" } ?? ""
    Stopwatch.report("\(query.padded(to: 22)) \(counts), \(what)", durations)
    return durations[durations.count / 2]
  }

  /// Measures the keys of a text that is typed letter by letter and taken back.
  func reportTyping(_ text: String) {
    let prefixes = text.indices.map { String(text[...$0]) }
    var searcher = CustomerSearcher(snapshot)
    let keys = (prefixes + prefixes.reversed()).flatMap { prefix in
      Stopwatch.milliseconds(repetitions: 1) { _ = search(prefix, &searcher, firstRows: 80) }
    }
    Stopwatch.report("typing \(text)", keys.sorted())
  }

  private func search(
    _ text: String, _ searcher: inout CustomerSearcher, firstRows: Int? = nil
  ) -> SearchResult? {
    let request = SearchRequest(
      query: CustomerQuery(text, today: LocalDate(daysSinceEpoch: 20_600)), scope: .all, status: .active,
      sort: nil, marked: RowSet(rowCount: table.count), onlyMarked: false, history: history,
      firstRows: firstRows)
    return searcher.search(request, isCancelled: { false })
  }
}
