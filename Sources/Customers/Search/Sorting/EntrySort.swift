import Foundation

/// Sorts entries by their keys, and equal ones by what decides between them.
///
/// Holds nothing but pointers: what is counted by reference would keep the cores waiting for each other.
struct EntrySort {
  let keys: NaturalKeys.Reader
  /// The row of each place; nil if they are the same.
  let rows: UnsafeBufferPointer<UInt32>?
  let table: TablePointers
  let field: CustomerTable.TextField
  /// What decides between equal keys; nil: the exact text, then the row.
  let tieRanks: UnsafeBufferPointer<UInt32>?
  let urgency: ParallelWork.Urgency

  @inline(__always)
  func row(of entry: KeyEntry) -> UInt32 {
    guard let rows else { return entry.place }
    return rows[Int(entry.place)]
  }

  /// Sorts the entries in `range` and notes where a value begins; `spare` is memory for as many as there are in all.
  func sort(
    _ entries: UnsafeMutableBufferPointer<KeyEntry>, _ range: Range<Int>,
    spare: UnsafeMutableBufferPointer<KeyEntry>, startsValue: UnsafeMutableBufferPointer<Bool>
  ) {
    var open = [(range: range, depth: 0)]
    while let (range, depth) = open.popLast() {
      urgency.giveWay(at: 0)
      ChunkSort.sort(
        UnsafeMutableBufferPointer(rebasing: entries[range]),
        spare: UnsafeMutableBufferPointer(rebasing: spare[range]))
      var start = range.lowerBound
      while start < range.upperBound {
        let chunk = entries[start].chunk
        var end = start + 1
        while end < range.upperBound, entries[end].chunk == chunk { end += 1 }
        let isWhole = chunk & 0xFF == 0 || depth == 0 && chunk == KeyEntry.emptyChunk
        if end - start == 1 || isWhole {
          startsValue[start] = true
          if end - start > 1 { sortEquals(UnsafeMutableBufferPointer(rebasing: entries[start..<end])) }
        } else {
          let nextDepth = depth + NaturalKeys.chunkSize
          for index in start..<end { entries[index].chunk = keys.chunk(of: entries[index], from: nextDepth) }
          open.append((start..<end, nextDepth))
        }
        start = end
      }
    }
  }

  /// Sorts entries whose keys are equal.
  private func sortEquals(_ entries: UnsafeMutableBufferPointer<KeyEntry>) {
    var entries = entries
    if let tieRanks {
      return entries.sort { tieRanks[Int(row(of: $0))] < tieRanks[Int(row(of: $1))] }
    }
    entries.sort { first, second in
      let (firstRow, secondRow) = (row(of: first), row(of: second))
      let comparison = Self.comparison(
        table.text(field, at: Int(firstRow)).bytes, table.text(field, at: Int(secondRow)).bytes)
      return comparison == 0 ? firstRow < secondRow : comparison < 0
    }
  }

  /// Less than 0 if the first text's bytes stand before the second's, 0 if they are the same.
  private static func comparison(
    _ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>
  ) -> Int {
    guard let start = first.baseAddress, let otherStart = second.baseAddress else {
      return first.count - second.count
    }
    let comparison = memcmp(start, otherStart, min(first.count, second.count))
    return comparison == 0 ? first.count - second.count : Int(comparison)
  }
}
