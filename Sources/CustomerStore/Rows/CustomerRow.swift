import Customers
import Foundation

/// A row of the table `customer`, its texts borrowed from where they stand: SQLite's page, or an answer.
struct CustomerRow {
  typealias Text = CustomerRecord.Text

  /// What is known about the customer besides its fields.
  struct Flags: OptionSet, Hashable {
    let rawValue: UInt8

    static let hasDetails = Flags(rawValue: 1)
    static let isListed = Flags(rawValue: 2)
    static let isMine = Flags(rawValue: 4)
    static let isGone = Flags(rawValue: 8)
    /// Together with `hasDetails`: some of them could not be read and never were before.
    static let isPartial = Flags(rawValue: 16)
  }

  var id: UInt64
  var name: Text
  var code = Text(start: nil, count: 0)
  var accountingCode = Text(start: nil, count: 0)
  /// Key in the table `customer_type`; 0 for unknown.
  var typeKey: Int64 = 0
  /// Key in the table `salesperson`; 0 for unknown.
  var salespersonKey: Int64 = 0
  var isActive: Bool?
  /// Seconds since 1970 on the API's clock, or `CustomerTable.unknownUpdate`.
  var updatedSeconds = CustomerTable.unknownUpdate
  var flags: Flags = []

  /// Whether everything but the flags is the same.
  func hasSameFields(as other: CustomerRow) -> Bool {
    id == other.id && typeKey == other.typeKey && salespersonKey == other.salespersonKey
      && isActive == other.isActive && updatedSeconds == other.updatedSeconds
      && name.hasSameBytes(as: other.name) && code.hasSameBytes(as: other.code)
      && accountingCode.hasSameBytes(as: other.accountingCode)
  }

  /// The customer as people see it; `tellsMine`: whether it is known whose customers are whose.
  func customer(_ vocabulary: ValueDictionaries, tellsMine: Bool) -> Customer {
    let salesperson = vocabulary.salespeople.term(ofKey: salespersonKey)
    return Customer(
      id: id,
      name: String(decoding: name, as: UTF8.self),
      code: code.isEmpty ? nil : String(decoding: code, as: UTF8.self),
      accountingCode: accountingCode.isEmpty ? nil : String(decoding: accountingCode, as: UTF8.self),
      customerType: vocabulary.types.term(ofKey: typeKey)?.name,
      salesperson: salesperson.flatMap { $0.name.isEmpty ? nil : $0.name },
      salespersonID: salesperson?.id,
      isActive: isActive,
      isMine: tellsMine ? flags.contains(.isMine) : nil,
      updatedOn: updatedSeconds == CustomerTable.unknownUpdate
        ? nil : LocalDateTime(secondsSinceEpoch: updatedSeconds))
  }
}

extension CustomerRow.Text {
  func hasSameBytes(as other: Self) -> Bool {
    guard count == other.count else { return false }
    guard let start = baseAddress, let otherStart = other.baseAddress else { return true }
    return memcmp(start, otherStart, count) == 0
  }
}
