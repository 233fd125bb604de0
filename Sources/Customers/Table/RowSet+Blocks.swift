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
    _ fill: @escaping (_ rows: Range<Int>, Block) -> Void
  ) {
    precondition(blockSize % UInt64.bitWidth == 0)
    self.init(rowCount: rowCount)
    let isDone = withMutableWords { words in
      guard let start = words.baseAddress else { return true }
      let parts = ParallelWork.parts(of: rowCount, size: blockSize)
      return ParallelWork.run(parts: parts, isCancelled: isCancelled) { part, _ in
        let rows = ParallelWork.rows(ofPart: part, size: blockSize, count: rowCount)
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
