import CSimdJSON
import Customers

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
