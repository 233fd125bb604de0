import Foundation

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

  private struct Entry {
    /// The part of the key that is being compared.
    var chunk: UInt64
    /// The place among the rows to sort.
    var place: UInt32
  }

  /// Stands for an empty key, behind all others: no key begins with a byte 0xFF.
  private static let emptyChunk = UInt64.max

  /// The order of `rows`, or of all rows.
  func order(of rows: [UInt32]? = nil) -> ColumnOrder {
    let count = rows?.count ?? table.count
    let keys = NaturalKeys(field, of: rows, in: table, urgency)
    var entries: [Entry] = []
    let (partStarts, emptyCount) = dealOut(keys, count: count, to: &entries)
    // One byte a place, since several cores write at once.
    var startsValue = [Bool](repeating: false, count: count)
    entries.withUnsafeMutableBufferPointer { entries in
      let entries = entries
      startsValue.withUnsafeMutableBufferPointer { startsValue in
        let startsValue = startsValue
        _ = ParallelWork.run(parts: partStarts.count - 1, urgency) { part, _ in
          let range = partStarts[part]..<partStarts[part + 1]
          sort(entries, range, keys: keys, rows: rows, startsValue: startsValue)
        }
      }
    }
    var valueStarts = RowSet(rowCount: count)
    for place in 0..<count where startsValue[place] { valueStarts.insert(place) }
    return ColumnOrder(
      rows: entries.map { entry in rows.map { $0[Int(entry.place)] } ?? entry.place },
      valueStarts: valueStarts, emptyStart: count - emptyCount)
  }

  /// Makes entries sorted by the first two bytes; returns where the parts begin that can be sorted apart.
  private func dealOut(
    _ keys: NaturalKeys, count: Int, to entries: inout [Entry]
  ) -> (partStarts: [Int], emptyCount: Int) {
    var emptyCount = 0
    var unsorted: [Entry] = []
    unsorted.reserveCapacity(count)
    var bucketEnds = [Int](repeating: 0, count: 1 << 16)
    for place in 0..<count {
      let isEmpty = keys.isEmpty(at: place)
      let chunk = isEmpty ? Self.emptyChunk : keys.chunk(at: place, from: 0)
      if isEmpty { emptyCount += 1 }
      bucketEnds[Int(chunk >> 48)] += 1
      unsorted.append(Entry(chunk: chunk, place: UInt32(place)))
    }
    var partStarts = [0]
    var total = 0
    for bucket in bucketEnds.indices {
      if total - (partStarts.last ?? 0) >= Self.entriesPerPart { partStarts.append(total) }
      (bucketEnds[bucket], total) = (total, total + bucketEnds[bucket])
    }
    partStarts.append(total)
    entries = [Entry](unsafeUninitializedCapacity: count) { entries, initializedCount in
      for entry in unsorted {
        let bucket = Int(entry.chunk >> 48)
        entries.initializeElement(at: bucketEnds[bucket], to: entry)
        bucketEnds[bucket] += 1
      }
      initializedCount = count
    }
    return (partStarts, emptyCount)
  }

  private static let entriesPerPart = 4_096

  /// Sorts the entries in `range` and notes where a value begins.
  private func sort(
    _ entries: UnsafeMutableBufferPointer<Entry>, _ range: Range<Int>, keys: NaturalKeys, rows: [UInt32]?,
    startsValue: UnsafeMutableBufferPointer<Bool>
  ) {
    var open = [(range: range, depth: 0)]
    while let (range, depth) = open.popLast() {
      var slice = UnsafeMutableBufferPointer(rebasing: entries[range])
      slice.sort { $0.chunk < $1.chunk }
      var start = range.lowerBound
      while start < range.upperBound {
        let chunk = entries[start].chunk
        var end = start + 1
        while end < range.upperBound, entries[end].chunk == chunk { end += 1 }
        let isWhole = chunk & 0xFF == 0 || depth == 0 && chunk == Self.emptyChunk
        if end - start == 1 || isWhole {
          startsValue[start] = true
          if end - start > 1 { sortEquals(entries, start..<end, rows: rows) }
        } else {
          for index in start..<end {
            entries[index].chunk = keys.chunk(
              at: Int(entries[index].place), from: depth + NaturalKeys.chunkSize)
          }
          open.append((start..<end, depth + NaturalKeys.chunkSize))
        }
        start = end
      }
    }
  }

  /// Sorts entries whose keys are equal.
  private func sortEquals(
    _ entries: UnsafeMutableBufferPointer<Entry>, _ range: Range<Int>, rows: [UInt32]?
  ) {
    var equals = UnsafeMutableBufferPointer(rebasing: entries[range])
    func row(_ entry: Entry) -> Int { rows.map { Int($0[Int(entry.place)]) } ?? Int(entry.place) }
    if let tieRanks {
      return equals.sort { tieRanks[row($0)] < tieRanks[row($1)] }
    }
    let field = field.rawValue
    table.text.withUnsafeBufferPointer { text in
      table.textOffsets.withUnsafeBufferPointer { offsets in
        func bytes(_ row: Int) -> Slice<UnsafeBufferPointer<UInt8>> {
          let place = row * CustomerTable.TextField.allCases.count + field
          return text[Int(offsets[place])..<Int(offsets[place + 1])]
        }
        equals.sort { first, second in
          let firstRow = row(first)
          let secondRow = row(second)
          return Self.comparison(bytes(firstRow), bytes(secondRow)) ?? (firstRow < secondRow)
        }
      }
    }
  }

  /// Whether the first text's bytes stand before the second's; nil if they are the same.
  private static func comparison(
    _ first: Slice<UnsafeBufferPointer<UInt8>>, _ second: Slice<UnsafeBufferPointer<UInt8>>
  ) -> Bool? {
    for (one, other) in zip(first, second) where one != other { return one < other }
    return first.count == second.count ? nil : first.count < second.count
  }
}

extension NaturalSort {
  /// The first `count` of some rows.
  ///
  /// For few of many it takes a tenth of the time that sorting all of them takes.
  func first(_ count: Int, of rows: [UInt32]) -> [UInt32] {
    guard rows.count > max(count * 2, NaturalKeys.keysPerBlock) else {
      return Array(order(of: rows).rows.prefix(count))
    }
    let starts = keyStarts(of: rows)
    var bucketCounts = [Int](repeating: 0, count: 1 << 16)
    for start in starts { bucketCounts[Int(start)] += 1 }
    var total = 0
    let lastBucket = bucketCounts.firstIndex { bucketCount in
      total += bucketCount
      return total >= count
    }
    let limit = lastBucket ?? bucketCounts.count
    let first = zip(rows, starts).filter { Int($0.1) <= limit }.map(\.0)
    return Array(order(of: first).rows.prefix(count))
  }

  /// The first two bytes of each row's key; the highest number for an empty one.
  private func keyStarts(of rows: [UInt32]) -> [UInt16] {
    let folders = (0..<ParallelWork.processorCount).map { _ in TextFolder() }
    return [UInt16](unsafeUninitializedCapacity: rows.count) { output, initializedCount in
      let output = output
      let parts = ParallelWork.parts(of: rows.count, size: NaturalKeys.keysPerBlock)
      _ = ParallelWork.run(parts: parts, urgency) { part, worker in
        var maker = NaturalKeyMaker(field, table: table, folder: folders[worker])
        var key = ByteScratch(capacity: 256)
        let places = ParallelWork.rows(ofPart: part, size: NaturalKeys.keysPerBlock, count: rows.count)
        for place in places {
          output.initializeElement(at: place, to: keyStart(ofRow: Int(rows[place]), &maker, &key))
        }
      }
      initializedCount = rows.count
    }
  }

  private func keyStart(
    ofRow row: Int, _ maker: inout NaturalKeyMaker, _ key: inout ByteScratch
  ) -> UInt16 {
    let range = table.textRange(field, at: row)
    if range.count >= 2 {
      // Most names begin with two ASCII letters, which stand so in the key.
      let first = table.text[range.lowerBound] | 0x20
      let second = table.text[range.lowerBound + 1] | 0x20
      if first &- UInt8(ascii: "a") < 26, second &- UInt8(ascii: "a") < 26 {
        return UInt16(first) << 8 | UInt16(second)
      }
    }
    key.truncate(to: 0)
    maker.append(row, to: &key)
    guard key.count > 0 else { return .max }
    return UInt16(key.start[0]) << 8 | (key.count > 1 ? UInt16(key.start[1]) : 0)
  }
}
