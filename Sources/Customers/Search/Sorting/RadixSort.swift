/// Sorts rows by numbers and keeps the order of equal ones.
enum RadixSort {
  private struct Entry {
    let key: UInt64
    let row: UInt32
  }

  /// The order by `key`; equal keys stand as in `ties`, rows without a key at the end.
  ///
  /// Takes one pass for each byte in which keys differ.
  static func order(_ ties: [UInt32], key: (Int) -> UInt64?) -> ColumnOrder {
    var entries: [Entry] = []
    entries.reserveCapacity(ties.count)
    var withoutKey: [UInt32] = []
    for row in ties {
      if let key = key(Int(row)) {
        entries.append(Entry(key: key, row: row))
      } else {
        withoutKey.append(row)
      }
    }
    sort(&entries)
    var valueStarts = RowSet(rowCount: ties.count)
    for place in entries.indices where place == 0 || entries[place].key != entries[place - 1].key {
      valueStarts.insert(place)
    }
    return ColumnOrder(
      rows: entries.map(\.row) + withoutKey, valueStarts: valueStarts, emptyStart: entries.count)
  }

  /// A key that sorts like `number`.
  static func key(_ number: Int64) -> UInt64 {
    UInt64(bitPattern: number) ^ (1 << 63)
  }

  private static func sort(_ entries: inout [Entry]) {
    guard let first = entries.first else { return }
    let varying = entries.reduce(0) { $0 | ($1.key ^ first.key) }
    for shift in stride(from: UInt64(0), to: 64, by: 8) where varying >> shift & 0xFF != 0 {
      var places = [Int](repeating: 0, count: 256)
      for entry in entries { places[Int(entry.key >> shift & 0xFF)] += 1 }
      var total = 0
      for byte in places.indices { (places[byte], total) = (total, total + places[byte]) }
      entries = [Entry](unsafeUninitializedCapacity: entries.count) { sorted, count in
        for entry in entries {
          let byte = Int(entry.key >> shift & 0xFF)
          sorted.initializeElement(at: places[byte], to: entry)
          places[byte] += 1
        }
        count = entries.count
      }
    }
  }
}
