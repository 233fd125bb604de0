/// Sorts the rows that are shown by their rank, and keeps the order in which they stand among equals.
///
/// A counting sort: each part of the order counts its rows of each rank, then writes them where they go.
struct RankSort {
  /// All rows.
  private let order: [UInt32]
  /// The ranks in that order.
  private let ranks: [UInt8]
  /// For each part and rank where its rows begin.
  private let starts: [Int]
  /// How many rows are shown.
  private let count: Int

  private static let rowsPerPart = 1 << 16
  private static let rankCount = Int(UInt8.max) + 1

  /// Counts; nil if cancelled.
  init?(_ rowRanks: RowRanks, order: [UInt32], isCancelled: @escaping () -> Bool) {
    let rowCount = rowRanks.allowed.rowCount
    let partCount = ParallelWork.parts(of: rowCount, size: Self.rowsPerPart)
    var counts = [Int](repeating: 0, count: partCount * Self.rankCount)
    var isDone = true
    ranks = [UInt8](unsafeUninitializedCapacity: rowCount) { ranks, count in
      let ranks = ranks
      counts.withUnsafeMutableBufferPointer { counts in
        let counts = counts
        isDone = ParallelWork.run(parts: partCount, isCancelled: isCancelled) { part, _ in
          let counts = Self.ofPart(part, counts)
          let places = ParallelWork.rows(ofPart: part, size: Self.rowsPerPart, count: rowCount)
          rowRanks.forEachRank(in: places, of: order) { place, rank in
            ranks.initializeElement(at: place, to: rank)
            counts[Int(rank)] &+= 1
          }
        }
      }
      count = isDone ? rowCount : 0
    }
    guard isDone else { return nil }
    self.order = order
    (starts, count) = Self.starts(of: counts)
  }

  /// The rows that are shown, by rank; nil if cancelled.
  func rows(isCancelled: @escaping () -> Bool) -> [UInt32]? {
    var isDone = true
    var starts = starts
    let rows = [UInt32](unsafeUninitializedCapacity: count) { rows, initializedCount in
      let rows = rows
      let partCount = starts.count / Self.rankCount
      starts.withUnsafeMutableBufferPointer { starts in
        let starts = starts
        isDone = ParallelWork.run(parts: partCount, isCancelled: isCancelled) { part, _ in
          let starts = Self.ofPart(part, starts)
          let places = ParallelWork.rows(ofPart: part, size: Self.rowsPerPart, count: ranks.count)
          ranks.forEachMatch(in: places) { place, rank in
            let start = starts[Int(rank)]
            rows.initializeElement(at: start, to: order[place])
            starts[Int(rank)] = start &+ 1
            return true
          }
        }
      }
      initializedCount = isDone ? count : 0
    }
    return isDone ? rows : nil
  }

  /// What belongs to a part: one entry a rank.
  private static func ofPart(
    _ part: Int, _ entries: UnsafeMutableBufferPointer<Int>
  ) -> UnsafeMutableBufferPointer<Int> {
    UnsafeMutableBufferPointer(rebasing: entries[part * rankCount..<(part + 1) * rankCount])
  }

  /// Where each part's rows of each rank begin, and how many there are in all.
  private static func starts(of counts: [Int]) -> (starts: [Int], total: Int) {
    var starts = counts
    var total = 0
    for rank in 0..<Int(Relevance.none) {
      for entry in stride(from: rank, to: counts.count, by: rankCount) {
        starts[entry] = total
        total += counts[entry]
      }
    }
    return (starts, total)
  }
}
