import Customers

/// Measures writing all customers in each format, to nowhere.
enum ExportBenchmark: Benchmark {
  static let title = "export of all columns"

  static func run(customers: Int) {
    let table = InventedCustomers.table(count: customers)
    let rows = (0..<UInt32(table.count)).map { $0 }
    for format in ExportFormat.allCases where format != .xlsx {
      let export = CustomerExport(
        table: table, rows: rows, columns: CustomerColumn.told,
        options: CustomerExport.Options(format: format))
      var bytes = 0
      let durations = Stopwatch.milliseconds(repetitions: 3) {
        bytes = 0
        try? export.write { bytes += $0.count }
      }
      Stopwatch.report("\(format.rawValue), \(bytes / 1_000_000) MB", durations)
    }
  }
}
