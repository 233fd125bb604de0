/// Sorts by numbers, a byte at a time, and keeps the order of equal ones.
enum RadixSort {
  /// Sorts `entries` by `key`; `spare` is memory for as many, whose content does not matter.
  ///
  /// Takes two passes for each byte in which keys differ.
  @inline(__always)
  static func sort<Entry>(
    _ entries: UnsafeMutableBufferPointer<Entry>, spare: UnsafeMutableBufferPointer<Entry>,
    by key: (Entry) -> UInt64
  ) {
    guard let first = entries.first.map(key) else { return }
    let varying = entries.reduce(0) { $0 | (key($1) ^ first) }
    var (source, target) = (entries, spare)
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 1 << UInt8.bitWidth) { positions in
      for shift in stride(from: UInt64(0), to: 64, by: 8) where varying >> shift & 0xFF != 0 {
        positions.initialize(repeating: 0)
        for entry in source { positions[Int(key(entry) >> shift & 0xFF)] += 1 }
        var total = 0
        for byte in positions.indices { (positions[byte], total) = (total, total + positions[byte]) }
        for entry in source {
          let byte = Int(key(entry) >> shift & 0xFF)
          target[positions[byte]] = entry
          positions[byte] += 1
        }
        (source, target) = (target, source)
      }
    }
    if source.baseAddress != entries.baseAddress { _ = entries.update(fromContentsOf: source) }
  }

  private struct KeyedRow {
    let key: UInt64
    let row: UInt32
  }

  /// The order by `key`; equal keys stand as in `ties`, rows without a key at the end.
  static func order(_ ties: [UInt32], key: (Int) -> UInt64?) -> ColumnOrder {
    var entries: [KeyedRow] = []
    entries.reserveCapacity(ties.count)
    var withoutKey: [UInt32] = []
    for row in ties {
      if let key = key(Int(row)) {
        entries.append(KeyedRow(key: key, row: row))
      } else {
        withoutKey.append(row)
      }
    }
    entries.withUnsafeMutableBufferPointer { entries in
      withUnsafeTemporaryAllocation(of: KeyedRow.self, capacity: entries.count) { spare in
        sort(entries, spare: spare, by: \.key)
      }
    }
    var valueStarts = RowSet(rowCount: ties.count)
    for index in entries.indices where index == 0 || entries[index].key != entries[index - 1].key {
      valueStarts.insert(index)
    }
    return ColumnOrder(
      rows: entries.map(\.row) + withoutKey, valueStarts: valueStarts, emptyStart: entries.count)
  }

  /// A key that sorts like `number`.
  static func key(_ number: Int64) -> UInt64 {
    UInt64(bitPattern: number) ^ (1 << 63)
  }
}
