/// One term of a query.
struct QueryTerm: Hashable, Sendable {
  let condition: QueryCondition
  var isNegated = false

  /// The text that the term looks for; nil where it asks something else, or must not be found.
  var soughtText: TextPattern? {
    guard !isNegated else { return nil }
    switch condition {
    case .text(let pattern): return pattern
    // Several stand for one number, of which each alone tells little.
    case .anywhere(let patterns, _): return patterns.count == 1 ? patterns.first : nil
    default: return nil
    }
  }
}

/// What a term asks of a customer.
enum QueryCondition: Hashable, Sendable {
  case text(TextPattern)
  case contact(ContactPattern)
  /// All of the texts stand in the customer, or it has such a contact.
  case anywhere([TextPattern], ContactPattern)
  /// Updated at one of these seconds since 1970; never true of an unknown update.
  case updated(ClosedRange<Int64>)
  /// So changed at one of these seconds since 1970, on the person's clock, as far as the changes are recorded.
  case recorded(RecordedChange, ClosedRange<Int64>)
  /// A status that the API did not tell counts as active.
  case active(Bool)
  case flag(QueryFlag)
  /// The person's note has this in it.
  case note(TextFinder)
  /// The person's follow-up is on one of these days since 1970.
  case due(ClosedRange<Int>)
  case present(QueryField)
  case absent(QueryField)

  /// Whether other notes make other matches.
  var asksForNotes: Bool {
    switch self {
    case .note, .due, .flag(.starred), .flag(.duplicate), .present(.note), .present(.due), .absent(.note),
      .absent(.due):
      true
    default: false
    }
  }

  var asksForContacts: Bool {
    switch self {
    case .contact, .anywhere: true
    case .present(let field), .absent(let field): field.contacts != nil
    case .text, .updated, .recorded, .active, .flag, .note, .due: false
    }
  }

  /// Whether nothing but the table tells for which rows it is true.
  var concernsTableAlone: Bool {
    switch self {
    case .flag, .recorded: false
    default: !asksForContacts && !asksForNotes
    }
  }
}

/// A text to look for, and where.
struct TextPattern: Hashable, Sendable {
  /// The text as it is searched (`SearchForm`), never empty.
  let bytes: [UInt8]
  let fields: TextFields
  /// Whether the text has to stand at the field's start.
  var isAtStart = false
  /// Whether the text has to stand at the field's end.
  var isAtEnd = false
  /// Whether no letter or digit may stand next to it.
  var isWholeWord = false
  /// The word that something similar may stand for; nil if only the text itself will do.
  var forgivenWord: WordLetters?
  /// As it was typed, for telling people.
  var spelling = ""

  /// Whether every text that this pattern matches is matched by `other`, too.
  func narrows(_ other: TextPattern) -> Bool {
    guard other.fields.isSuperset(of: fields), bytes.count >= other.bytes.count, !other.isWholeWord else {
      return false
    }
    switch (other.isAtStart, other.isAtEnd) {
    case (true, true): return isAtStart && isAtEnd && bytes == other.bytes
    case (true, false): return isAtStart && bytes.starts(with: other.bytes)
    case (false, true): return isAtEnd && bytes.suffix(other.bytes.count).elementsEqual(other.bytes)
    case (false, false):
      return (0...bytes.count - other.bytes.count).contains { bytes[$0...].starts(with: other.bytes) }
    }
  }
}

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
  case changed
  case new
  case gone
  case note
  case due
  case flag = "is"
  case present = "has"
  case absent = "no"
  case phone
  case mail
  case contact

  /// Reads the word before a colon, in any case; a column's longer name stands for its field as well.
  init?(word: some StringProtocol) {
    let word = word.lowercased()
    switch word {
    case "accounting_code": self = .accountingCode
    case "salesperson": self = .salesperson
    case "salesperson_id": self = .salespersonID
    case Self.statusWord: self = .active
    default: self.init(rawValue: word)
    }
  }

  /// `status:inactive` says the same as `active:no`.
  static let statusWord = "status"

  /// Whether a user token does not tell what it asks for.
  var isDetail: Bool {
    switch self {
    case .code, .accountingCode, .salesperson, .salespersonID, .type, .active, .updated: true
    default: false
    }
  }

  /// The words to offer; nobody in a list is gone.
  static let words = allCases.filter { $0 != .gone }.map(\.rawValue) + [statusWord]

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
    case .active, .updated, .changed, .new, .gone, .note, .due, .flag, .present, .absent, .phone, .mail,
      .contact:
      nil
    }
  }

  /// What the field looks in of a customer's contacts; nil for a field of the customer.
  var contacts: ContactTexts? {
    switch self {
    case .phone: .numbers
    case .mail: .address
    case .contact: [.name, .role, .address]
    default: nil
    }
  }

  /// Whether `has:` and `no:` know the field.
  var canBeAbsent: Bool {
    switch self {
    case .name, .code, .id, .accountingCode, .salesperson, .salespersonID, .type, .active, .updated, .phone,
      .mail, .contact, .note, .due:
      true
    case .changed, .new, .gone, .flag, .present, .absent: false
    }
  }

  static let absentWords = allCases.filter(\.canBeAbsent).map(\.rawValue)
}

/// What `is:` can ask.
enum QueryFlag: String, CaseIterable, Sendable {
  case marked
  case mine
  /// Changed by the last sync.
  case new
  /// Starred by the person.
  case starred
  /// Named by the list that was pasted, or read from a file.
  case listed
  /// There more than once, as it seems (`Duplicates`).
  case duplicate
  /// Looked at by the person lately.
  case recent
}

/// The fields of text that a term looks in.
struct TextFields: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  /// The bits of the first four are the positions of the fields in a row of `FoldedTexts`.
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
  /// The fields made of words, in which something similar to a term may be found.
  static let forgiving: TextFields = [.name, .type, .salesperson]

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
    case .updated, .active, .mine, .phone, .mail, .star, .note, .due: return nil
    }
  }
}
