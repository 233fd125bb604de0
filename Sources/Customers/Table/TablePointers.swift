import CTextScan

/// Where the columns of a table stand in memory, for passes over very many rows.
///
/// To be used inside the `withPointers` that made it, by any thread: nobody writes to a table.
struct TablePointers: @unchecked Sendable {
  let ids: UnsafeBufferPointer<UInt64>
  let text: UnsafeBufferPointer<UInt8>
  let textOffsets: UnsafeBufferPointer<UInt32>
  let typeCodes: UnsafeBufferPointer<UInt32>
  let salespersonCodes: UnsafeBufferPointer<UInt32>
  let updatedSeconds: UnsafeBufferPointer<Int64>

  /// A row's text, and how many bytes from its start on can be read.
  @inline(__always)
  func text(
    _ field: CustomerTable.TextField, at row: Int
  ) -> (bytes: UnsafeBufferPointer<UInt8>, readable: Int) {
    let index = row * CustomerTable.textsPerRow + field.rawValue
    let start = Int(textOffsets[index])
    return (
      UnsafeBufferPointer(rebasing: text[start..<Int(textOffsets[index + 1])]), text.count - start
    )
  }
}

// MARK: - Asking for memory beforehand

// Rows stand by id and are mostly read in another order: waiting for each would take most of the time.
extension TablePointers {
  /// Asks for what the columns hold of a row, so that it is there when it is read in a moment.
  @inline(__always)
  func prefetchColumns(ofRow row: Int) {
    func prefetch<Value>(_ column: UnsafeBufferPointer<Value>, _ place: Int) {
      if let start = column.baseAddress { text_scan_prefetch(start + place) }
    }
    prefetch(ids, row)
    prefetch(textOffsets, row * CustomerTable.textsPerRow)
    prefetch(textOffsets, (row + 1) * CustomerTable.textsPerRow)
    prefetch(typeCodes, row)
    prefetch(salespersonCodes, row)
    prefetch(updatedSeconds, row)
  }

  /// Asks for a row's texts; what the columns hold of it should be there already.
  @inline(__always)
  func prefetchTexts(ofRow row: Int) {
    guard let start = text.baseAddress else { return }
    let index = row * CustomerTable.textsPerRow
    text_scan_prefetch(start + Int(textOffsets[index]))
    text_scan_prefetch(start + Int(textOffsets[index + CustomerTable.textsPerRow]))
  }
}

extension CustomerTable {
  /// Calls `body` with the columns' pointers, which live until it returns.
  func withPointers<Result>(_ body: (TablePointers) throws -> Result) rethrows -> Result {
    try ids.withUnsafeBufferPointer { ids in
      try text.withUnsafeBufferPointer { text in
        try textOffsets.withUnsafeBufferPointer { textOffsets in
          try typeCodes.withUnsafeBufferPointer { typeCodes in
            try salespersonCodes.withUnsafeBufferPointer { salespersonCodes in
              try updatedSeconds.withUnsafeBufferPointer { updatedSeconds in
                try body(
                  TablePointers(
                    ids: ids, text: text, textOffsets: textOffsets, typeCodes: typeCodes,
                    salespersonCodes: salespersonCodes, updatedSeconds: updatedSeconds))
              }
            }
          }
        }
      }
    }
  }
}
