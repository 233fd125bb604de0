import CSimdJSON
import Customers

/// Reads the answer of a method that lists customers into a table.
///
/// The API's samples contradict its tables, so this is tolerant: numbers also as texts, booleans in any
/// form, null like absent, unknown keys ignored. A record without a usable id or with a name that is no text is
/// skipped; another field of a wrong type becomes unknown; the report tells whose they are. Anything that is not a
/// whole answer is refused as a whole.
///
/// Nearly all of a long answer is decoded while it comes, which changes nothing of what comes out. That is done by the curl
/// thread, the rest by the caller once the transfer has ended: never by both at a time, so it needs no lock.
final class CustomerListDecoder: AnswerDecoder, @unchecked Sendable {
  private let reader: ListReader
  private var sink: RecordSink
  private var hasReserved = false

  /// Makes a decoder that reads so many bytes at once while an answer comes.
  init(method: APIMethod, pieceBytes: Int = ListReader.pieceBytes) {
    sink = RecordSink(method: method.inC)
    reader = ListReader(method: method, pieceBytes: pieceBytes) { context, record in
      context?.assumingMemoryBound(to: RecordSink.self).pointee.take(record) ?? false
    }
  }

  func readAhead(_ body: AnswerBody) {
    let removed = body.removedCount
    withUnsafeMutablePointer(to: &sink) { reader.readAhead(body, context: $0) }
    guard !hasReserved, body.removedCount > removed else { return }
    hasReserved = true
    sink.reserve(Double(body.announcedCount) / Double(body.removedCount))
  }

  func decode(_ body: AnswerBody) throws(DecodingFailure) -> ListAnswer<CustomerTable> {
    let document = try withUnsafeMutablePointer(to: &sink) { (sink) throws(DecodingFailure) in
      try reader.finish(body, context: sink)
    }
    return try document.answer(listed: APIMethod.customerList.listed) { sink.finish(document) }
  }
}

/// Takes the records of a document into a table builder, one after the other.
private struct RecordSink {
  /// How many records go by between two looks at whether the task is cancelled.
  private static let cancellationStride = 4_096

  private let method: komet_method
  private var builder = CustomerTableBuilder()
  private var tally: RecordTally
  private var textBytes = 0

  init(method: komet_method) {
    self.method = method
    tally = RecordTally(method: method)
  }

  /// Takes the next record, or none when a list begins; false if the reading has to stop.
  mutating func take(_ record: UnsafePointer<komet_record>?) -> Bool {
    guard let record else {
      self = RecordSink(method: method)
      return true
    }
    append(record.pointee)
    return tally.number % Self.cancellationStride != 0 || !Task.isCancelled
  }

  /// Makes room for so many times the records that were taken.
  mutating func reserve(_ times: Double) {
    guard times > 1 else { return }
    // Sizes differ a little along the list; memory that stays untouched costs nothing.
    let factor = 1.1 * times
    builder.reserve(rows: Int(Double(tally.number) * factor), textBytes: Int(Double(textBytes) * factor))
  }

  /// The customers; nothing is left in the sink.
  mutating func finish(_ document: ListDocument) -> (CustomerTable, DecodingReport) {
    let taken = builder
    builder = CustomerTableBuilder()
    let (table, duplicates) = taken.finish()
    return (table, tally.report(on: document, duplicates: duplicates))
  }

  private mutating func append(_ record: komet_record) {
    guard tally.count(record) else { return }
    var unread: UnreadParts.Fields = []
    let updatedOn = date(record, &unread)
    if record.wrong != 0 { noteWrongFields(of: record, &unread) }
    tally.setUnread(unread, of: record)
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

  private mutating func date(_ record: komet_record, _ unread: inout UnreadParts.Fields) -> LocalDateTime? {
    guard record.updated_on.count > 0 else { return nil }
    if let date = LocalDateTime(updatedOn: UnsafeBufferPointer(record.updated_on)) { return date }
    unread.insert(.updated)
    tally.repair(.notADate, KOMET_UPDATED_ON, record)
    return nil
  }

  private mutating func noteWrongFields(of record: komet_record, _ unread: inout UnreadParts.Fields) {
    for (field, part, fault) in Self.faults where record.isWrong(field) {
      unread.insert(part)
      tally.repair(fault, field, record)
    }
  }

  /// What is wrong with a field whose type can't be taken, and what of the customer is then unknown.
  private static let faults: [(komet_field, UnreadParts.Fields, DecodingProblem.Fault)] = [
    (KOMET_CODE, .code, .notAText), (KOMET_ACCOUNTING_CODE, .accountingCode, .notAText),
    (KOMET_CUSTOMER_TYPE, .type, .notAText), (KOMET_SALESPERSON, .salesperson, .notAText),
    (KOMET_SALESPERSON_ID, .salesperson, .notANumber), (KOMET_ACTIVE, .active, .notABoolean),
    (KOMET_UPDATED_ON, .updated, .notADate),
  ]
}

/// Makes a list of one answer, if it likes while the answer is still coming.
///
/// Of no use for another answer. It belongs to the curl thread while the answer comes, and to the
/// receiver once that is whole.
protocol AnswerDecoder<List>: Sendable {
  associatedtype List: Sendable

  /// Takes what it can of an answer that is still coming, and removes that from the bytes.
  ///
  /// Called on the curl thread, which meanwhile receives nothing.
  func readAhead(_ body: AnswerBody)

  /// Decodes the whole answer: what was taken, and what is left in `body`, whose bytes it may rewrite.
  ///
  /// - Throws: `DecodingFailure`, also if the task is cancelled meanwhile.
  func decode(_ body: AnswerBody) throws(DecodingFailure) -> ListAnswer<List>
}

extension LocalDateTime {
  /// Reads `YYYY-MM-DD'T'hh:mm:ss`, the API's shape, and else whatever `init(parsing:)` reads.
  ///
  /// A zone behind the time, `Z` or `+05:00`, is left out: the clock is the server's, as without one. The general
  /// reader takes 9 µs a date from another module, which for a million customers would be most of the load.
  init?(updatedOn text: UnsafeBufferPointer<UInt8>) {
    guard let start = text.baseAddress, text.count == 19, start[4] == UInt8(ascii: "-"),
      start[7] == UInt8(ascii: "-"), start[10] == UInt8(ascii: "T"), start[13] == UInt8(ascii: ":"),
      start[16] == UInt8(ascii: ":")
    else {
      self.init(parsing: UnsafeBufferPointer(rebasing: text[..<text.endOfTime]))
      return
    }
    let (hour, minute, second) = (start.twoDigits(11), start.twoDigits(14), start.twoDigits(17))
    guard hour < 24, minute < 60, second < 60,
      let day = LocalDate(
        year: start.twoDigits(0) * 100 + start.twoDigits(2), month: start.twoDigits(5),
        day: start.twoDigits(8))
    else { return nil }
    self.init(
      secondsSinceEpoch: Int64(day.daysSinceEpoch) * Self.secondsPerDay
        + Int64((hour * 60 + minute) * 60 + second))
  }
}

extension UnsafePointer<UInt8> {
  /// The number of two digits at `place`, or one too large for any part of a date.
  @inline(__always)
  fileprivate func twoDigits(_ place: Int) -> Int {
    let tens = self[place] &- UInt8(ascii: "0")
    let ones = self[place + 1] &- UInt8(ascii: "0")
    return tens < 10 && ones < 10 ? Int(tens) * 10 + Int(ones) : 1_000
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where a time ends: before its zone, if it has one, or else with the text.
  fileprivate var endOfTime: Int {
    guard let mark = firstIndex(of: UInt8(ascii: ":")), let last else { return count }
    if last | 0x20 == UInt8(ascii: "z") { return count - 1 }
    guard let sign = self[mark...].lastIndex(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") })
    else { return count }
    let zone = self[(sign + 1)...]
    let digits = zone.filter { $0 != UInt8(ascii: ":") }
    let isZone =
      digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      && (digits.count == 4
        ? zone.count == 4 || zone.count == 5 && self[sign + 3] == UInt8(ascii: ":") : zone.count == 2)
    return isZone ? sign : count
  }
}
