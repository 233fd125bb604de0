/// Rows of texts and numbers that are no customers, written like these.
package struct RecordExport: Sendable {
  package enum Value: Equatable, Sendable {
    /// nil for unknown.
    case text(String?)
    case number(Int64)
  }

  package let columns: [ExportColumn]
  package let rows: [[Value]]

  package init(columns: [ExportColumn], rows: [[Value]]) {
    self.columns = columns
    self.rows = rows
  }

  /// Writes everything, piece by piece; stops at the first error that `sink` throws.
  ///
  /// The format must be one of text.
  package func write(
    with options: CustomerExport.Options, to sink: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    try write(with: options.encoder, to: sink)
  }

  private func write(
    with encoder: some RowEncoder, to sink: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    try RowWriter(encoder: encoder, columns: columns).write(rows, to: sink) { row, column, bytes in
      switch row[column] {
      case .text(let text): bytes.append(contentsOf: encoder.encoded(text ?? ""))
      case .number(let number): encoder.appendNumber(number, to: &bytes)
      }
    }
  }
}
