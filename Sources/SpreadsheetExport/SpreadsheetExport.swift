import Customers

/// Customers as a spreadsheet (.xlsx): titles that stay in sight, with filters; texts that stay texts.
///
/// Codes keep their zeros and formulas don't run, because they are texts. Ids are numbers and dates are dates, as
/// far as a spreadsheet shows them right; otherwise they are texts as well. Unknown values are empty cells.
package struct SpreadsheetExport {
  private let export: CustomerExport

  package init(_ export: CustomerExport) {
    self.export = export
  }

  /// Writes the file at `path`, which may exist, with its temporary files in `folder`.
  ///
  /// `isCancelled` is asked every few rows.
  package func write(
    path: String, temporaryFolder folder: String, isCancelled: () -> Bool
  ) throws(SpreadsheetError) {
    let rowCount = export.rows.count + 1
    guard rowCount <= Workbook.maxRows else { throw .tooManyRows(limit: Workbook.maxRows - 1) }
    let workbook = try Workbook(path: path, temporaryFolder: folder, sheetName: "Customers")
    for (column, width) in widths.enumerated() { workbook.setWidth(width, ofColumn: column) }
    workbook.setUpHeader(columns: export.columns.count, rows: rowCount)
    for (column, field) in export.columns.enumerated() {
      workbook.write(field.title, row: 0, column: column, isTitle: true)
    }
    for (index, row) in export.rows.enumerated() {
      if index % Self.cancellationStride == 0, isCancelled() { throw .cancelled }
      let customer = export.table.customer(at: Int(row))
      for (column, field) in export.columns.enumerated() {
        switch SpreadsheetValue(field, of: customer) {
        case .text(let text): workbook.write(text, row: index + 1, column: column)
        case .number(let number): workbook.write(number, as: .whole, row: index + 1, column: column)
        case .dateTime(let serial): workbook.write(serial, as: .dateTime, row: index + 1, column: column)
        case .unknown: break
        }
      }
    }
    if isCancelled() { throw .cancelled }
    try workbook.close()
  }

  private static let cancellationStride = 512

  /// The widths that fit the titles, with their buttons, and the first values.
  private var widths: [Int] {
    var widths = export.columns.map { $0.title.count + Self.filterButtonWidth }
    for row in export.rows.prefix(Self.measuredRows) {
      let customer = export.table.customer(at: Int(row))
      for (column, field) in export.columns.enumerated() {
        widths[column] = max(widths[column], SpreadsheetValue(field, of: customer).width + 1)
      }
    }
    return widths.map { min($0, Self.widest) }
  }

  private static let filterButtonWidth = 3
  private static let measuredRows = 1_000
  private static let widest = 60
}
