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
  /// For the columns that show them.
  package let notes: CustomerNotes
  /// Likewise.
  package let contacts: ContactBook
  /// The groups that the rows are, if they are duplicates.
  package let groups: DuplicateList?
  package let options: Options

  package init(
    table: CustomerTable, rows: [UInt32], columns: [CustomerColumn], notes: CustomerNotes = CustomerNotes(),
    contacts: ContactBook = ContactBook(), options: Options
  ) {
    groups = nil
    self.contacts = contacts
    self.notes = notes
    self.table = table
    self.rows = rows
    self.columns = columns
    self.options = options
  }

  /// Exports duplicates, with their groups.
  package init(
    _ groups: DuplicateList, columns: [CustomerColumn], notes: CustomerNotes,
    contacts: ContactBook = ContactBook(), options: Options
  ) {
    self.groups = groups
    self.contacts = contacts
    self.notes = notes
    table = groups.table
    rows = groups.rows
    self.columns = columns
    self.options = options
  }

  /// The customer of one of the rows, with what is kept about it.
  package func customer(at row: UInt32, _ reaches: ContactReaches) -> Customer {
    var customer = table.customer(at: Int(row))
    customer.note = notes[customer.id]
    customer.reach = reaches[customer.id]
    return customer
  }

  /// What the columns of contacts show; may wait for the cache, unless there are none.
  package var reaches: ContactReaches {
    columns.contains(where: \.isOfContacts) ? contacts.reaches() : ContactReaches()
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
      let columns = columns.map { ExportColumn($0) }
      guard let groups else {
        return try RowWriter(cells, columns: columns, encoder: encoder).write(to: sink)
      }
      try RowWriter(
        DuplicateCells(list: groups, customers: cells, encoder: encoder),
        columns: DuplicateList.columns + columns, encoder: encoder
      )
      .write(to: sink)
    }
  }
}

/// How customers are written for other programs.
package enum ExportFormat: String, CaseIterable, Sendable {
  case csv
  case tsv
  case json
  case jsonl
  /// A spreadsheet, which the module SpreadsheetExport writes; the others are text.
  case xlsx

  /// The format that a file's ending names, or nil.
  package init?(path: String) {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return nil }
    self.init(rawValue: name[name.index(after: dot)...].lowercased())
  }

  /// The endings that `init(path:)` knows, for messages.
  package static var endings: String {
    allCases.map { ".\($0.rawValue)" }.joined(separator: ", ")
  }
}

/// What can be written in each format of text.
protocol EncodedExport {
  typealias Sink = (UnsafeRawBufferPointer) throws -> Void

  func write(with encoder: some RowEncoder, to sink: Sink) throws
}

extension EncodedExport {
  /// Writes everything in the format that the options name, which must be one of text.
  ///
  /// The grammar is chosen once and known to the compiler from there on: a million rows pass through it.
  func write(as options: CustomerExport.Options, to sink: Sink) throws {
    switch options.format {
    case .csv: try write(with: DelimitedEncoder(options), to: sink)
    case .tsv: try write(with: TabSeparatedEncoder(), to: sink)
    case .json: try write(with: JSONRowEncoder(isLines: false), to: sink)
    case .jsonl: try write(with: JSONRowEncoder(isLines: true), to: sink)
    case .xlsx: preconditionFailure("a spreadsheet is no text")
    }
  }
}

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
