/// The grammar of one output format: what stands around rows and cells, and how values are spelled.
protocol RowEncoder {
  func appendHeader(_ columns: [ExportColumn], to bytes: inout [UInt8])
  func appendRowStart(isFirst: Bool, to bytes: inout [UInt8])
  func appendCellStart(_ column: ExportColumn, isFirst: Bool, to bytes: inout [UInt8])
  /// An empty text is an unknown one.
  func appendText(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8])
  func appendNumber(_ number: Int64?, to bytes: inout [UInt8])
  func appendFlag(_ flag: Bool?, to bytes: inout [UInt8])
  func appendRowEnd(to bytes: inout [UInt8])
  func appendFooter(isEmpty: Bool, to bytes: inout [UInt8])
}

extension RowEncoder {
  func encoded(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var text = text
    text.withUTF8 { appendText($0, to: &bytes) }
    return bytes
  }

  func appendDigits(_ number: Int64, to bytes: inout [UInt8]) {
    number.withDecimalDigits { bytes.append(contentsOf: $0) }
  }
}
