/// All rows of a table in the order of a column.
struct ColumnOrder: Sendable {
  /// Ascending; the rows whose value is empty stand last.
  let rows: [UInt32]
  /// The places in `rows` at which a value begins that differs from the one before.
  let valueStarts: RowSet
  /// Where the rows with an empty value begin.
  let emptyStart: Int

  /// The rows with descending values; among equals, and for the empty values at the end, nothing changes.
  func descendingRows() -> [UInt32] {
    var descending: [UInt32] = []
    descending.reserveCapacity(rows.count)
    var end = emptyStart
    for start in stride(from: emptyStart - 1, through: 0, by: -1) where valueStarts.contains(start) {
      descending.append(contentsOf: rows[start..<end])
      end = start
    }
    descending.append(contentsOf: rows[emptyStart...])
    return descending
  }
}
