import Customers

/// Writes customers as the records of the API's two lists.
struct RecordWriter {
  /// The most bytes that one record takes, whatever its name.
  static let maxRecordSize = 24 * 1024

  let customers: SampleCustomers
  let flaw: RecordFlaw?
  /// Whether the record that is being written has the flaw.
  private var hasFlaw = false
  /// Which of its fields gets a type that can't stand for its value.
  private var spoiled: RecordFlaw.Field?
  private var text: [UInt8] = []

  init(customers: SampleCustomers, flaw: RecordFlaw? = nil) {
    self.customers = customers
    self.flaw = flaw
  }

  /// One object of `customers[]` in `customer.list`.
  mutating func writeDetails(of customer: SampleCustomer, to writer: inout ByteWriter) {
    begin(customer)
    writeID(of: customer, to: &writer)
    if customer.spelling.contains(.nameAfterSalesperson) {
      writeAccountingCode(of: customer, to: &writer)
      writeType(of: customer, to: &writer)
      writeSalesperson(of: customer, to: &writer)
      writeName(of: customer, key: ",\"name\":", to: &writer)
      writeSalespersonID(of: customer, to: &writer)
      writeActive(of: customer, to: &writer)
      writeCode(of: customer, to: &writer)
    } else {
      writeName(of: customer, key: ",\"name\":", to: &writer)
      writeActive(of: customer, to: &writer)
      writeCode(of: customer, to: &writer)
      writeSalesperson(of: customer, to: &writer)
      writeSalespersonID(of: customer, to: &writer)
      writeType(of: customer, to: &writer)
      writeAccountingCode(of: customer, to: &writer)
    }
    writeUpdate(of: customer, to: &writer)
    writer.append(UInt8(ascii: "}"))
  }

  /// One object of `customerResult[]` in `customer.by.company.list`.
  mutating func writeIDAndName(of customer: SampleCustomer, to writer: inout ByteWriter) {
    begin(customer)
    writer.append("{\"customerId\":")
    if spoiled == .id { writer.append("[]") } else { writer.append(decimal: customer.id) }
    writeName(of: customer, key: ",\"customerName\":", to: &writer)
    writer.append(UInt8(ascii: "}"))
  }

  private mutating func begin(_ customer: SampleCustomer) {
    hasFlaw = flaw?.affects(customer) == true
    spoiled = hasFlaw && flaw == .wrongType ? RecordFlaw.spoiledField(of: customer) : nil
  }

  private func writeID(of customer: SampleCustomer, to writer: inout ByteWriter) {
    writer.append("{\"id\":")
    guard spoiled != .id else { return writer.append("[]") }
    write(customer.id, asString: customer.spelling.contains(.idAsString), to: &writer)
  }

  private mutating func writeName(
    of customer: SampleCustomer, key: StaticString, to writer: inout ByteWriter
  ) {
    writer.append(key)
    guard spoiled != .name else { return writer.append("{\"text\":17}") }
    customers.readName(of: customer, into: &text)
    if hasFlaw, flaw == .badUTF8 { text.append(contentsOf: RecordFlaw.invalidUTF8) }
    writer.append(jsonString: text)
  }

  private func writeActive(of customer: SampleCustomer, to writer: inout ByteWriter) {
    writer.append(",\"active\":")
    guard spoiled != .active else { return writer.append("\"perhaps\"") }
    write(
      customer.isActive ? 1 : 0, asString: customer.spelling.contains(.activeAsString), to: &writer)
  }

  private func writeUpdate(of customer: SampleCustomer, to writer: inout ByteWriter) {
    guard spoiled != .updatedOn else { return writer.append(",\"updatedOn\":false") }
    if let updatedOn = customer.updatedOn {
      writer.append(",\"updatedOn\":")
      writer.append(dateTime: updatedOn)
    } else if customer.spelling.contains(.unknownAsNull) {
      writer.append(",\"updatedOn\":null")
    }
  }

  private mutating func writeCode(of customer: SampleCustomer, to writer: inout ByteWriter) {
    customers.readCode(of: customer, into: &text)
    writeText(key: ",\"code\":", of: customer, to: &writer)
  }

  private mutating func writeAccountingCode(of customer: SampleCustomer, to writer: inout ByteWriter) {
    customers.readAccountingCode(of: customer, into: &text)
    writeText(key: ",\"accountingCode\":", of: customer, to: &writer)
  }

  private mutating func writeType(of customer: SampleCustomer, to writer: inout ByteWriter) {
    customers.readType(of: customer, into: &text)
    writeText(key: ",\"customerType\":", of: customer, to: &writer)
  }

  /// Writes the scratch text; nothing or null if it is empty.
  private func writeText(key: StaticString, of customer: SampleCustomer, to writer: inout ByteWriter) {
    if !text.isEmpty {
      writer.append(key)
      writer.append(jsonString: text)
    } else if customer.spelling.contains(.unknownAsNull) {
      writer.append(key)
      writer.append("null")
    }
  }

  private func writeSalesperson(of customer: SampleCustomer, to writer: inout ByteWriter) {
    guard customer.namesSalesperson else { return }
    writer.append(",\"salesPerson\":")
    writer.append(jsonString: customers.team.members[customer.salesperson].name)
  }

  private func writeSalespersonID(of customer: SampleCustomer, to writer: inout ByteWriter) {
    guard customer.hasSalespersonID else { return }
    writer.append(",\"salesPersonId\":")
    let id = customers.team.members[customer.salesperson].id
    write(id, asString: customer.spelling.contains(.salespersonIDAsString), to: &writer)
  }

  private func write(_ number: Int, asString: Bool, to writer: inout ByteWriter) {
    if asString { writer.append(UInt8(ascii: "\"")) }
    writer.append(decimal: number)
    if asString { writer.append(UInt8(ascii: "\"")) }
  }
}

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

/// Writes JSON into memory that somebody else owns and has made large enough.
///
/// The memory must outlive the writer. Writing past its end is a bug and stops the program.
struct ByteWriter {
  private let memory: UnsafeMutableRawBufferPointer
  private(set) var count = 0

  init(_ memory: UnsafeMutableRawBufferPointer) {
    self.memory = memory
  }

  var remaining: Int { memory.count - count }

  mutating func append(_ byte: UInt8) {
    precondition(count < memory.count, "the answer outgrew its buffer")
    memory[count] = byte
    count += 1
  }

  mutating func append(_ text: StaticString) {
    append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    precondition(bytes.count <= remaining, "the answer outgrew its buffer")
    guard let source = bytes.baseAddress, let target = memory.baseAddress else { return }
    (target + count).copyMemory(from: source, byteCount: bytes.count)
    count += bytes.count
  }

  /// The number in decimal digits; `number` must not be negative.
  mutating func append(decimal number: Int) {
    var width = 1
    var limit = 10
    while number >= limit, width < Self.maxDigits {
      width += 1
      limit = limit &* 10
    }
    append(decimal: number, width: width)
  }

  /// The last `width` decimal digits, with zeros in front.
  mutating func append(decimal number: Int, width: Int) {
    precondition(width <= remaining, "the answer outgrew its buffer")
    var rest = number
    for position in stride(from: count + width - 1, through: count, by: -1) {
      memory[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    count += width
  }

  /// A JSON string with its quotes; the bytes are taken as they are but for what JSON must escape.
  mutating func append(jsonString text: [UInt8]) {
    append(UInt8(ascii: "\""))
    text.withUnsafeBufferPointer { bytes in
      guard bytes.contains(where: Self.needsEscape) else {
        append(bytes)
        return
      }
      for byte in bytes {
        appendEscaped(byte)
      }
    }
    append(UInt8(ascii: "\""))
  }

  /// `YYYY-MM-DD'T'hh:mm:ss` with its quotes.
  mutating func append(dateTime secondsSinceEpoch: Int) {
    let day = LocalDate(daysSinceEpoch: secondsSinceEpoch / LocalDate.secondsPerDay)
    let second = secondsSinceEpoch - day.firstSecond
    let (year, month, dayOfMonth) = day.components
    append(UInt8(ascii: "\""))
    append(decimal: year, width: 4)
    append(UInt8(ascii: "-"))
    append(decimal: month, width: 2)
    append(UInt8(ascii: "-"))
    append(decimal: dayOfMonth, width: 2)
    append(UInt8(ascii: "T"))
    append(decimal: second / 3600, width: 2)
    append(UInt8(ascii: ":"))
    append(decimal: second / 60 % 60, width: 2)
    append(UInt8(ascii: ":"))
    append(decimal: second % 60, width: 2)
    append(UInt8(ascii: "\""))
  }

  /// The digits of `Int.max`.
  private static let maxDigits = 19

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < UInt8(ascii: " ") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      append(UInt8(ascii: "\\"))
      append(byte)
    case 0..<UInt8(ascii: " "):
      append("\\u00")
      append(Self.hexDigit(byte >> 4))
      append(Self.hexDigit(byte & 0xF))
    default:
      append(byte)
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
