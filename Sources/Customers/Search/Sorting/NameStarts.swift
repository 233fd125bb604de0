/// The first two bytes of the natural key of each row's name, for finding the first rows without sorting all.
struct NameStarts: Sendable {
  /// For each row; the highest number for an empty name.
  private let starts: [UInt16]

  init(_ table: CustomerTable) {
    let folders = (0..<ParallelWork.processorCount).map { _ in TextFolder() }
    starts = [UInt16](unsafeUninitializedCapacity: table.count) { starts, initializedCount in
      let starts = starts
      let parts = ParallelWork.parts(of: table.count, size: Self.rowsPerPart)
      _ = ParallelWork.run(parts: parts) { part, worker in
        var maker = NaturalKeyMaker(.name, table: table, folder: folders[worker])
        var key = ByteScratch(capacity: 256)
        for row in ParallelWork.rows(ofPart: part, size: Self.rowsPerPart, count: table.count) {
          starts.initializeElement(at: row, to: Self.start(ofRow: row, in: table, &maker, &key))
        }
      }
      initializedCount = table.count
    }
  }

  private static let rowsPerPart = 1 << 13

  private static func start(
    ofRow row: Int, in table: CustomerTable, _ maker: inout NaturalKeyMaker, _ key: inout ByteScratch
  ) -> UInt16 {
    let range = table.textRange(.name, at: row)
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

  /// Those of `rows` among which the first `count` by name are: few more, as a rule.
  func candidates(forFirst count: Int, of rows: [UInt32]) -> [UInt32] {
    var bucketCounts = [Int](repeating: 0, count: 1 << 16)
    for row in rows { bucketCounts[Int(starts[Int(row)])] += 1 }
    var total = 0
    let lastBucket = bucketCounts.firstIndex { bucketCount in
      total += bucketCount
      return total >= count
    }
    let limit = lastBucket ?? bucketCounts.count
    return rows.filter { Int(starts[Int($0)]) <= limit }
  }
}
