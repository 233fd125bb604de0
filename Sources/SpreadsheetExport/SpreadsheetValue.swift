import Customers

/// What a cell holds.
enum SpreadsheetValue: Equatable {
  case text(String)
  case number(Double)
  /// Days since the end of 1899, with the time as a fraction, as spreadsheets count.
  case dateTime(Double)
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
    }
  }

  /// The width in characters.
  var width: Int {
    switch self {
    case .text(let text): text.count
    case .number(let number): String(Int64(number)).count
    case .dateTime: Self.dateTimeWidth
    case .unknown: 0
    }
  }

  private static let dateTimeWidth = "2017-08-02 12:15:17".count
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

  private init(updatedOn: LocalDateTime) {
    let serial = Double(updatedOn.secondsSinceEpoch) / Self.secondsPerDay + Self.serialOfEpoch
    self = Self.serials.contains(serial) ? .dateTime(serial) : .text(updatedOn.description)
  }
}
