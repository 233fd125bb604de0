import CTextScan

/// For each row of a table how well it matches, or that it isn't shown.
struct RowRanks {
  /// How well each row matches; nil if all match alike.
  let relevances: [UInt8]?
  /// The rows that may be shown at all.
  let allowed: RowSet
  /// Whether the better matches stand before the others, or all alike.
  let isByRelevance: Bool

  /// The row's relevance, 0 if that doesn't matter, or `Relevance.none` if it isn't shown.
  @inline(__always)
  func rank(ofRow row: Int) -> UInt8 {
    guard allowed.contains(row) else { return Relevance.none }
    guard let relevance = relevances?[row] else { return Self.shown }
    return isByRelevance || relevance == Relevance.none ? relevance : Self.shown
  }

  /// Whether all rows that are shown have the same rank.
  var areAlike: Bool { relevances == nil || !isByRelevance }

  /// All ranks that a row may have which is shown.
  static let all: ClosedRange<UInt8> = 0...Relevance.worst

  /// The ranks that stand apart, the best first.
  var groups: [ClosedRange<UInt8>] { isByRelevance ? Self.all.map { $0...$0 } : [Self.all] }

  /// How many rows are shown and of one of these relevances.
  func count(in relevances: ClosedRange<UInt8>) -> Int {
    withScan(of: relevances) { rank_scan_count($0) } ?? allowed.count
  }

  /// The rows that are shown and of one of these relevances, ascending; `count` says how many they are.
  func rows(in relevances: ClosedRange<UInt8>, count: Int) -> [UInt32] {
    withScan(of: relevances) { scan in
      [UInt32](unsafeUninitializedCapacity: count) { rows, found in
        found = rank_scan_find(scan, rows.baseAddress, count)
      }
    } ?? allowed.map(UInt32.init)
  }

  /// Nil if all rows match alike.
  private func withScan<Value>(
    of wanted: ClosedRange<UInt8>, _ body: (UnsafePointer<rank_scan_rows>) -> Value
  ) -> Value? {
    relevances?.withUnsafeBufferPointer { relevances in
      allowed.words.withUnsafeBufferPointer { words in
        let scan = rank_scan_rows(
          ranks: relevances.baseAddress, allowed: words.baseAddress, row_count: allowed.rowCount,
          first_row: 0,
          lowest: wanted.lowerBound, highest: wanted.upperBound)
        return withUnsafePointer(to: scan, body)
      }
    }
  }

  /// Calls `body` with each of some places in an order, and the rank of the row there.
  @inline(__always)
  func forEachRank(in places: Range<Int>, of order: [UInt32], _ body: (_ place: Int, _ rank: UInt8) -> Void) {
    order.withUnsafeBufferPointer { forEachRank(in: places, of: $0, body) }
  }

  @inline(__always)
  private func forEachRank(
    in places: Range<Int>, of order: UnsafeBufferPointer<UInt32>,
    _ body: (_ place: Int, _ rank: UInt8) -> Void
  ) {
    allowed.words.withUnsafeBufferPointer { words in
      // 0 for a row that may be shown, `Relevance.none` for any other, without a branch that can't be foreseen.
      func hidden(_ row: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: words[row &>> 6] &>> UInt64(row & 63)) & 1 &- 1
      }
      guard let relevances else {
        for place in places { body(place, hidden(Int(order[place]))) }
        return
      }
      relevances.withUnsafeBufferPointer { relevances in
        for place in places {
          let row = Int(order[place])
          let relevance = relevances[row]
          let rank = isByRelevance || relevance == Relevance.none ? relevance : Self.shown
          body(place, rank | hidden(row))
        }
      }
    }
  }

  private static let shown: UInt8 = 0
}
