/// The grammar of any format of text, chosen once and known to the compiler: a million rows pass through it.
enum TextRowEncoder: RowEncoder {
  case delimited(DelimitedEncoder)
  case json(JSONRowEncoder)

  func appendHeader(_ columns: [ExportColumn], to bytes: inout [UInt8]) {
    switch self {
    case .delimited(let encoder): encoder.appendHeader(columns, to: &bytes)
    case .json(let encoder): encoder.appendHeader(columns, to: &bytes)
    }
  }

  func appendRowStart(isFirst: Bool, to bytes: inout [UInt8]) {
    switch self {
    case .delimited(let encoder): encoder.appendRowStart(isFirst: isFirst, to: &bytes)
    case .json(let encoder): encoder.appendRowStart(isFirst: isFirst, to: &bytes)
    }
  }

  func appendCellStart(_ column: ExportColumn, isFirst: Bool, to bytes: inout [UInt8]) {
    switch self {
    case .delimited(let encoder): encoder.appendCellStart(column, isFirst: isFirst, to: &bytes)
    case .json(let encoder): encoder.appendCellStart(column, isFirst: isFirst, to: &bytes)
    }
  }

  func appendText(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    switch self {
    case .delimited(let encoder): encoder.appendText(text, to: &bytes)
    case .json(let encoder): encoder.appendText(text, to: &bytes)
    }
  }

  func appendNumber(_ number: Int64?, to bytes: inout [UInt8]) {
    switch self {
    case .delimited(let encoder): encoder.appendNumber(number, to: &bytes)
    case .json(let encoder): encoder.appendNumber(number, to: &bytes)
    }
  }

  func appendFlag(_ flag: Bool?, to bytes: inout [UInt8]) {
    switch self {
    case .delimited(let encoder): encoder.appendFlag(flag, to: &bytes)
    case .json(let encoder): encoder.appendFlag(flag, to: &bytes)
    }
  }

  func appendRowEnd(to bytes: inout [UInt8]) {
    switch self {
    case .delimited(let encoder): encoder.appendRowEnd(to: &bytes)
    case .json(let encoder): encoder.appendRowEnd(to: &bytes)
    }
  }

  func appendFooter(isEmpty: Bool, to bytes: inout [UInt8]) {
    switch self {
    case .delimited(let encoder): encoder.appendFooter(isEmpty: isEmpty, to: &bytes)
    case .json(let encoder): encoder.appendFooter(isEmpty: isEmpty, to: &bytes)
    }
  }
}

extension CustomerExport.Options {
  /// The grammar of the format, which must be one of text.
  var encoder: TextRowEncoder {
    switch format {
    case .csv: .delimited(DelimitedEncoder(csvWith: self))
    case .tsv: .delimited(DelimitedEncoder(tsvWith: self))
    case .json: .json(JSONRowEncoder(isLines: false))
    case .jsonl: .json(JSONRowEncoder(isLines: true))
    case .xlsx: preconditionFailure("a spreadsheet is no text")
    }
  }
}
