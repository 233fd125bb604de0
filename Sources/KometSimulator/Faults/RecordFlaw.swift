/// What is wrong with some records of a list.
enum RecordFlaw: Sendable {
  /// A field has a JSON type that can't stand for its value.
  case wrongType
  /// The name ends in bytes that are not UTF-8.
  case badUTF8
  /// The record is there twice, the second time with another name.
  case duplicateID

  /// A field that `wrongType` spoils.
  enum Field: Int, CaseIterable {
    case id
    case name
    case active
    case updatedOn
  }

  /// A flawed record comes every so many customers.
  static let interval = 10

  /// A byte that is never in UTF-8, the start of a `é`, and half a surrogate pair.
  static let invalidUTF8: [UInt8] = [0xFF, 0xC3, 0xED, 0xA0, 0x80]

  /// Which field of a record `wrongType` spoils: each in its turn.
  static func spoiledField(of customer: SampleCustomer) -> Field? {
    Field(rawValue: customer.index / interval % Field.allCases.count)
  }

  func affects(_ customer: SampleCustomer) -> Bool {
    customer.index % Self.interval == Self.interval - 1
  }
}
