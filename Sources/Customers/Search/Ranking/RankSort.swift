/// Sorts the rows that are shown by their rank, and keeps the order in which they stand among equals.
///
/// A counting sort: it counts the rows of each rank, then writes them where they go. It leaves the other processors
/// to the screen, whose rows are known before all are in order.
struct RankSort {
  let rowRanks: RowRanks
  /// All rows.
  let order: [UInt32]
  let isCancelled: () -> Bool

  private static let rowsPerPart = 1 << 15
  private static let rankCount = Int(UInt8.max) + 1

  /// The rows that are shown, by rank, of which there are `count`; nil if cancelled.
  func rows(count: Int) -> [UInt32]? {
    rowRanks.areAlike ? rowsInOrder(count: count) : rowsByRank()
  }

  private func rowsInOrder(count: Int) -> [UInt32]? {
    var isDone = true
    let rows = [UInt32](unsafeUninitializedCapacity: count + 1) { rows, initializedCount in
      isDone = forEachPart { places in
        rowRanks.forEachRank(in: places, of: order) { place, rank in
          // Written in any case, since whether a row is shown can't be foreseen.
          rows.initializeElement(at: initializedCount, to: order[place])
          initializedCount &+= rank == Relevance.none ? 0 : 1
        }
      }
    }
    return isDone ? rows : nil
  }

  private func rowsByRank() -> [UInt32]? {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: order.count) { ranks in
      var starts = [Int](repeating: 0, count: Self.rankCount)
      guard count(&starts, ranksInto: ranks) else { return nil }
      var count = 0
      for rank in 0..<Int(Relevance.none) { (starts[rank], count) = (count, count + starts[rank]) }
      // Rows that aren't shown are all written behind the others, so that nothing hangs on whether a row is.
      starts[Int(Relevance.none)] = count
      return starts.withUnsafeMutableBufferPointer { write(count, ranks, $0) }
    }
  }

  /// Adds up the rows of each rank, and notes the rank at each place of the order; false if cancelled.
  private func count(_ counts: inout [Int], ranksInto ranks: UnsafeMutableBufferPointer<UInt8>) -> Bool {
    counts.withUnsafeMutableBufferPointer { counts in
      forEachPart { places in
        rowRanks.forEachRank(in: places, of: order) { place, rank in
          ranks.initializeElement(at: place, to: rank)
          counts[Int(rank)] &+= 1
        }
      }
    }
  }

  /// Writes `count` rows to where those of their ranks begin.
  private func write(
    _ count: Int, _ ranks: UnsafeMutableBufferPointer<UInt8>, _ starts: UnsafeMutableBufferPointer<Int>
  ) -> [UInt32]? {
    var isDone = true
    let rows = [UInt32](unsafeUninitializedCapacity: count + 1) { rows, initializedCount in
      isDone = forEachPart { places in
        for place in places {
          let rank = Int(ranks[place])
          rows.initializeElement(at: starts[rank], to: order[place])
          starts[rank] &+= rank == Int(Relevance.none) ? 0 : 1
        }
      }
      initializedCount = isDone ? count : 0
    }
    return isDone ? rows : nil
  }

  /// Calls `body` with some places of the order after the other; false if cancelled.
  private func forEachPart(_ body: (Range<Int>) -> Void) -> Bool {
    for start in stride(from: 0, to: order.count, by: Self.rowsPerPart) {
      if isCancelled() { return false }
      body(start..<min(start + Self.rowsPerPart, order.count))
    }
    return true
  }
}
