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
            body(
              EntrySort(
                keys: keys, rows: rows, table: table, field: field, tieRanks: tieRanks, urgency: urgency))
          }
        }
      }
    }
  }
}
