/// Rows of texts and numbers that are no customers, written like these.
package struct RecordExport: Sendable {
  package enum Value: Equatable, Sendable {
    /// nil for unknown.
    case text(String?)
    case number(UInt64)
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
    try write(as: options, to: sink)
  }
}

extension RecordExport: EncodedExport {
  func write(with encoder: some RowEncoder, to sink: Sink) throws {
    try RowWriter(Cells(rows: rows, encoder: encoder), columns: columns, encoder: encoder).write(to: sink)
  }

  private struct Cells<Encoder: RowEncoder>: CellSource {
    let rows: [[Value]]
    let encoder: Encoder

    var rowCount: Int { rows.count }

    func append(column: Int, ofRow place: Int, to bytes: inout ByteBuffer) {
      switch rows[place][column] {
      case .text(let text):
        var text = text ?? ""
        text.withUTF8 { encoder.appendText($0, readable: $0.count, to: &bytes) }
      case .number(let number):
        encoder.appendNumber(number, to: &bytes)
      }
    }
  }
}
