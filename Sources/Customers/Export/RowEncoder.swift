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
    bytes.append(contentsOf: String(number).utf8)
  }
}

extension CustomerExport.Options {
  /// The grammar of the format, which must be one of text.
  var encoder: any RowEncoder {
    switch format {
    case .csv: DelimitedEncoder(csvWith: self)
    case .tsv: DelimitedEncoder(tsvWith: self)
    case .json: JSONRowEncoder(isLines: false)
    case .jsonl: JSONRowEncoder(isLines: true)
    case .xlsx: preconditionFailure("a spreadsheet is no text")
    }
  }
}
