import CTextScan

extension CustomerTable {
  /// Asks for a row's memory, which is scattered, so that it is there when the row is read in a moment.
  ///
  /// Rows stand by id and are mostly read in another order: waiting for each would take most of the time.
  func prefetch(_ row: Int) {
    func prefetch<Value>(_ column: [Value], _ place: Int) {
      column.withUnsafeBufferPointer { column in
        guard place < column.count, let start = column.baseAddress else { return }
        text_scan_prefetch(start + place)
      }
    }
    prefetch(ids, row)
    prefetch(typeCodes, row)
    prefetch(salespersonCodes, row)
    prefetch(updatedSeconds, row)
    prefetch(text, textRange(.name, at: row).lowerBound)
  }
}
