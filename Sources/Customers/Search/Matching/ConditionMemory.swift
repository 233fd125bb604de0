/// Remembers what the last few conditions found in one table.
struct ConditionMemory: Sendable {
  /// The last used at the end.
  private var entries: [(condition: QueryCondition, matches: ConditionMatches)] = []

  /// Each entry holds a byte a customer.
  private static let mostEntries = 12

  /// What `condition` found before, or else what `find` finds now; nil if `find` was cancelled.
  ///
  /// `find` gets what a wider text found, if one is remembered.
  mutating func matches(
    of condition: QueryCondition, find: (_ wider: PatternSearch.Wider?) -> ConditionMatches?
  ) -> ConditionMatches? {
    if let place = entries.firstIndex(where: { $0.condition == condition }) {
      let entry = entries.remove(at: place)
      entries.append(entry)
      return entry.matches
    }
    guard let matches = find(narrowest(around: condition)) else { return nil }
    // What is marked or new depends on more than the table.
    if case .flag = condition { return matches }
    guard !matches.isPartial else { return matches }
    if entries.count == Self.mostEntries { entries.removeFirst() }
    entries.append((condition, matches))
    return matches
  }

  /// What the longest text found that `condition` narrows.
  private func narrowest(around condition: QueryCondition) -> PatternSearch.Wider? {
    guard case .text(let pattern) = condition else { return nil }
    var narrowest: PatternSearch.Wider?
    for entry in entries {
      guard case .text(let wider) = entry.condition, pattern.narrows(wider),
        wider.bytes.count > narrowest?.pattern.bytes.count ?? 0
      else { continue }
      narrowest = (wider, entry.matches)
    }
    return narrowest
  }
}
