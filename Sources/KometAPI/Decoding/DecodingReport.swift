import Customers

/// What an answer held, and what in it could not be taken as it came.
package struct DecodingReport: Equatable, Sendable {
  /// How many problems `samples` holds at most.
  static let maxSamples = 5

  /// The records that the server sent, the skipped ones included.
  package internal(set) var records = 0
  /// The records that could be read.
  var readRecords = 0
  /// What could not be read: records without a usable id, or with a name that is no text, and fields of others.
  package internal(set) var unread = UnreadParts()
  /// The fields of kept records that were of a wrong type and count as unknown.
  package internal(set) var repairedFields = 0
  /// The places where broken text (bad UTF-8, half a surrogate pair) became U+FFFD.
  package internal(set) var repairedTexts = 0
  /// The records that gave way to a later one with the same id.
  package internal(set) var duplicates = 0
  /// The first few skipped records and unknown fields.
  package internal(set) var samples: [DecodingProblem] = []

  package init() {}

  /// The records that were left out, each once however many lists have it.
  package var skipped: Int { unread.recordCount }

  /// Whether all came as it should.
  package var isClean: Bool {
    skipped == 0 && repairedFields == 0 && repairedTexts == 0 && duplicates == 0
  }

  mutating func note(_ problem: DecodingProblem) {
    guard samples.count < Self.maxSamples else { return }
    samples.append(problem)
  }

  /// Takes in what another answer's report says.
  mutating func add(_ other: DecodingReport) {
    records += other.records
    readRecords += other.readRecords
    unread.formUnion(other.unread)
    repairedFields += other.repairedFields
    repairedTexts += other.repairedTexts
    duplicates += other.duplicates
    for problem in other.samples { note(problem) }
  }
}
