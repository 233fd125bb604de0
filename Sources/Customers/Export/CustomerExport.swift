/// Some rows of a table, to be written as CSV, TSV, JSON, JSON Lines or a spreadsheet.
///
/// Bytes come out in pieces, so memory does not grow with the rows. Texts are written as the API gave
/// them: placeholders are for screens.
package struct CustomerExport: Sendable {
  package struct Options: Equatable, Sendable {
    package var format: ExportFormat
    /// Between the cells of CSV; TSV always has the tab.
    package var delimiter: Unicode.Scalar
    /// Leaves cells of CSV that a spreadsheet would run as formulas as they are.
    package var isRaw: Bool
    /// Begins CSV with U+FEFF, by which spreadsheets know UTF-8.
    package var hasByteOrderMark: Bool

    package init(
      format: ExportFormat, delimiter: Unicode.Scalar = ",", isRaw: Bool = false,
      hasByteOrderMark: Bool = false
    ) {
      self.format = format
      self.delimiter = delimiter
      self.isRaw = isRaw
      self.hasByteOrderMark = hasByteOrderMark
    }
  }

  package let table: CustomerTable
  package let rows: [UInt32]
  package let columns: [CustomerColumn]
  package let options: Options

  package init(table: CustomerTable, rows: [UInt32], columns: [CustomerColumn], options: Options) {
    self.table = table
    self.rows = rows
    self.columns = columns
    self.options = options
  }

  /// Writes everything, piece by piece; stops at the first error that `sink` throws.
  ///
  /// The format must be one of text.
  package func write(to sink: (UnsafeRawBufferPointer) throws -> Void) throws {
    try write(as: options, to: sink)
  }
}

extension CustomerExport: EncodedExport {
  func write(with encoder: some RowEncoder, to sink: Sink) throws {
    try table.withPointers { pointers in
      let cells = CustomerCells(self, pointers, encoder: encoder)
      try RowWriter(cells, columns: columns.map(ExportColumn.init), encoder: encoder).write(to: sink)
    }
  }
}
