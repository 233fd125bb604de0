/// How well a text matches each of a table's types and salespeople, looked up by their codes.
struct ValueRelevances {
  /// `Relevance.none` for each; nil if none of the values matches.
  private let types: [UInt8]?
  private let salespeople: [UInt8]?

  /// Rates the values of those `fields` that are looked up by value; nil if cancelled.
  ///
  /// `rate` says what a text is worth in a foremost field.
  init?(
    _ fields: TextFields, index: SearchIndex, isCancelled: @escaping () -> Bool,
    rate: @escaping (FoldedTexts, Int) -> UInt8
  ) {
    var isDone = true
    func rates(_ field: TextFields, _ texts: FoldedTexts) -> [UInt8]? {
      guard fields.contains(field), isDone else { return nil }
      var rates = [UInt8](repeating: Relevance.none, count: texts.count)
      rates.withUnsafeMutableBufferPointer { rates in
        let rates = rates
        let parts = ParallelWork.parts(of: texts.count, size: Self.valuesPerPart)
        isDone = ParallelWork.run(parts: parts, isCancelled: isCancelled) { part, _ in
          for place in ParallelWork.rows(ofPart: part, size: Self.valuesPerPart, count: texts.count) {
            let relevance = rate(texts, place)
            rates[place] = relevance == Relevance.none ? relevance : relevance + Relevance.elsewhere
          }
        }
      }
      return rates.allSatisfy { $0 == Relevance.none } ? nil : rates
    }
    types = rates(.type, index.types)
    let names = rates(.salesperson, index.salespeople)
    let ids = rates(.salespersonID, index.salespersonIDs)
    salespeople = names ?? ids
    guard isDone else { return nil }
  }

  private static let valuesPerPart = 1_024

  func relevance(ofRow row: Int, in table: CustomerTable) -> UInt8 {
    let type = types.map { $0[Int(table.typeCodes[row])] } ?? Relevance.none
    let salesperson = salespeople.map { $0[Int(table.salespersonCodes[row])] } ?? Relevance.none
    return min(type, salesperson)
  }

  /// Puts a row's type or salesperson into `output` where it is better than what stands there.
  func improve(_ output: UnsafeMutablePointer<UInt8>, rows: Range<Int>, in table: CustomerTable) {
    func improve(with relevances: [UInt8], _ codes: [UInt32]) {
      relevances.withUnsafeBufferPointer { relevances in
        codes.withUnsafeBufferPointer { codes in
          for row in rows { output[row] = min(output[row], relevances[Int(codes[row])]) }
        }
      }
    }
    if let types { improve(with: types, table.typeCodes) }
    if let salespeople { improve(with: salespeople, table.salespersonCodes) }
  }
}
