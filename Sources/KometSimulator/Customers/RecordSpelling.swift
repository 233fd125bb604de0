/// How one record of `customer.list` is written: the API's own samples differ in all of these.
struct RecordSpelling: OptionSet, Sendable {
  let rawValue: UInt8

  static let idAsString = RecordSpelling(rawValue: 1 << 0)
  static let activeAsString = RecordSpelling(rawValue: 1 << 1)
  static let salespersonIDAsString = RecordSpelling(rawValue: 1 << 2)
  /// The keys in the order of the first documented sample; else in that of the second.
  static let nameAfterSalesperson = RecordSpelling(rawValue: 1 << 3)
  /// What is unknown is null instead of missing.
  static let unknownAsNull = RecordSpelling(rawValue: 1 << 4)
}
