import Foundation
import Threading

/// Sorts rows by one of the texts that each row has of its own, as people count.
///
/// Keys are compared eight bytes at a time, as numbers: first all rows by their first eight bytes, then
/// those that are equal by the next eight, and so on. Beginnings are dealt out to the cores.
struct NaturalSort {
  let table: CustomerTable
  let field: CustomerTable.TextField
  /// What decides between equal texts; nil: the exact text, then the row.
  let tieRanks: [UInt32]?
  var urgency = ParallelWork.Urgency.urgent

  /// The order of `rows`, or of all rows.
  func order(of rows: [UInt32]? = nil) -> ColumnOrder {
    let (keys, unsorted) = NaturalKeys.made(field, of: rows, in: table, urgency)
    let count = unsorted.count
    let emptyCount = unsorted.count { $0.chunk == KeyEntry.emptyChunk }
    var buckets = KeyBuckets(unsorted, urgency)
    // The unsorted ones are no longer needed, but their memory is.
    var spare = consume unsorted
    // One byte a place, since several cores write at once.
    var startsValue = [Bool](repeating: false, count: count)
    // Each part has places of its own, the same ones in all of them.
    let sorted = [UInt32](unsafeUninitializedCapacity: count) { sorted, initializedCount in
      nonisolated(unsafe) let sorted = sorted
      spare.withUnsafeMutableBufferPointer { spare in
        nonisolated(unsafe) let spare = spare
        startsValue.withUnsafeMutableBufferPointer { startsValue in
          nonisolated(unsafe) let startsValue = startsValue
          withEntrySort(keys, rows) { sort in
            buckets.forEachPart(urgency) { entries, part in
              sort.sort(entries, part, spare: spare, startsValue: startsValue)
              for place in part { sorted.initializeElement(at: place, to: sort.row(of: entries[place])) }
            }
          }
        }
      }
      initializedCount = count
    }
    var valueStarts = RowSet(rowCount: count)
    for place in 0..<count where startsValue[place] { valueStarts.insert(place) }
    return ColumnOrder(rows: sorted, valueStarts: valueStarts, emptyStart: count - emptyCount)
  }

  private func withEntrySort(_ keys: NaturalKeys, _ rows: [UInt32]?, _ body: (EntrySort) -> Void) {
    func withPointer(_ numbers: [UInt32]?, _ body: (UnsafeBufferPointer<UInt32>?) -> Void) {
      guard let numbers else { return body(nil) }
      numbers.withUnsafeBufferPointer(body)
    }
    keys.withReader { keys in
      table.withPointers { table in
        withPointer(rows) { rows in
          withPointer(tieRanks) { tieRanks in
            body(
              EntrySort(
                keys: keys, rows: rows, table: table, field: field, tieRanks: tieRanks, urgency: urgency))
          }
        }
      }
    }
  }
}

/// Sorts entries by their keys, and equal ones by what decides between them.
///
/// Holds nothing but pointers: what is counted by reference would keep the cores waiting for each other. Nobody writes
/// through them, so any thread may read.
struct EntrySort: @unchecked Sendable {
  let keys: NaturalKeys.Reader
  /// The row of each place; nil if they are the same.
  let rows: UnsafeBufferPointer<UInt32>?
  let table: TablePointers
  let field: CustomerTable.TextField
  /// What decides between equal keys; nil: the exact text, then the row.
  let tieRanks: UnsafeBufferPointer<UInt32>?
  let urgency: ParallelWork.Urgency

  /// To count fewer entries takes longer than to compare them.
  private static let minCountToCount = 256

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
      urgency.yieldToUrgent(at: 0)
      var some = UnsafeMutableBufferPointer(rebasing: entries[range])
      if some.count < Self.minCountToCount {
        some.sort { $0.chunk < $1.chunk }
      } else {
        RadixSort.sort(some, spare: UnsafeMutableBufferPointer(rebasing: spare[range]), by: \.chunk)
      }
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

/// Entries dealt out by the first two bytes of their keys, in parts that can be sorted apart.
struct KeyBuckets {
  /// Those of the first part, then those of the next, and so on.
  private(set) var entries: [KeyEntry]
  /// Where each part begins; one more at the end.
  private(set) var partStarts = [0]

  private static let bucketCount = 1 << 16
  /// A part has so many entries at least, and more only where they are in one bucket.
  static let entriesPerPart = 4_096
  /// How many entries are dealt out at a time: for each so many there is a number for each bucket.
  private static let entriesPerDeal = 1 << 17

  /// Deals out on all cores.
  init(_ unsorted: [KeyEntry], _ urgency: ParallelWork.Urgency) {
    guard unsorted.count > Self.entriesPerPart else {
      entries = unsorted
      partStarts.append(unsorted.count)
      return
    }
    let deals = ParallelWork.parts(of: unsorted.count, size: Self.entriesPerDeal)
    var places = [UInt32](repeating: 0, count: deals * Self.bucketCount)
    places.withUnsafeMutableBufferPointer { places in
      // Each deal has buckets of its own.
      nonisolated(unsafe) let places = places
      _ = ParallelWork.run(parts: deals, urgency) { deal, _ in
        let counts = UnsafeMutableBufferPointer(rebasing: places[Self.buckets(ofDeal: deal)])
        for entry in unsorted[Self.entries(ofDeal: deal, of: unsorted)] {
          counts[Self.bucket(of: entry)] += 1
        }
      }
    }
    entries = []
    turnCountsIntoPlaces(&places, deals: deals)
    entries = [KeyEntry](unsafeUninitializedCapacity: unsorted.count) { entries, initializedCount in
      // The deals' buckets begin where those of the ones before end.
      nonisolated(unsafe) let entries = entries
      places.withUnsafeMutableBufferPointer { places in
        nonisolated(unsafe) let places = places
        _ = ParallelWork.run(parts: deals, urgency) { deal, _ in
          let places = UnsafeMutableBufferPointer(rebasing: places[Self.buckets(ofDeal: deal)])
          for index in Self.entries(ofDeal: deal, of: unsorted) {
            urgency.yieldToUrgent(at: index)
            let entry = unsorted[index]
            let bucket = Self.bucket(of: entry)
            entries.initializeElement(at: Int(places[bucket]), to: entry)
            places[bucket] += 1
          }
        }
      }
      initializedCount = unsorted.count
    }
  }

  @inline(__always)
  private static func bucket(of entry: KeyEntry) -> Int {
    Int(entry.chunk >> 48)
  }

  private static func buckets(ofDeal deal: Int) -> Range<Int> {
    deal * bucketCount..<(deal + 1) * bucketCount
  }

  private static func entries(ofDeal deal: Int, of entries: [KeyEntry]) -> Range<Int> {
    ParallelWork.rows(ofPart: deal, size: entriesPerDeal, count: entries.count)
  }

  /// Replaces the number of entries in each bucket of each deal by where the first of them goes.
  private mutating func turnCountsIntoPlaces(_ places: inout [UInt32], deals: Int) {
    var total: UInt32 = 0
    var partStart: UInt32 = 0
    for bucket in 0..<Self.bucketCount {
      if total - partStart >= Self.entriesPerPart {
        partStart = total
        partStarts.append(Int(total))
      }
      for deal in 0..<deals {
        let index = deal * Self.bucketCount + bucket
        (places[index], total) = (total, total + places[index])
      }
    }
    partStarts.append(Int(total))
  }

  /// Calls `body` for each part, on any thread, with the entries, which it may sort, and the part's place in them.
  mutating func forEachPart(
    _ urgency: ParallelWork.Urgency,
    _ body: @escaping @Sendable (UnsafeMutableBufferPointer<KeyEntry>, Range<Int>) -> Void
  ) {
    let partStarts = partStarts
    entries.withUnsafeMutableBufferPointer { entries in
      // No two parts overlap.
      nonisolated(unsafe) let entries = entries
      _ = ParallelWork.run(parts: partStarts.count - 1, urgency) { part, _ in
        body(entries, partStarts[part]..<partStarts[part + 1])
      }
    }
  }
}
