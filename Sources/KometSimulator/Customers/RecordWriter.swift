/// Writes customers as the records of the API's two lists.
struct RecordWriter {
  /// The most bytes that one record takes, whatever its name.
  static let largestRecord = 24 * 1024

  let customers: SampleCustomers
  var flaw: RecordFlaw?
  private var text: [UInt8] = []

  init(customers: SampleCustomers, flaw: RecordFlaw? = nil) {
    self.customers = customers
    self.flaw = flaw
  }

  /// One object of `customers[]` in `customer.list`.
  mutating func writeDetails(of customer: SampleCustomer, to writer: inout ByteWriter) {
    let flawed = flaw?.affects(customer) == true ? flaw : nil
    writeID(of: customer, flaw: flawed, to: &writer)
    if customer.spelling.contains(.nameAfterSalesperson) {
      writeAccountingCode(of: customer, to: &writer)
      writeType(of: customer, to: &writer)
      writeSalesperson(of: customer, to: &writer)
      writeName(of: customer, key: ",\"name\":", flaw: flawed, to: &writer)
      writeSalespersonID(of: customer, to: &writer)
      writeActive(of: customer, flaw: flawed, to: &writer)
      writeCode(of: customer, to: &writer)
    } else {
      writeName(of: customer, key: ",\"name\":", flaw: flawed, to: &writer)
      writeActive(of: customer, flaw: flawed, to: &writer)
      writeCode(of: customer, to: &writer)
      writeSalesperson(of: customer, to: &writer)
      writeSalespersonID(of: customer, to: &writer)
      writeType(of: customer, to: &writer)
      writeAccountingCode(of: customer, to: &writer)
    }
    writeUpdate(of: customer, flaw: flawed, to: &writer)
    writer.append(UInt8(ascii: "}"))
  }

  /// One object of `customerResult[]` in `customer.by.company.list`.
  mutating func writeIDAndName(of customer: SampleCustomer, to writer: inout ByteWriter) {
    let flawed = flaw?.affects(customer) == true ? flaw : nil
    writer.append("{\"customerId\":")
    if flawed == .wrongType, RecordFlaw.spoiledField(of: customer) == .id {
      writer.append("[]")
    } else {
      writer.append(decimal: customer.id)
    }
    writeName(of: customer, key: ",\"customerName\":", flaw: flawed, to: &writer)
    writer.append(UInt8(ascii: "}"))
  }

  private func writeID(of customer: SampleCustomer, flaw: RecordFlaw?, to writer: inout ByteWriter) {
    writer.append("{\"id\":")
    guard flaw != .wrongType || RecordFlaw.spoiledField(of: customer) != .id else {
      writer.append("[]")
      return
    }
    write(customer.id, asString: customer.spelling.contains(.idAsString), to: &writer)
  }

  private mutating func writeName(
    of customer: SampleCustomer, key: StaticString, flaw: RecordFlaw?, to writer: inout ByteWriter
  ) {
    writer.append(key)
    guard flaw != .wrongType || RecordFlaw.spoiledField(of: customer) != .name else {
      writer.append("{\"text\":17}")
      return
    }
    customers.readName(of: customer, into: &text)
    if flaw == .badUTF8 { text.append(contentsOf: RecordFlaw.invalidUTF8) }
    writer.append(jsonString: text)
  }

  private func writeActive(of customer: SampleCustomer, flaw: RecordFlaw?, to writer: inout ByteWriter) {
    writer.append(",\"active\":")
    guard flaw != .wrongType || RecordFlaw.spoiledField(of: customer) != .active else {
      writer.append("\"perhaps\"")
      return
    }
    write(
      customer.isActive ? 1 : 0, asString: customer.spelling.contains(.activeAsString), to: &writer)
  }

  private func writeUpdate(of customer: SampleCustomer, flaw: RecordFlaw?, to writer: inout ByteWriter) {
    guard flaw != .wrongType || RecordFlaw.spoiledField(of: customer) != .updatedOn else {
      writer.append(",\"updatedOn\":false")
      return
    }
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
