/// The fields of text that a term looks in.
struct TextFields: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  /// The bits of the first four are the fields' places in a row of a `FoldedBlock`.
  static let name = TextFields(rawValue: 1 << 0)
  static let code = TextFields(rawValue: 1 << 1)
  static let accountingCode = TextFields(rawValue: 1 << 2)
  static let id = TextFields(rawValue: 1 << 3)
  static let type = TextFields(rawValue: 1 << 4)
  static let salesperson = TextFields(rawValue: 1 << 5)
  static let salespersonID = TextFields(rawValue: 1 << 6)

  init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// Where a term looks that names no field.
  static let all: TextFields = [.name, .code, .accountingCode, .id, .type, .salesperson]
  /// The fields that each row has of its own; the others are looked up by distinct value.
  static let own: TextFields = [.name, .code, .accountingCode, .id]
  /// The fields made of digits only.
  static let numbers: TextFields = [.id, .salespersonID]
  /// The fields in which a match counts more than elsewhere.
  static let foremost: TextFields = [.name, .code]
  /// The fields made of words, in which something like a term may be found.
  static let guessable: TextFields = [.name, .type, .salesperson]

  /// The field that a column shows; nil for a column that terms don't look in.
  init?(column: CustomerColumn) {
    switch column {
    case .name: self = .name
    case .code: self = .code
    case .accountingCode: self = .accountingCode
    case .id: self = .id
    case .type: self = .type
    case .salesperson: self = .salesperson
    case .salespersonID: self = .salespersonID
    case .updated, .active, .mine: return nil
    }
  }
}
