/// The words that may stand before a colon.
enum QueryField: String, CaseIterable, Sendable {
  case name
  case code
  case id
  case accountingCode = "acct"
  case salesperson = "rep"
  case salespersonID = "repid"
  case type
  case active
  case updated
  case flag = "is"
  case present = "has"
  case absent = "no"

  /// Reads the word before a colon, in any case; a column's longer name stands for its field as well.
  init?(word: some StringProtocol) {
    let word = word.lowercased()
    switch word {
    case "accounting_code": self = .accountingCode
    case "salesperson": self = .salesperson
    case "salesperson_id": self = .salespersonID
    default: self.init(rawValue: word)
    }
  }

  /// The texts that the field looks in; nil for a field that doesn't look for text.
  var texts: TextFields? {
    switch self {
    case .name: .name
    case .code: .code
    case .id: .id
    case .accountingCode: .accountingCode
    case .salesperson: .salesperson
    case .salespersonID: .salespersonID
    case .type: .type
    case .active, .updated, .flag, .present, .absent: nil
    }
  }

  /// Whether `has:` and `no:` know the field.
  var canBeAbsent: Bool {
    switch self {
    case .name, .code, .id, .accountingCode, .salesperson, .salespersonID, .type, .active, .updated: true
    case .flag, .present, .absent: false
    }
  }

  static let absentWords = allCases.filter(\.canBeAbsent).map(\.rawValue)
}
