/// Puts the rows that match in order.
struct RowRanking {
  let snapshot: CustomerSnapshot
  /// How well each row matches; nil if all match alike.
  let relevances: [UInt8]?
  /// The rows that may be shown at all.
  let allowed: RowSet
  let isCancelled: () -> Bool

  /// The rows, or the first of them if `firstRows` are enough, and how many there are; nil if cancelled.
  func rows(sort: CustomerOrder?, firstRows: Int?) -> (rows: [UInt32], count: Int)? {
    let ranks = RowRanks(relevances: relevances, allowed: allowed, isByRelevance: sort == nil)
    let count = ranks.count(in: RowRanks.all)
    let wanted = count > Self.mostRowsAtOnce ? min(firstRows ?? count, count) : count
    let order = snapshot.rows(in: sort ?? CustomerOrder(.name))
    let isByName = sort.map { $0 == CustomerOrder(.name) } ?? true
    if isByName, order.valueIfReady == nil {
      let mostToSort = max(allowed.rowCount / Self.shareWorthSorting, NaturalKeys.keysPerBlock)
      if wanted < count || count <= mostToSort {
        return leadingRows(wanted, ranks) { group, size, first in
          firstByName(first, of: ranks.rows(in: group, count: size))
        }.map { ($0, count) }
      }
    }
    guard let order = order.value(isCancelled: isCancelled) else { return nil }
    if wanted < count {
      return leadingRows(wanted, ranks) { group, size, first in
        leadingRows(first, of: group, size, ranks, in: order)
      }.map { ($0, count) }
    }
    return allRows(ranks, count: count, in: order).map { ($0, count) }
  }

  /// So many rows take no longer than the first of them.
  private static let mostRowsAtOnce = 2_048
  /// Up to such a share of all rows sorting them is faster than waiting for the order of all.
  private static let shareWorthSorting = 8

  /// The first `count` rows, a group of ranks after the other; nil if cancelled.
  ///
  /// `find` gets a group, how many rows are in it and how many of them are wanted.
  private func leadingRows(
    _ count: Int, _ ranks: RowRanks,
    find: (_ group: ClosedRange<UInt8>, _ size: Int, _ count: Int) -> [UInt32]
  ) -> [UInt32]? {
    var rows: [UInt32] = []
    for group in ranks.groups where rows.count < count {
      if isCancelled() { return nil }
      let size = ranks.count(in: group)
      if size > 0 { rows += find(group, size, min(count - rows.count, size)) }
    }
    return rows
  }

  /// The first `count` of some rows, without the order of all.
  private func firstByName(_ count: Int, of rows: [UInt32]) -> [UInt32] {
    let isMany = rows.count > max(count * 2, NaturalKeys.keysPerBlock)
    let candidates = isMany ? snapshot.nameStarts.made().candidates(forFirst: count, of: rows) : rows
    let sort = NaturalSort(table: snapshot.table, field: .name, tieRanks: nil)
    return Array(sort.order(of: candidates).rows.prefix(count))
  }

  private func leadingRows(
    _ count: Int, of group: ClosedRange<UInt8>, _ size: Int, _ ranks: RowRanks, in order: RowOrder
  ) -> [UInt32] {
    // The first ones of many come soon; of fewer they may, and a look at so many places costs no more than sorting.
    let isMany = size > order.rows.count / Self.shareWorthSorting
    var rows: [UInt32] = []
    for row in order.rows.prefix(isMany ? order.rows.count : size)
    where group.contains(ranks.rank(ofRow: Int(row))) {
      rows.append(row)
      if rows.count == count { return rows }
    }
    return isMany ? rows : order.first(count, of: ranks.rows(in: group, count: size))
  }

  /// All rows by rank, then by `order`; nil if cancelled.
  private func allRows(_ ranks: RowRanks, count: Int, in order: RowOrder) -> [UInt32]? {
    guard count <= order.rows.count / Self.shareOfFewRows else {
      return RankSort(rowRanks: ranks, order: order.rows, isCancelled: isCancelled).rows(count: count)
    }
    let keys = ranks.rows(in: RowRanks.all, count: count).map { row in
      UInt64(ranks.rank(ofRow: Int(row))) << 32 | UInt64(order.places[Int(row)])
    }
    return keys.sorted().map { order.rows[Int($0 & 0xFFFF_FFFF)] }
  }

  /// Up to such a share of all rows sorting them is faster than going through all.
  private static let shareOfFewRows = 64
}
