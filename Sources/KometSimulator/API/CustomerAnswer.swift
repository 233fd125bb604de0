/// The answer of one of the two customer lists, written piece by piece.
///
/// Holds no record in memory; it shows the company as it was when it was asked.
struct CustomerAnswer {
  /// Which method answers.
  enum Form: Sendable {
    /// `customer.list`.
    case details
    /// `customer.by.company.list`.
    case idsAndNames
  }

  /// How many customers a piece looks at at most, so that a search that finds little can be broken off.
  private static let customersPerPiece = 8_192

  private let company: Company
  private let filter: CustomerFilter
  private let form: Form
  private let indices: Range<Int>
  private var records: RecordWriter
  private var scratch: [UInt8] = []
  private var next: Int
  private var hasStarted = false
  private var hasRecords = false
  private(set) var isComplete = false

  /// An endless answer goes on after the last customer with ones that don't exist.
  init(
    company: Company, filter: CustomerFilter, form: Form, flaw: RecordFlaw? = nil, isEndless: Bool = false
  ) {
    self.company = company
    self.filter = filter
    self.form = form
    records = RecordWriter(customers: company.customers, flaw: flaw)
    if isEndless {
      indices = 0..<Int.max
    } else if let id = filter.id {
      let index = company.customers.index(ofID: id)
      indices = index.map { $0..<$0 + 1 } ?? 0..<0
    } else {
      indices = 0..<company.customers.count
    }
    next = indices.lowerBound
  }

  /// Fills the writer as far as whole records fit; `isComplete` tells whether more is to come.
  ///
  /// The writer needs room for at least one record. Nothing may be written when no customer looked at
  /// matches.
  mutating func writePiece(to writer: inout ByteWriter) {
    if !hasStarted {
      hasStarted = true
      writer.append(
        form == .details ? "{\"status\":\"1\",\"message\":\"OK\",\"customers\":[" : "{\"customerResult\":[")
    }
    let last = min(indices.upperBound, next + Self.customersPerPiece)
    while next < last, writer.remaining >= 2 * RecordWriter.maxRecordSize {
      defer { next += 1 }
      guard let customer = company.customer(at: next),
        filter.accepts(customer, of: company.customers, scratch: &scratch)
      else { continue }
      write(customer, to: &writer)
      guard records.flaw == .duplicateID, RecordFlaw.duplicateID.affects(customer) else { continue }
      var renamed = customer
      renamed.nameGeneration += 1
      write(renamed, to: &writer)
    }
    guard next == indices.upperBound, writer.remaining >= 2 else { return }
    writer.append("]}")
    isComplete = true
  }

  private mutating func write(_ customer: SampleCustomer, to writer: inout ByteWriter) {
    if hasRecords { writer.append(UInt8(ascii: ",")) }
    hasRecords = true
    switch form {
    case .details: records.writeDetails(of: customer, to: &writer)
    case .idsAndNames: records.writeIDAndName(of: customer, to: &writer)
    }
  }
}

extension SampleCustomers {
  /// The whole answer of `customer.list` in UTF-8, as the server would stream it.
  package func customerListAnswer(includingInactive: Bool = true) -> [UInt8] {
    let filter = CustomerFilter(includesInactive: includingInactive, detailedOnly: true)
    return wholeAnswer(CustomerAnswer(company: Company(customers: self), filter: filter, form: .details))
  }

  /// The whole answer of `customer.by.company.list` in UTF-8, as the server would stream it.
  package func customerByCompanyListAnswer() -> [UInt8] {
    wholeAnswer(
      CustomerAnswer(company: Company(customers: self), filter: CustomerFilter(), form: .idsAndNames))
  }

  private func wholeAnswer(_ answer: CustomerAnswer) -> [UInt8] {
    var answer = answer
    var bytes: [UInt8] = []
    while !answer.isComplete {
      bytes += [UInt8](unsafeUninitializedCapacity: AnswerBody.pieceSize) { memory, count in
        var writer = ByteWriter(UnsafeMutableRawBufferPointer(memory))
        answer.writePiece(to: &writer)
        count = writer.count
      }
    }
    return bytes
  }
}
