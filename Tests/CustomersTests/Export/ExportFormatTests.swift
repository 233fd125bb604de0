import Customers
import Testing

@Suite struct ExportFormatTests {
  @Test(arguments: [
    ("a.csv", ExportFormat.csv), ("/tmp/x.y/a.TSV", .tsv), ("a.b.json", .json), ("~/a.jsonl", .jsonl),
    ("a.XLSX", .xlsx),
  ])
  func `the ending names the format`(path: String, format: ExportFormat) {
    #expect(ExportFormat(path: path) == format)
  }

  @Test(arguments: ["", "csv", "a.xls", "a.csv/b", "a."])
  func `any other ending names none`(path: String) {
    #expect(ExportFormat(path: path) == nil)
  }
}
