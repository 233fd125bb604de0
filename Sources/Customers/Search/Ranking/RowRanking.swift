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
    if isByName, order.valueIfReady == nil {
      let rows = ranks.rowsByRank()
      let mostToSort = max(ranks.ranks.count / Self.shareWorthSorting, NaturalKeys.keysPerBlock)
      let isWorthSorting = rows.rows.count <= mostToSort
      if let count = isWorthSorting ? rows.rows.count : firstRows { return leadingRows(rows, count: count) }
    }
    guard let order = order.value(isCancelled: isCancelled) else { return nil }
    return rows(ranks, in: order).map { ($0, $0.count) }
  }

  /// Up to such a share of all rows sorting them is faster than waiting for the order of all.
  private static let shareWorthSorting = 8

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

  /// The rows by rank, of which at least the first `count` stand by name as well; nil if cancelled.
  private func leadingRows(
    _ byRank: RowRanks.RowsByRank, count: Int
  ) -> (rows: [UInt32], orderedCount: Int)? {
    var rows = byRank.rows
    let sort = NaturalSort(table: snapshot.table, field: .name, tieRanks: nil)
    for part in byRank.parts where part.lowerBound < count {
      if isCancelled() { return nil }
      rows.replaceSubrange(part, with: sort.leading(count - part.lowerBound, of: Array(rows[part])))
    }
    return (rows, min(count, rows.count))
  }
}
