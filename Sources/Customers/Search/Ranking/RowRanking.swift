/// Puts the rows that match in order.
struct RowRanking {
  let snapshot: CustomerSnapshot
  /// How well each row matches; nil if all match alike.
  let relevances: [UInt8]?
  /// The rows that may be shown at all.
  let allowed: RowSet
  let isCancelled: () -> Bool

  /// The rows, and how many of them stand where they belong; nil if cancelled.
  func rows(sort: CustomerOrder?, firstRows: Int?) -> (rows: [UInt32], orderedCount: Int)? {
    let ranks = RowRanks(
      relevances, allowed: allowed, isByRelevance: sort == nil, isCancelled: isCancelled)
    guard let ranks else { return nil }
    let order = snapshot.rows(in: sort ?? CustomerOrder(.name))
    let isByName = sort.map { $0 == CustomerOrder(.name) } ?? true
    if order.valueIfReady == nil, let firstRows, isByName { return leadingRows(ranks, count: firstRows) }
    guard let order = order.value(isCancelled: isCancelled) else { return nil }
    return rows(ranks, in: order).map { ($0, $0.count) }
  }

  /// The rows by rank, then by `order`; nil if cancelled.
  private func rows(_ ranks: RowRanks, in order: RowOrder) -> [UInt32]? {
    let few = order.rows.count / Self.shareOfFewRows
    guard let rows = ranks.ranks.matchingRows(in: ranks.ranks.indices, atMost: few) else {
      return RankSort(ranks, order: order.rows, isCancelled: isCancelled)?.rows(isCancelled: isCancelled)
    }
    let keys = rows.map { UInt64(ranks.ranks[Int($0)]) << 32 | UInt64(order.places[Int($0)]) }
    return keys.sorted().map { order.rows[Int($0 & 0xFFFF_FFFF)] }
  }

  /// Up to such a share of all rows sorting them is faster than going through all.
  private static let shareOfFewRows = 64

  /// The rows by rank, of which only the first `count` stand by name as well.
  private func leadingRows(_ ranks: RowRanks, count: Int) -> (rows: [UInt32], orderedCount: Int)? {
    let inTable = RowOrder((0..<UInt32(ranks.ranks.count)).map(\.self))
    guard var rows = rows(ranks, in: inTable) else { return nil }
    let sort = NaturalSort(table: snapshot.table, field: .name, tieRanks: nil)
    var start = 0
    while start < min(count, rows.count) {
      if isCancelled() { return nil }
      let rank = ranks.ranks[Int(rows[start])]
      let end = rows[start...].firstIndex { ranks.ranks[Int($0)] != rank } ?? rows.count
      rows.replaceSubrange(start..<end, with: sort.leading(count - start, of: Array(rows[start..<end])))
      start = end
    }
    return (rows, min(count, rows.count))
  }
}
