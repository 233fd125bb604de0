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
