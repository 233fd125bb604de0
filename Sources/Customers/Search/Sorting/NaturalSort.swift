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
    let sorted = [UInt32](unsafeUninitializedCapacity: count) { sorted, initializedCount in
      let sorted = sorted
      spare.withUnsafeMutableBufferPointer { spare in
        let spare = spare
        startsValue.withUnsafeMutableBufferPointer { startsValue in
          let startsValue = startsValue
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
            body(EntrySort(keys: keys, rows: rows, table: table, field: field, tieRanks: tieRanks))
          }
        }
      }
    }
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
