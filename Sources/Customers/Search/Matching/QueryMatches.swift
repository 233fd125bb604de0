/// What a whole query found in a table, before scope and status.
struct QueryMatches: Sendable {
  /// How well each row matches, or `Relevance.none`; nil if every row matches alike.
  private(set) var relevances: [UInt8]?
  /// Whether a text was guessed at.
  private(set) var isApproximate = false
  /// The texts to highlight, and how they were found.
  private(set) var found: Set<FoundPattern> = []

  /// A text and how it was looked for.
  struct FoundPattern: Hashable, Sendable {
    let pattern: TextPattern
    let manner: MatchManner
  }

  /// Everything, as nothing was asked.
  init() {}

  /// Puts together what the terms of `clauses` found; nil if `matches` was, which means cancelled.
  ///
  /// `matches` gets what the clauses before have left, too: it need say nothing about any other row.
  init?(
    _ clauses: [[QueryTerm]], matches: (QueryCondition, _ left: [UInt8]?) -> ConditionMatches?
  ) {
    for clause in clauses {
      var any: [UInt8]?
      for term in clause {
        guard let found = matches(term.condition, relevances) else { return nil }
        note(term, found.manner)
        let relevances = term.isNegated ? Self.negated(found.relevances) : found.relevances
        any = any.map { Self.combined($0, relevances, Self.best) } ?? relevances
      }
      guard let any else { continue }
      relevances = relevances.map { Self.combined($0, any, Self.sum) } ?? any
    }
  }

  private mutating func note(_ term: QueryTerm, _ manner: MatchManner) {
    guard case .text(let pattern) = term.condition else { return }
    if manner != .asWritten { isApproximate = true }
    if !term.isNegated { found.insert(FoundPattern(pattern: pattern, manner: manner)) }
  }

  private static func negated(_ relevances: [UInt8]) -> [UInt8] {
    relevances.map { $0 == Relevance.none ? 0 : Relevance.none }
  }

  /// The sum of two relevances, `Relevance.none` if one of them is.
  @inline(__always)
  private static func sum(_ first: ByteVector, _ second: ByteVector) -> ByteVector {
    let none = ByteVector(repeating: Relevance.none)
    var sum = first &+ second
    let isTooMuch = (sum .< first) .| (sum .== none)
    sum.replace(with: Relevance.worst, where: isTooMuch)
    return sum | ByteVector(mask: (first .== none) .| (second .== none))
  }

  /// The better of two relevances.
  @inline(__always)
  private static func best(_ first: ByteVector, _ second: ByteVector) -> ByteVector {
    first.replacing(with: second, where: second .< first)
  }

  @inline(__always)
  private static func combined(
    _ first: [UInt8], _ second: [UInt8], _ combine: (ByteVector, ByteVector) -> ByteVector
  ) -> [UInt8] {
    var result = first
    result.withUnsafeMutableBufferPointer { first in
      second.withUnsafeBufferPointer { second in
        guard let one = first.baseAddress, let other = second.baseAddress else { return }
        var row = 0
        while row + ByteVector.scalarCount <= first.count {
          let combined = combine(ByteVector(at: one + row), ByteVector(at: other + row))
          UnsafeMutableRawPointer(one + row).storeBytes(of: combined, as: ByteVector.self)
          row += ByteVector.scalarCount
        }
        for row in row..<first.count {
          let combined = combine(ByteVector(repeating: one[row]), ByteVector(repeating: other[row]))
          one[row] = combined[0]
        }
      }
    }
    return result
  }
}
