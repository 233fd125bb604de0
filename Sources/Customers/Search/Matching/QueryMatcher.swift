/// Finds the rows that match a whole query.
struct QueryMatcher {
  let conditions: ConditionMatcher

  /// Those of `rows` that match each of `clauses`; nil if cancelled.
  ///
  /// A clause is looked for in what the ones before left, if that is little. `cache` changes only the time taken.
  func rows(matching clauses: [[QueryTerm]], among rows: RowSet, cache: inout QueryCache) -> RowSet? {
    var left = rows
    for clause in clauses {
      guard let matches = self.rows(matchingAnyOf: clause, among: left, cache: &cache) else { return nil }
      left = matches
    }
    return left
  }

  /// Those of `left` for which one of `terms` is true; nil if cancelled.
  func rows(matchingAnyOf terms: [QueryTerm], among left: RowSet, cache: inout QueryCache) -> RowSet? {
    var any: RowSet?
    for term in terms {
      guard !conditions.scan.isCancelled(),
        let found = cache.rows(matching: term.condition, among: left, conditions)
      else { return nil }
      let matches = term.isNegated ? found.complement : found
      if any == nil { any = matches } else { any?.formUnion(matches) }
    }
    // What the cache knew of other rows depends on what was asked before.
    any?.formIntersection(left)
    return any ?? left
  }
}

/// Remembers what the last few conditions found in one table, of which each set takes a bit a customer.
struct QueryCache: Sendable {
  /// The last used at the end.
  private var entries: [(condition: QueryCondition, rows: RowSet, text: TextMatches?)] = []

  /// A few terms, and their last letters to go back to.
  private static let maxEntries = 12

  /// What a scan of all rows found for a text; nil if there was none.
  func textMatches(of pattern: TextPattern) -> TextMatches? {
    entries.last { $0.condition == .text(pattern) }?.text
  }

  /// The rows for which `condition` is true; nil if cancelled.
  ///
  /// Tells nothing of rows that aren't among `left`. A text is looked for where a shorter one stood, or in what is left, if either is little.
  mutating func rows(
    matching condition: QueryCondition, among left: RowSet, _ conditions: ConditionMatcher
  ) -> RowSet? {
    if let index = entries.firstIndex(where: { $0.condition == condition }) {
      let entry = entries.remove(at: index)
      entries.append(entry)
      return entry.rows
    }
    if case .anywhere(let texts, _) = condition {
      var found = left
      for text in texts {
        guard let rows = rows(matching: .text(text), among: found, conditions) else { return nil }
        found.formIntersection(rows)
      }
      guard let others = conditions.rows(matching: condition) else { return nil }
      found.formUnion(others)
      return found
    }
    guard case .text(let pattern) = condition else {
      guard let rows = conditions.rows(matching: condition) else { return nil }
      if condition.concernsTableAlone { remember(condition, rows) }
      return rows
    }
    let maxCount = SubstringScan.maxSingleRows(of: left.rowCount, for: pattern)
    let wider = narrowestRows(around: pattern)
    let widerCount = wider?.count ?? .max
    let leftCount = left.count
    if leftCount <= maxCount, leftCount < widerCount / 2 {
      return conditions.scan.rows(matching: pattern, among: left)
    }
    if let wider, widerCount <= maxCount {
      guard let rows = conditions.scan.rows(matching: pattern, among: wider) else { return nil }
      remember(condition, rows)
      return rows
    }
    guard let matches = conditions.scan.matches(pattern) else { return nil }
    remember(condition, matches.rows, matches)
    return matches.rows
  }

  private mutating func remember(_ condition: QueryCondition, _ rows: RowSet, _ text: TextMatches? = nil) {
    if entries.count == Self.maxEntries { entries.removeFirst() }
    entries.append((condition, rows, text))
  }

  /// What the longest remembered text found that `pattern` narrows.
  private func narrowestRows(around pattern: TextPattern) -> RowSet? {
    var narrowest: (length: Int, rows: RowSet)?
    for entry in entries {
      guard case .text(let wider) = entry.condition, pattern.narrows(wider),
        wider.bytes.count > narrowest?.length ?? 0
      else { continue }
      narrowest = (wider.bytes.count, entry.rows)
    }
    return narrowest?.rows
  }
}

/// Finds the rows for which a condition is true.
struct ConditionMatcher {
  let scan: SubstringScan
  /// What the request told about rows.
  let marked: RowSet
  let changed: RowSet?
  let history: ChangeHistory?
  let contacts: ContactBook
  var notes = CustomerNotes()
  var recents = RecentCustomers()
  /// Nil: nobody asks for them.
  var duplicates: RowSet?
  var listed: [UInt64] = []

  private var index: SearchIndex { scan.index }
  private var table: CustomerTable { scan.table }

  /// The rows for which `condition` is true; of what may stand anywhere only those by contacts; nil if cancelled.
  func rows(matching condition: QueryCondition) -> RowSet? {
    switch condition {
    case .recorded(let change, let seconds):
      history.map { $0.rows(with: change, at: seconds, in: table, isCancelled: scan.isCancelled) }
        ?? rows(of: nil)
    case .text(let pattern): scan.matches(pattern)?.rows
    case .contact(let pattern):
      rows(ofCustomers: contacts.customers(matching: pattern, isCancelled: scan.isCancelled))
    // The texts are for the cache to find.
    case .anywhere(_, let contact): rows(matching: .contact(contact))
    case .updated(let seconds): rows { seconds.contains(table.updatedSeconds[$0]) }
    case .active(let isActive): isActive ? table.inactive.complement : table.inactive
    case .flag(.marked): rows(of: marked)
    case .flag(.mine): rows(of: table.mine)
    case .flag(.new): rows(of: changed)
    case .flag(.duplicate): rows(of: duplicates)
    case .flag(.listed): rows(ofCustomers: listed)
    case .flag(.starred): notes.rows(of: table) { $0.isStarred }
    case .flag(.recent): RowSet(rowCount: table.count, rows: recents.rows(of: table))
    case .note(let finder): notes.rows(of: table, holding: finder)
    case .due(let days): notes.rows(of: table) { $0.due.map { days.contains($0.daysSinceEpoch) } ?? false }
    case .present(let field): known(field)
    case .absent(let field): known(field)?.complement
    }
  }

  private func rows(ofCustomers ids: [UInt64]?) -> RowSet? {
    ids.map { RowSet(rowCount: table.count, rows: $0.compactMap(table.row(ofID:)).map(UInt32.init)) }
  }

  /// A set that nobody knows holds no row.
  private func rows(of set: RowSet?) -> RowSet {
    guard let set else { return RowSet(rowCount: table.count) }
    precondition(set.rowCount == table.count)
    return set
  }

  /// The rows whose field the API told.
  private func known(_ field: QueryField) -> RowSet? {
    func values(_ texts: FoldedTexts, _ codes: [UInt32]) -> RowSet? {
      let isKnown = (0..<texts.rowCount).map { !texts.isEmpty(at: $0) }
      return rows { isKnown[Int(codes[$0])] }
    }
    switch field {
    case .name: return rows { !index.isEmpty(.name, at: $0) }
    case .code: return rows { !index.isEmpty(.code, at: $0) }
    case .accountingCode: return rows { !index.isEmpty(.accountingCode, at: $0) }
    case .type: return values(index.types, table.typeCodes)
    case .salesperson: return values(index.salespeople, table.salespersonCodes)
    case .salespersonID: return values(index.salespersonIDs, table.salespersonCodes)
    case .active: return table.statusKnown
    case .updated: return rows { table.updatedSeconds[$0] != CustomerTable.unknownUpdate }
    case .phone, .mail, .contact:
      let fields = field.contacts ?? []
      return rows(ofCustomers: contacts.customers(having: fields, isCancelled: scan.isCancelled))
    case .note: return notes.rows(of: table) { !$0.text.isEmpty }
    case .due: return notes.rows(of: table) { $0.due != nil }
    case .id, .changed, .new, .gone, .flag, .present, .absent: return RowSet(allOf: table.count)
    }
  }

  private func rows(where isMatch: @escaping @Sendable (Int) -> Bool) -> RowSet? {
    RowSet(rowCount: table.count, blockSize: SearchIndex.rowsPerBlock, isCancelled: scan.isCancelled) {
      rows, block in
      block.insert(count: rows.count) { isMatch(rows.lowerBound + $0) }
    }
  }
}
