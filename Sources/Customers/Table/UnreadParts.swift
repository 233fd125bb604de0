/// What of a list of customers could not be read, so that nobody takes it for news.
///
/// A customer whose record, or a field of it, could not be read stays as it was known; and a list with records
/// that don't tell whose they are does not tell either who is missing.
package struct UnreadParts: Equatable, Sendable {
  /// Fields of a record.
  package struct Fields: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    package static let code = Fields(rawValue: 1)
    package static let accountingCode = Fields(rawValue: 2)
    package static let type = Fields(rawValue: 4)
    /// The name or the id.
    package static let salesperson = Fields(rawValue: 8)
    package static let active = Fields(rawValue: 16)
    package static let updated = Fields(rawValue: 32)
  }

  /// How many records don't tell whose they are.
  package private(set) var anonymousCount = 0
  /// The customers of whose record only the id could be read.
  package private(set) var records: Set<UInt64> = []
  /// The fields that could not be read in the records of other customers.
  package private(set) var fields: [UInt64: Fields] = [:]

  package init() {}

  /// Whether it is known of each record whose it is, so that the list tells who is missing.
  package var tellsWhoIsMissing: Bool { anonymousCount == 0 }

  /// How many records could not be read.
  package var recordCount: Int { anonymousCount + records.count }

  /// Notes a record that could not be read; `id` is nil if that could not be read either.
  package mutating func insertRecord(of id: UInt64?) {
    if let id { records.insert(id) } else { anonymousCount += 1 }
  }

  /// Notes which fields of a record could not be read; of several records of a customer, the last one counts.
  package mutating func setFields(_ unread: Fields, of id: UInt64) {
    if !unread.isEmpty { fields[id] = unread } else if !fields.isEmpty { fields[id] = nil }
  }

  /// Takes in what could not be read of another list of the same customers, each record counted once.
  package mutating func formUnion(_ other: UnreadParts) {
    anonymousCount = max(anonymousCount, other.anonymousCount)
    records.formUnion(other.records)
    fields.merge(other.fields) { $0.union($1) }
  }
}
