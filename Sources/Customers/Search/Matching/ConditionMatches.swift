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
    var rows: [UInt32] = []
    let isWhole = forEachMatch(in: range) { row, _ in
      guard rows.count < most else { return false }
      rows.append(UInt32(row))
      return true
    }
    return isWhole ? rows : nil
  }

  /// Calls `body` with the rows of `range` that match until it says false; returns whether it never did.
  @inline(__always)
  @discardableResult
  func forEachMatch(in range: Range<Int>, _ body: (_ row: Int, _ relevance: UInt8) -> Bool) -> Bool {
    withUnsafeBytes { bytes in
      var row = range.lowerBound
      while row < range.upperBound {
        // Most rows don't match, so pass over eight at a time.
        if row + 8 <= range.upperBound, bytes.loadUnaligned(fromByteOffset: row, as: UInt64.self) == .max {
          row += 8
          continue
        }
        for row in row..<Swift.min(row + 8, range.upperBound) where bytes[row] != Relevance.none {
          guard body(row, bytes[row]) else { return false }
        }
        row += 8
      }
      return true
    }
  }

  /// Whether no row matches, if these are their relevances.
  var isWithoutMatch: Bool {
    matchingRows(in: indices, atMost: 0) != nil
  }
}
