/// Sorts rows that stand in some order by their rank, and keeps that order among equals.
///
/// A counting sort: each part of the order counts its rows of each rank, then writes them where they go.
struct RankSort {
  private let order: [UInt32]
  /// The ranks in the order of `order`.
  private var ranks: [UInt8]
  /// For each part and rank how many rows there are.
  private var counts: [Int]

  private static let rowsPerPart = 1 << 16
  private static let rankCount = Int(UInt8.max) + 1

  private var parts: Int { ParallelWork.parts(of: order.count, size: Self.rowsPerPart) }

  /// Counts; nil if cancelled.
  init?(_ rowRanks: RowRanks, order: [UInt32], isCancelled: @escaping () -> Bool) {
    self.order = order
    ranks = [UInt8](repeating: Relevance.none, count: order.count)
    counts = []
    counts = [Int](repeating: 0, count: parts * Self.rankCount)
    let parts = parts
    let isDone = ranks.withUnsafeMutableBufferPointer { ranks in
      counts.withUnsafeMutableBufferPointer { counts in
        let ranks = ranks
        let counts = counts
        return ParallelWork.run(parts: parts, isCancelled: isCancelled) { part, _ in
          let counts = UnsafeMutableBufferPointer(rebasing: counts[Self.counts(ofPart: part)])
          let places = ParallelWork.rows(ofPart: part, size: Self.rowsPerPart, count: order.count)
          Self.count(rowRanks, order, places, into: ranks, counts)
        }
      }
    }
    guard isDone else { return nil }
  }

  /// The rows that are shown, by rank; nil if cancelled.
  consuming func rows(isCancelled: @escaping () -> Bool) -> [UInt32]? {
    let total = turnCountsIntoStarts()
    var isDone = true
    let parts = parts
    let (order, ranks) = (order, ranks)
    let rows = [UInt32](unsafeUninitializedCapacity: total) { rows, count in
      let rows = rows
      counts.withUnsafeMutableBufferPointer { starts in
        let starts = starts
        isDone = ParallelWork.run(parts: parts, isCancelled: isCancelled) { part, _ in
          let starts = UnsafeMutableBufferPointer(rebasing: starts[Self.counts(ofPart: part)])
          let places = ParallelWork.rows(ofPart: part, size: Self.rowsPerPart, count: order.count)
          Self.write(ranks, order, places, into: rows, from: starts)
        }
      }
      count = isDone ? total : 0
    }
    return isDone ? rows : nil
  }

  private static func counts(ofPart part: Int) -> Range<Int> {
    part * rankCount..<(part + 1) * rankCount
  }

  /// Replaces each count by where its rows begin; returns how many rows are shown.
  private mutating func turnCountsIntoStarts() -> Int {
    var total = 0
    for rank in 0..<Int(Relevance.none) {
      for part in 0..<parts {
        let index = part * Self.rankCount + rank
        (counts[index], total) = (total, total + counts[index])
      }
    }
    return total
  }

  private static func count(
    _ rowRanks: RowRanks, _ order: [UInt32], _ places: Range<Int>,
    into ranks: UnsafeMutableBufferPointer<UInt8>, _ counts: UnsafeMutableBufferPointer<Int>
  ) {
    order.withUnsafeBufferPointer { order in
      rowRanks.ranks.withUnsafeBufferPointer { rowRanks in
        for place in places {
          let rank = rowRanks[Int(order[place])]
          ranks[place] = rank
          if rank != Relevance.none { counts[Int(rank)] &+= 1 }
        }
      }
    }
  }

  private static func write(
    _ ranks: [UInt8], _ order: [UInt32], _ places: Range<Int>, into rows: UnsafeMutableBufferPointer<UInt32>,
    from starts: UnsafeMutableBufferPointer<Int>
  ) {
    order.withUnsafeBufferPointer { order in
      ranks.withUnsafeBufferPointer { ranks in
        for place in places {
          let rank = ranks[place]
          guard rank != Relevance.none else { continue }
          let start = starts[Int(rank)]
          rows.initializeElement(at: start, to: order[place])
          starts[Int(rank)] = start &+ 1
        }
      }
    }
  }
}
