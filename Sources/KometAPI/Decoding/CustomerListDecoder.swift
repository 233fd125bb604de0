import CSimdJSON
import Customers

/// Reads the answer of a method that lists customers into a table.
///
/// The API's samples contradict its tables, so this is tolerant: numbers also as texts, booleans in any
/// form, null like absent, unknown keys ignored. A record without a usable id or with a name that is no text is skipped; another field of a wrong
/// type becomes unknown; both are in the report. Anything that is not a whole answer is refused as a whole.
struct CustomerListDecoder {
  let method: APIMethod

  /// Decodes a whole answer, rewriting its bytes on the way.
  ///
  /// - Throws: `DecodingFailure`, also if the task is cancelled meanwhile.
  func decode(_ body: AnswerBody) throws(DecodingFailure) -> ListAnswer<CustomerTable> {
    var sink = RecordSink(method: method.inC, document: UnsafeBufferPointer(body.bytes))
    let document = try withUnsafeMutablePointer(to: &sink) { (sink) throws(DecodingFailure) in
      try ListDocument(body, method: method, context: sink) { context, record in
        context?.assumingMemoryBound(to: RecordSink.self).pointee.take(record) ?? false
      }
    }
    return try document.answer { sink.finish(document) }
  }
}

/// Takes the records of a document into a table builder, one after the other.
private struct RecordSink {
  /// How many records go by between two looks at whether the task is cancelled.
  private static let cancellationStride = 4_096
  /// After how many records the size of the whole table is estimated.
  private static let estimationSample = 1_024

  private let method: komet_method
  private let document: UnsafeBufferPointer<UInt8>
  private var builder = CustomerTableBuilder()
  private var report = DecodingReport()
  private var textBytes = 0
  private var number = 0

  init(method: komet_method, document: UnsafeBufferPointer<UInt8>) {
    self.method = method
    self.document = document
  }

  /// Takes the next record, or none when a list begins; false if the reading has to stop.
  mutating func take(_ record: UnsafePointer<komet_record>?) -> Bool {
    guard let record else {
      self = RecordSink(method: method, document: document)
      return true
    }
    number += 1
    append(record.pointee)
    if number == Self.estimationSample { reserve(afterRecordAt: record.pointee.name.start) }
    return number % Self.cancellationStride != 0 || !Task.isCancelled
  }

  /// The customers; nothing is left in the sink.
  mutating func finish(_ document: ListDocument) -> (CustomerTable, DecodingReport) {
    report.records = document.recordCount
    report.repairedTexts = document.repairedTexts
    let taken = builder
    builder = CustomerTableBuilder()
    let (table, duplicates) = taken.finish()
    report.duplicates = duplicates
    return (table, report)
  }

  private mutating func append(_ record: komet_record) {
    if let (fault, field) = record.flaw {
      report.skipped += 1
      note(fault, field)
      return
    }
    let updatedOn = date(record)
    if record.wrong != 0 { noteWrongFields(of: record) }
    textBytes += record.name.count + record.code.count + record.accounting_code.count
    builder.append(
      CustomerRecord(
        id: record.id,
        name: UnsafeBufferPointer(record.name),
        code: UnsafeBufferPointer(record.code),
        accountingCode: UnsafeBufferPointer(record.accounting_code),
        typeCode: builder.code(ofType: UnsafeBufferPointer(record.customer_type)),
        salespersonCode: builder.code(
          ofSalesperson: UnsafeBufferPointer(record.salesperson),
          id: record.has_salesperson_id ? record.salesperson_id : nil),
        isActive: record.active == KOMET_UNKNOWN ? nil : record.active == KOMET_TRUE,
        updatedOn: updatedOn))
  }

  private mutating func date(_ record: komet_record) -> LocalDateTime? {
    guard record.updated_on.count > 0 else { return nil }
    if let date = LocalDateTime(updatedOn: UnsafeBufferPointer(record.updated_on)) { return date }
    repair(.notADate, KOMET_UPDATED_ON)
    return nil
  }

  private mutating func noteWrongFields(of record: komet_record) {
    for (field, fault) in Self.faults where record.isWrong(field) { repair(fault, field) }
  }

  /// What is wrong with a field whose type can't be taken.
  private static let faults: [(komet_field, DecodingProblem.Fault)] = [
    (KOMET_CODE, .notAText), (KOMET_ACCOUNTING_CODE, .notAText), (KOMET_CUSTOMER_TYPE, .notAText),
    (KOMET_SALESPERSON, .notAText), (KOMET_SALESPERSON_ID, .notANumber), (KOMET_ACTIVE, .notABoolean),
    (KOMET_UPDATED_ON, .notADate),
  ]

  private mutating func repair(_ fault: DecodingProblem.Fault, _ field: komet_field) {
    report.repairedFields += 1
    note(fault, field)
  }

  private mutating func note(_ fault: DecodingProblem.Fault, _ field: komet_field?) {
    report.note(DecodingProblem(record: number, of: method, field: field, fault: fault))
  }

  /// Makes room for the whole list, as far as its beginning lets one guess.
  private mutating func reserve(afterRecordAt place: UnsafePointer<UInt8>?) {
    guard let place, let start = document.baseAddress else { return }
    let share = Double(place - start) / Double(document.count)
    // A repaired document is elsewhere in memory.
    guard share > 0, share < 1 else { return }
    // Sizes differ a little along the list; memory that stays untouched costs nothing.
    let factor = 1.1 / share
    builder.reserve(rows: Int(Double(number) * factor), textBytes: Int(Double(textBytes) * factor))
  }
}
