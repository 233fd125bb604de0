/// Puts the rows that match in order.
struct RowRanking {
  let snapshot: CustomerSnapshot
  /// How well each row matches; nil if all match alike.
  let relevances: [UInt8]?
  /// The rows that may be shown at all.
  let allowed: RowSet
  let isCancelled: () -> Bool

  /// The rows, and how many of them stand where they belong; nil if cancelled.
  func rows(sort: SortOrder?, firstRows: Int?) -> (rows: [UInt32], orderedCount: Int)? {
    let ranks = ranks(usesRelevance: sort == nil)
    let order = snapshot.rows(in: sort ?? SortOrder(.name))
    let isByName = sort.map { $0 == SortOrder(.name) } ?? true
    if order.valueIfReady == nil, let firstRows, isByName { return leadingRows(ranks, count: firstRows) }
    guard let order = order.value(isCancelled: isCancelled) else { return nil }
    return rows(ranks, from: order).map { ($0, $0.count) }
  }

  /// For each row its place among the relevances, or `Relevance.none` if it isn't shown.
  private func ranks(usesRelevance: Bool) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: allowed.rowCount) { ranks, count in
      for (index, word) in allowed.words.enumerated() {
        let rows = index * 64..<min(allowed.rowCount, index * 64 + 64)
        for row in rows {
          let relevance = relevances?[row] ?? 0
          let isShown = word >> UInt64(row & 63) & 1 != 0 && relevance != Relevance.none
          ranks.initializeElement(at: row, to: isShown ? (usesRelevance ? relevance : 0) : Relevance.none)
        }
      }
      count = allowed.rowCount
    }
  }

  /// The rows in `order`, by rank; nil if cancelled.
  ///
  /// A counting sort: each part of `order` counts its rows of each rank, then writes them where they go.
  private func rows(_ ranks: [UInt8], from order: [UInt32]) -> [UInt32]? {
    let parts = ParallelWork.parts(of: order.count, size: Self.rowsPerPart)
    var ranksInOrder = [UInt8](repeating: Relevance.none, count: order.count)
    var counts = [Int](repeating: 0, count: parts * Self.rankCount)
    let isCounted = ranksInOrder.withUnsafeMutableBufferPointer { ranksInOrder in
      counts.withUnsafeMutableBufferPointer { counts in
        let ranksInOrder = ranksInOrder
        let counts = counts
        return ParallelWork.run(parts: parts, isCancelled: isCancelled) { part, _ in
          let counts = UnsafeMutableBufferPointer(
            rebasing: counts[part * Self.rankCount..<(part + 1) * Self.rankCount])
          for place in ParallelWork.rows(ofPart: part, size: Self.rowsPerPart, count: order.count) {
            let rank = ranks[Int(order[place])]
            ranksInOrder[place] = rank
            counts[Int(rank)] += 1
          }
        }
      }
    }
    guard isCounted else { return nil }
    var total = 0
    for rank in 0..<Int(Relevance.none) {
      for part in 0..<parts {
        let index = part * Self.rankCount + rank
        (counts[index], total) = (total, total + counts[index])
      }
    }
    var isDone = true
    let rows = [UInt32](unsafeUninitializedCapacity: total) { rows, count in
      let rows = rows
      counts.withUnsafeMutableBufferPointer { places in
        let places = places
        isDone = ParallelWork.run(parts: parts, isCancelled: isCancelled) { part, _ in
          let places = UnsafeMutableBufferPointer(
            rebasing: places[part * Self.rankCount..<(part + 1) * Self.rankCount])
          for place in ParallelWork.rows(ofPart: part, size: Self.rowsPerPart, count: order.count) {
            let rank = Int(ranksInOrder[place])
            guard rank != Relevance.none else { continue }
            rows.initializeElement(at: places[rank], to: order[place])
            places[rank] += 1
          }
        }
      }
      count = isDone ? total : 0
    }
    return isDone ? rows : nil
  }

  private static let rowsPerPart = 1 << 16
  private static let rankCount = Int(UInt8.max) + 1

  /// The rows by rank, of which only the first `count` stand by name as well.
  private func leadingRows(_ ranks: [UInt8], count: Int) -> (rows: [UInt32], orderedCount: Int)? {
    guard var rows = rows(ranks, from: (0..<UInt32(ranks.count)).map(\.self)) else { return nil }
    let sort = NaturalSort(table: snapshot.table, field: .name, tieRanks: nil)
    var start = 0
    while start < min(count, rows.count) {
      if isCancelled() { return nil }
      let rank = ranks[Int(rows[start])]
      let end = rows[start...].firstIndex { ranks[Int($0)] != rank } ?? rows.count
      rows.replaceSubrange(start..<end, with: sort.leading(count - start, of: Array(rows[start..<end])))
      start = end
    }
    return (rows, min(count, rows.count))
  }
}
