import Threading

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

extension RowSet {
  /// The part of a set that is about the rows of one block, counted from its first one.
  ///
  /// Several blocks may be filled at the same time, since no two share a word.
  struct Block {
    let words: UnsafeMutablePointer<UInt64>

    @inline(__always)
    func insert(_ row: Int) {
      words[row >> 6] |= 1 << UInt64(row & 63)
    }

    /// Inserts those of the first `count` rows for which `isIn` is true.
    @inline(__always)
    func insert(count: Int, where isIn: (Int) -> Bool) {
      for start in stride(from: 0, to: count, by: UInt64.bitWidth) {
        var word: UInt64 = 0
        for row in start..<Swift.min(start + UInt64.bitWidth, count) {
          word |= (isIn(row) ? 1 : 0) << UInt64(row - start)
        }
        words[start >> 6] |= word
      }
    }
  }

  /// The set that `fill` makes, a block at a time, several blocks at once; nil if cancelled.
  ///
  /// `blockSize` is a multiple of 64.
  init?(
    rowCount: Int, blockSize: Int, isCancelled: @escaping @Sendable () -> Bool = { false },
    _ fill: @escaping @Sendable (_ rows: Range<Int>, Block) -> Void
  ) {
    precondition(blockSize % UInt64.bitWidth == 0)
    self.init(rowCount: rowCount)
    let isDone = withMutableWords { words in
      // Each block has words of its own.
      nonisolated(unsafe) let words = words
      let parts = ParallelWork.parts(of: rowCount, size: blockSize)
      return ParallelWork.run(parts: parts, isCancelled: isCancelled) { part, _ in
        let rows = ParallelWork.rows(ofPart: part, size: blockSize, count: rowCount)
        guard let start = words.baseAddress else { return }
        fill(rows, Block(words: start + rows.lowerBound / UInt64.bitWidth))
      }
    }
    guard isDone else { return nil }
  }

  /// How many rows of the set stand before `row`, from `first` on, which is a multiple of 64.
  func count(before row: Int, from first: Int) -> Int {
    let whole = words[first / 64..<row / 64].reduce(0) { $0 + $1.nonzeroBitCount }
    return whole + (words[row / 64] & (1 << UInt64(row % 64) - 1)).nonzeroBitCount
  }

  /// The rows of the set in a block, counted from its first one, which is a multiple of 64.
  func rows(in block: Range<Int>) -> [UInt32] {
    let blockWords = words[block.lowerBound / 64..<(block.upperBound + 63) / 64]
    let count = blockWords.reduce(0) { $0 + $1.nonzeroBitCount }
    return [UInt32](unsafeUninitializedCapacity: count) { rows, initializedCount in
      for (index, word) in blockWords.enumerated() {
        var rest = word
        while rest != 0 {
          rows[initializedCount] = UInt32(index << 6 + rest.trailingZeroBitCount)
          initializedCount += 1
          rest &= rest - 1
        }
      }
    }
  }
}
