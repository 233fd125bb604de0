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

/// One record or field that could not be taken as it came.
package struct DecodingProblem: Equatable, Sendable {
  package enum Fault: Equatable, Sendable {
    case notAnObject
    case missing
    case notANumber
    case notAText
    case notABoolean
    case notADate
  }

  /// The record's place in the server's list, from 1.
  package let record: Int
  /// The id that the record tells; nil if it tells none.
  package let id: UInt64?
  /// The field's name in the answer; nil if it is the record as a whole.
  package let field: String?
  package let fault: Fault
}

extension DecodingProblem: CustomStringConvertible {
  /// For example `record 17 (id 25475): updatedOn is not a date`.
  package var description: String {
    "record \(record)\(id.map { " (id \($0))" } ?? ""): \(field ?? "it") \(fault.words)"
  }
}

extension DecodingProblem.Fault {
  fileprivate var words: String {
    switch self {
    case .notAnObject: "is not an object"
    case .missing: "is missing"
    case .notANumber: "is not a whole number of at most 20 digits"
    case .notAText: "is not a text"
    case .notABoolean: "is neither 1 nor 0"
    case .notADate: "is not a date"
    }
  }
}

/// Why a document is no answer that a list could be taken from.
enum DecodingFailure: Error, Equatable {
  case notKomet(AnswerForm)
  case cutShort
  /// Something stands behind the end of the document.
  case followed
  case malformed(afterRecord: Int)
  case noList
  case tooLarge
  case cancelled
}
