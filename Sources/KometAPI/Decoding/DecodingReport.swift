import CSimdJSON
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

/// Counts the records of a method's list, and keeps what is wrong with them.
struct RecordTally {
  private let method: komet_method
  private var report = DecodingReport()
  /// How many records came so far.
  private(set) var number = 0

  init(method: komet_method) {
    self.method = method
  }

  /// Counts the next record; false if it has to be left out, which is in the report then.
  mutating func count(_ record: komet_record) -> Bool {
    number += 1
    if let (fault, field) = record.flaw {
      report.unread.insertRecord(of: record.knownID)
      note(fault, field, record)
      return false
    }
    report.readRecords += 1
    return true
  }

  /// Takes down that a field of a record that is kept counts as unknown.
  mutating func repair(_ fault: DecodingProblem.Fault, _ field: komet_field, _ record: komet_record) {
    report.repairedFields += 1
    note(fault, field, record)
  }

  /// Takes down what of a kept customer is unknown, for its fields were repaired.
  mutating func setUnread(_ fields: UnreadParts.Fields, of record: komet_record) {
    report.unread.setFields(fields, of: record.id)
  }

  /// The report on the whole document, of whose records so many gave way to later ones.
  func report(on document: ListDocument, duplicates: Int) -> DecodingReport {
    var report = report
    report.records = document.recordCount
    report.repairedTexts = document.repairedTexts
    report.duplicates = duplicates
    return report
  }

  private mutating func note(_ fault: DecodingProblem.Fault, _ field: komet_field?, _ record: komet_record) {
    report.note(DecodingProblem(record, number: number, of: method, field: field, fault: fault))
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

extension komet_record {
  /// Whether the field's value is of a type that can't be taken.
  func isWrong(_ field: komet_field) -> Bool {
    wrong & (1 << field.rawValue) != 0
  }

  /// Nil if the record tells no usable id.
  fileprivate var knownID: UInt64? { has_id ? id : nil }

  /// Why the record can't be taken at all, and the field that says so; nil if it can.
  fileprivate var flaw: (fault: DecodingProblem.Fault, field: komet_field?)? {
    guard is_object else { return (.notAnObject, nil) }
    guard has_id else { return (isWrong(KOMET_ID) ? .notANumber : .missing, KOMET_ID) }
    return isWrong(KOMET_NAME) ? (.notAText, KOMET_NAME) : nil
  }
}

extension DecodingProblem {
  /// What is wrong with a record of a method's list, the first having the number 1.
  fileprivate init(
    _ record: komet_record, number: Int, of method: komet_method, field: komet_field?, fault: Fault
  ) {
    let name = field.flatMap { komet_field_name(method, $0) }.map { String(cString: $0) }
    self.init(record: number, id: record.knownID, field: name, fault: fault)
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
