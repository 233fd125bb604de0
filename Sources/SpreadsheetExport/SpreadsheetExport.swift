import Customers

/// Customers as a spreadsheet (.xlsx): titles that stay in sight, with filters; texts that stay texts.
///
/// Codes keep their zeros and formulas don't run, because they are texts. Ids are numbers and dates are dates, as
/// far as a spreadsheet shows them right; otherwise they are texts as well. Unknown values are empty cells.
///
/// This room writes them by libxlsxwriter (`Workbook`), which is loaded when it is first needed.
package struct SpreadsheetExport {
  private let titles: [String]
  private let rowCount: Int
  private let sheetName: String
  private let values: (Int) -> [SpreadsheetValue]

  package init(_ export: CustomerExport) {
    titles = (export.groups == nil ? [] : DuplicateList.columns.map(\.title)) + export.columns.map(\.title)
    rowCount = export.rows.count
    sheetName = "Customers"
    let reaches = export.reaches
    values = { place in
      let customer = export.customer(at: export.rows[place], reaches)
      let values = export.columns.map { SpreadsheetValue($0, of: customer) }
      guard let cells = export.groups?.cells(ofPlace: place) else { return values }
      let differs: SpreadsheetValue = cells.differs.isEmpty ? .unknown : .text(cells.differs)
      return [.number(Double(cells.group)), .text(cells.why), differs] + values
    }
  }

  package init(_ records: RecordExport, sheetName: String) {
    titles = records.columns.map(\.title)
    rowCount = records.rows.count
    self.sheetName = sheetName
    values = { records.rows[$0].map(SpreadsheetValue.init) }
  }

  /// Writes the file at `path`, which may exist, with its temporary files in `folder`.
  ///
  /// `isCancelled` is asked every few rows.
  package func write(
    path: String, temporaryFolder folder: String, isCancelled: () -> Bool
  ) throws(SpreadsheetError) {
    guard rowCount < Workbook.maxRows else { throw .tooManyRows(limit: Workbook.maxRows - 1) }
    let workbook = try Workbook(path: path, temporaryFolder: folder, sheetName: sheetName)
    for (column, width) in widths.enumerated() { workbook.setWidth(width, ofColumn: column) }
    workbook.setUpHeader(columns: titles.count, rows: rowCount + 1)
    for (column, title) in titles.enumerated() {
      workbook.write(title, row: 0, column: column, isTitle: true)
    }
    for index in 0..<rowCount {
      if index % Self.cancellationStride == 0, isCancelled() { throw .cancelled }
      for (column, value) in values(index).enumerated() {
        switch value {
        case .text(let text): workbook.write(text, row: index + 1, column: column)
        case .number(let number): workbook.write(number, as: .whole, row: index + 1, column: column)
        case .dateTime(let serial): workbook.write(serial, as: .dateTime, row: index + 1, column: column)
        case .date(let serial): workbook.write(serial, as: .date, row: index + 1, column: column)
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
    var widths = titles.map { $0.count + Self.filterButtonWidth }
    for index in 0..<min(rowCount, Self.measuredRows) {
      for (column, value) in values(index).enumerated() {
        widths[column] = max(widths[column], value.width + 1)
      }
    }
    return widths.map { min($0, Self.widest) }
  }

  private static let filterButtonWidth = 3
  private static let measuredRows = 1_000
  private static let widest = 60
}

/// What a cell holds.
enum SpreadsheetValue: Equatable {
  case text(String)
  case number(Double)
  /// Days since the end of 1899, with the time as a fraction, as spreadsheets count.
  case dateTime(Double)
  /// Such a day without a time.
  case date(Double)
  case unknown

  init(_ column: CustomerColumn, of customer: Customer) {
    switch column {
    case .name: self = .text(customer.name)
    case .code: self.init(text: customer.code)
    case .type: self.init(text: customer.customerType)
    case .salesperson: self.init(text: customer.salesperson)
    case .accountingCode: self.init(text: customer.accountingCode)
    case .updated: self = customer.updatedOn.map(Self.init(updatedOn:)) ?? .unknown
    case .id: self.init(id: customer.id)
    case .salespersonID: self = customer.salespersonID.map(Self.init(id:)) ?? .unknown
    case .active: self.init(flag: customer.isActive)
    case .mine: self.init(flag: customer.isMine)
    case .phone: self.init(text: customer.reach.phone)
    case .mail: self.init(text: customer.reach.mail)
    case .star: self.init(flag: customer.note.isStarred)
    case .note: self = customer.note.text.isEmpty ? .unknown : .text(customer.note.text)
    case .due: self = customer.note.due.map(Self.init(due:)) ?? .unknown
    }
  }

  init(_ value: RecordExport.Value) {
    switch value {
    case .text(let text): self.init(text: text)
    case .number(let number): self.init(id: number)
    }
  }

  /// The width in characters.
  var width: Int {
    switch self {
    case .text(let text): text.count
    case .number(let number): String(Int64(number)).count
    case .dateTime: Self.dateTimeWidth
    case .date: Self.dateWidth
    case .unknown: 0
    }
  }

  private static let dateTimeWidth = "2017-08-02 12:15:17".count
  private static let dateWidth = "2017-08-02".count
  private static let secondsPerDay = 86_400.0
  /// 1970-01-01.
  private static let serialOfEpoch = 25_569.0
  /// From 1900-03-01, before which spreadsheets count a day that never was, up to the end of the year 9999.
  private static let serials = 61.0..<2_958_466.0

  private init(text: String?) {
    self = text.map(Self.text) ?? .unknown
  }

  private init(flag: Bool?) {
    self = flag.map { .text($0 ? "yes" : "no") } ?? .unknown
  }

  private init(id: UInt64) {
    let text = String(id)
    self = text.count <= Workbook.maxDigits ? .number(Double(id)) : .text(text)
  }

  private init(due: LocalDate) {
    let serial = Double(due.daysSinceEpoch) + Self.serialOfEpoch
    self = Self.serials.contains(serial) ? .date(serial) : .text(due.description)
  }

  private init(updatedOn: LocalDateTime) {
    let serial = Double(updatedOn.secondsSinceEpoch) / Self.secondsPerDay + Self.serialOfEpoch
    self = Self.serials.contains(serial) ? .dateTime(serial) : .text(updatedOn.description)
  }
}
