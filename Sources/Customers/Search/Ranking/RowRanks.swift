/// For each row of a table how well it matches, or that it isn't shown.
struct RowRanks {
  /// The row's relevance, or `Relevance.none`.
  private(set) var ranks: [UInt8]

  /// Ranks the rows of `allowed` that match by their relevance, or all alike; nil if cancelled.
  ///
  /// Without `relevances` every row matches.
  init?(_ relevances: [UInt8]?, allowed: RowSet, isByRelevance: Bool, isCancelled: @escaping () -> Bool) {
    ranks = relevances ?? [UInt8](repeating: Self.shown, count: allowed.rowCount)
    let parts = ParallelWork.parts(of: allowed.words.count, size: Self.groupsPerPart)
    let isDone = ranks.withUnsafeMutableBufferPointer { ranks in
      let ranks = ranks
      return ParallelWork.run(parts: parts, isCancelled: isCancelled) { part, _ in
        let groups = ParallelWork.rows(ofPart: part, size: Self.groupsPerPart, count: allowed.words.count)
        for group in groups {
          Self.restrict(ranks, group: group, to: allowed.words[group], isByRelevance: isByRelevance)
        }
      }
    }
    guard isDone else { return nil }
  }

  /// The rows that are shown, those of each rank together.
  struct RowsByRank {
    let rows: [UInt32]
    /// Where the rows of each rank stand, ascending ones.
    let parts: [Range<Int>]
  }

  /// The rows that are shown, by rank, then by row.
  func rowsByRank() -> RowsByRank {
    var counts = [Int](repeating: 0, count: Int(UInt8.max) + 1)
    for rank in ranks { counts[Int(rank)] += 1 }
    counts[Int(Relevance.none)] = 0
    var total = 0
    let parts = counts.map { count in
      defer { total += count }
      return total..<total + count
    }
    var starts = parts.map(\.lowerBound)
    let rows = [UInt32](unsafeUninitializedCapacity: total) { rows, count in
      for (row, rank) in ranks.enumerated() where rank != Relevance.none {
        rows.initializeElement(at: starts[Int(rank)], to: UInt32(row))
        starts[Int(rank)] += 1
      }
      count = total
    }
    return RowsByRank(rows: rows, parts: parts.filter { !$0.isEmpty })
  }

  /// The rank of a row that is shown while relevance doesn't matter.
  private static let shown: UInt8 = 0
  private static let groupsPerPart = 1 << 10
  private static let rowsPerGroup = UInt64.bitWidth

  /// Takes the rows out of a group that aren't in `allowed`.
  private static func restrict(
    _ ranks: UnsafeMutableBufferPointer<UInt8>, group: Int, to allowed: UInt64, isByRelevance: Bool
  ) {
    let start = group * rowsPerGroup
    guard let base = ranks.baseAddress, start + rowsPerGroup <= ranks.count else {
      return restrictLast(ranks, from: start, to: allowed, isByRelevance: isByRelevance)
    }
    let none = ByteVector(repeating: Relevance.none)
    for offset in stride(from: 0, to: rowsPerGroup, by: ByteVector.scalarCount) {
      var rank = ByteVector(at: base + start + offset)
      // A mask of ones is `Relevance.none`.
      if !isByRelevance { rank = ByteVector(mask: rank .== none) }
      rank |= ~ByteVector(bits: UInt16(truncatingIfNeeded: allowed >> UInt64(offset)))
      UnsafeMutableRawPointer(base + start + offset).storeBytes(of: rank, as: ByteVector.self)
    }
  }

  /// Does the same for the last rows, fewer than a group.
  private static func restrictLast(
    _ ranks: UnsafeMutableBufferPointer<UInt8>, from start: Int, to allowed: UInt64, isByRelevance: Bool
  ) {
    for row in start..<ranks.count {
      let isShown = ranks[row] != Relevance.none && allowed >> UInt64(row - start) & 1 != 0
      ranks[row] = isShown ? (isByRelevance ? ranks[row] : shown) : Relevance.none
    }
  }
}

extension ByteVector {
  /// 0xFF where a bit is set, the lowest bit first; 0 elsewhere.
  @inline(__always)
  fileprivate init(bits: UInt16) {
    let low = UInt64(bits & 0xFF) &* 0x0101_0101_0101_0101
    let high = UInt64(bits >> 8) &* 0x0101_0101_0101_0101
    let bytes = unsafeBitCast(SIMD2<UInt64>(low.littleEndian, high.littleEndian), to: ByteVector.self)
    let bit = ByteVector(1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128)
    self = ByteVector(mask: bytes & bit .== bit)
  }
}
