/// Finds the matches of conditions that aren't about a text.
struct ConditionSearch {
  let index: SearchIndex
  let table: CustomerTable
  /// What the request told about rows.
  let marked: RowSet
  let changed: RowSet?
  let isCancelled: () -> Bool

  /// The matches of `condition`; nil if cancelled, or if it is about a text.
  func matches(of condition: QueryCondition) -> ConditionMatches? {
    switch condition {
    case .text: nil
    case .updated(let seconds): rows { seconds.contains(table.updatedSeconds[$0]) }
    case .active(let isActive): rows { table.inactive.contains($0) != isActive }
    case .flag(.marked): rows(of: marked)
    case .flag(.mine): rows(of: table.mine)
    case .flag(.new): rows(of: changed)
    case .present(let field): presence(of: field, isPresent: true)
    case .absent(let field): presence(of: field, isPresent: false)
    }
  }

  /// A set that nobody knows holds no row.
  private func rows(of set: RowSet?) -> ConditionMatches? {
    guard let set else { return rows { _ in false } }
    precondition(set.rowCount == table.count)
    return rows { set.contains($0) }
  }

  private func presence(of field: QueryField, isPresent: Bool) -> ConditionMatches? {
    func values(_ texts: FoldedTexts, _ codes: [UInt32]) -> ConditionMatches? {
      let isKnown = (0..<texts.count).map { !texts.isEmpty(at: $0) }
      return rows { isKnown[Int(codes[$0])] == isPresent }
    }
    switch field {
    case .name: return rows { index.isEmpty(.name, at: $0) != isPresent }
    case .code: return rows { index.isEmpty(.code, at: $0) != isPresent }
    case .accountingCode: return rows { index.isEmpty(.accountingCode, at: $0) != isPresent }
    case .type: return values(index.types, table.typeCodes)
    case .salesperson: return values(index.salespeople, table.salespersonCodes)
    case .salespersonID: return values(index.salespersonIDs, table.salespersonCodes)
    case .active: return rows { table.statusKnown.contains($0) == isPresent }
    case .updated: return rows { (table.updatedSeconds[$0] != CustomerTable.unknownUpdate) == isPresent }
    case .id, .flag, .present, .absent: return rows { _ in isPresent }
    }
  }

  private func rows(where isMatch: @escaping (Int) -> Bool) -> ConditionMatches? {
    var relevances = [UInt8](repeating: Relevance.none, count: table.count)
    let parts = ParallelWork.parts(of: table.count, size: SearchIndex.rowsPerBlock)
    let isDone = relevances.withUnsafeMutableBufferPointer { output in
      let output = output
      return ParallelWork.run(parts: parts, isCancelled: isCancelled) { part, _ in
        let rows = ParallelWork.rows(ofPart: part, size: SearchIndex.rowsPerBlock, count: table.count)
        for row in rows where isMatch(row) { output[row] = Self.noPreference }
      }
    }
    return isDone ? ConditionMatches(relevances: relevances) : nil
  }

  /// Such a condition makes no customer stand before another.
  private static let noPreference: UInt8 = 0
}
