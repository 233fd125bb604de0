/// A set of row numbers of one table, as one bit a row.
///
/// Set algebra costs one pass over `rowCount / 64` words. Both sides must have the same `rowCount`.
package struct RowSet: Equatable, Sendable {
  package let rowCount: Int
  /// Bit `row % 64` of word `row / 64`; bits past `rowCount` are 0.
  package private(set) var words: [UInt64]

  /// The empty set over `rowCount` rows.
  package init(rowCount: Int) {
    self.rowCount = rowCount
    words = Array(repeating: 0, count: (rowCount + 63) / 64)
  }

  /// The set of all rows.
  package init(allOf rowCount: Int) {
    self.rowCount = rowCount
    words = Array(repeating: .max, count: (rowCount + 63) / 64)
    clearTail()
  }

  package init(rowCount: Int, words: [UInt64]) {
    precondition(words.count == (rowCount + 63) / 64)
    self.rowCount = rowCount
    self.words = words
    clearTail()
  }

  /// Calls `body` with the words, which may be changed; bits past `rowCount` must stay 0.
  mutating func withMutableWords<Result>(_ body: (UnsafeMutableBufferPointer<UInt64>) -> Result) -> Result {
    words.withUnsafeMutableBufferPointer { body($0) }
  }

  /// How many rows are in the set.
  package var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// How many rows are in both sets.
  package func commonCount(with other: RowSet) -> Int {
    precondition(other.rowCount == rowCount)
    return zip(words, other.words).reduce(0) { $0 + ($1.0 & $1.1).nonzeroBitCount }
  }

  /// The set of these rows.
  package init(rowCount: Int, rows: [UInt32]) {
    self.init(rowCount: rowCount)
    for row in rows { insert(Int(row)) }
  }

  /// The rows that are in both sets.
  package func intersection(_ other: RowSet) -> RowSet {
    var both = self
    both.formIntersection(other)
    return both
  }

  package var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  @inline(__always)
  package func contains(_ row: Int) -> Bool {
    words[row >> 6] & (1 << UInt64(row & 63)) != 0
  }

  package mutating func insert(_ row: Int) {
    words[row >> 6] |= 1 << UInt64(row & 63)
  }

  package mutating func remove(_ row: Int) {
    words[row >> 6] &= ~(1 << UInt64(row & 63))
  }

  package mutating func formUnion(_ other: RowSet) {
    combine(with: other, |)
  }

  package mutating func formIntersection(_ other: RowSet) {
    combine(with: other, &)
  }

  package mutating func subtract(_ other: RowSet) {
    combine(with: other) { $0 & ~$1 }
  }

  package mutating func formSymmetricDifference(_ other: RowSet) {
    combine(with: other, ^)
  }

  /// Every row that is not in this one.
  package var complement: RowSet {
    RowSet(rowCount: rowCount, words: words.map(~))
  }

  private mutating func combine(with other: RowSet, _ operation: (UInt64, UInt64) -> UInt64) {
    precondition(other.rowCount == rowCount)
    for index in words.indices { words[index] = operation(words[index], other.words[index]) }
  }

  private mutating func clearTail() {
    let used = rowCount & 63
    if used != 0 { words[words.count - 1] &= (1 << UInt64(used)) - 1 }
  }
}

extension RowSet: Sequence {
  /// The rows, ascending.
  package struct Iterator: IteratorProtocol {
    private let words: [UInt64]
    private var index = 0
    private var rest: UInt64

    init(_ set: RowSet) {
      words = set.words
      rest = set.words.first ?? 0
    }

    package mutating func next() -> Int? {
      while rest == 0 {
        index += 1
        guard index < words.count else { return nil }
        rest = words[index]
      }
      let row = index << 6 + rest.trailingZeroBitCount
      rest &= rest - 1
      return row
    }
  }

  package func makeIterator() -> Iterator { Iterator(self) }

  package var underestimatedCount: Int { count }
}
