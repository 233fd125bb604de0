/// What a whole query found in a table, before scope and status.
struct QueryMatches: Sendable {
  /// How well each row matches, or `Relevance.none`; nil if every row matches alike.
  private(set) var relevances: [UInt8]?
  /// Whether a text was guessed at.
  private(set) var isApproximate = false
  /// The texts to highlight, and how they were found.
  private(set) var found: [FoundPattern] = []

  /// A text and how it was looked for.
  struct FoundPattern: Equatable, Sendable {
    let pattern: TextPattern
    let manner: MatchManner
  }

  /// Everything, as nothing was asked.
  init() {}

  /// Puts together what the terms of `clauses` found; nil if `matches` was, which means cancelled.
  init?(
    _ clauses: [[QueryTerm]], matches: (QueryCondition) -> ConditionMatches?
  ) {
    for clause in clauses {
      var any: [UInt8]?
      for term in clause {
        guard let found = matches(term.condition) else { return nil }
        note(term, found.manner)
        let relevances = term.isNegated ? Self.negated(found.relevances) : found.relevances
        any = any.map { Self.combined($0, relevances, min) } ?? relevances
      }
      guard let any else { continue }
      relevances = relevances.map { Self.combined($0, any, Self.sum) } ?? any
    }
  }

  private mutating func note(_ term: QueryTerm, _ manner: MatchManner) {
    guard case .text(let pattern) = term.condition else { return }
    if manner != .asWritten { isApproximate = true }
    let pair = FoundPattern(pattern: pattern, manner: manner)
    if !term.isNegated, !found.contains(pair) { found.append(pair) }
  }

  private static func negated(_ relevances: [UInt8]) -> [UInt8] {
    relevances.map { $0 == Relevance.none ? 0 : Relevance.none }
  }

  @inline(__always)
  private static func sum(_ first: UInt8, _ second: UInt8) -> UInt8 {
    if first == Relevance.none || second == Relevance.none { return Relevance.none }
    let (sum, isTooMuch) = first.addingReportingOverflow(second)
    return isTooMuch ? Relevance.worst : min(sum, Relevance.worst)
  }

  @inline(__always)
  private static func combined(
    _ first: [UInt8], _ second: [UInt8], _ combine: (UInt8, UInt8) -> UInt8
  ) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: first.count) { output, count in
      first.withUnsafeBufferPointer { first in
        second.withUnsafeBufferPointer { second in
          for row in 0..<first.count {
            output.initializeElement(at: row, to: combine(first[row], second[row]))
          }
        }
      }
      count = first.count
    }
  }
}
