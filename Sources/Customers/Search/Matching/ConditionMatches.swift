import CTextScan

/// What a condition found in a table.
struct ConditionMatches: Sendable {
  /// How well each row matches, or `Relevance.none`.
  let relevances: [UInt8]
  /// How the matches of a text came about.
  var manner = MatchManner.asWritten
  /// Whether it says nothing about rows that other conditions had left out.
  var isPartial = false
}

/// How a text has been looked for.
enum MatchManner: Hashable, Sendable {
  case asWritten
  /// Its letters in their order, others between them.
  case lettersInOrder
  /// With so many letters wrong, missing, too many or swapped at most.
  case typos(Int)
}

extension [UInt8] {
  /// The rows of `range` that match, if these are their relevances; nil if they are more than `most`.
  func matchingRows(in range: Range<Int>, atMost most: Int = .max) -> [UInt32]? {
    withScan(of: range) { scan in
      let count = rank_scan_count(scan)
      guard count <= most else { return nil }
      return [UInt32](unsafeUninitializedCapacity: count) { rows, found in
        found = rank_scan_find(scan, rows.baseAddress, count)
      }
    }
  }

  /// How many rows match, if these are their relevances.
  var matchCount: Int { withScan(of: indices) { rank_scan_count($0) } }

  /// Whether no row matches, if these are their relevances.
  var isWithoutMatch: Bool {
    withScan(of: indices) { scan in
      var first: UInt32 = 0
      return rank_scan_find(scan, &first, 1) == 0
    }
  }

  private func withScan<Value>(of range: Range<Int>, _ body: (UnsafePointer<rank_scan_rows>) -> Value)
    -> Value
  {
    withUnsafeBufferPointer { relevances in
      let scan = rank_scan_rows(
        ranks: relevances.baseAddress.map { $0 + range.lowerBound }, allowed: nil, row_count: range.count,
        first_row: UInt32(range.lowerBound), lowest: 0, highest: Relevance.worst)
      return withUnsafePointer(to: scan, body)
    }
  }
}
