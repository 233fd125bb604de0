import Customers

/// Measures how long the index and the order by name take to make, until the first answer.
enum SortBenchmark: Benchmark {
  static let title = "from a table to the first answer"

  static func run(customers: Int) {
    let table = InventedCustomers.table(count: customers)
    Stopwatch.report("first 100 rows by name", first(in: table, text: "", sort: nil, firstRows: 100))
    Stopwatch.report("first 100 rows of a key", first(in: table, text: "a", sort: nil, firstRows: 100))
    Stopwatch.report("all rows by name", first(in: table, text: "", sort: nil, firstRows: nil))
    for column in [CustomerColumn.code, .salesperson, .updated] {
      let sort = CustomerOrder(column, descending: true)
      Stopwatch.report(
        "all rows by \(column.rawValue)", first(in: table, text: "", sort: sort, firstRows: nil))
    }
  }

  private static func first(
    in table: CustomerTable, text: String, sort: CustomerOrder?, firstRows: Int?
  ) -> [Double] {
    Stopwatch.milliseconds(repetitions: 5) {
      var searcher = CustomerSearcher(CustomerSnapshot(table))
      let request = SearchRequest(
        query: CustomerQuery(text, today: LocalDate(daysSinceEpoch: 20_600)), scope: .all, status: .active,
        sort: sort, marked: RowSet(rowCount: table.count), onlyMarked: false, firstRows: firstRows)
      _ = searcher.search(request, isCancelled: { false })
    }
  }
}
