/// CSV as in RFC 4180, and TSV.
///
/// CSV ends its lines with CRLF and quotes a cell that holds the delimiter, a quote, a line break, or a
/// blank at either end. TSV ends them with LF, as `cut` and `awk` expect, and quotes only what would
/// break its rows. A cell that a spreadsheet would run as a formula gets an apostrophe in front, unless
/// it is a plain number or `isRaw` is set.
struct DelimitedEncoder: RowEncoder {
  private let delimiter: [UInt8]
  private let lineEnd: [UInt8]
  private let quotesOuterBlanks: Bool
  private let isRaw: Bool
  private let hasByteOrderMark: Bool

  init(csvWith options: CustomerExport.Options) {
    delimiter = Array(String(options.delimiter).utf8)
    lineEnd = [Self.carriageReturn, Self.lineFeed]
    quotesOuterBlanks = true
    isRaw = options.isRaw
    hasByteOrderMark = options.hasByteOrderMark
  }

  init(tsvWith options: CustomerExport.Options) {
    delimiter = [Self.tab]
    lineEnd = [Self.lineFeed]
    quotesOuterBlanks = false
    isRaw = options.isRaw
    hasByteOrderMark = false
  }

  func appendHeader(_ columns: [ExportColumn], to bytes: inout [UInt8]) {
    if hasByteOrderMark { bytes.append(contentsOf: "\u{FEFF}".utf8) }
    for (index, column) in columns.enumerated() {
      appendCellStart(column, isFirst: index == 0, to: &bytes)
      bytes.append(contentsOf: encoded(column.title))
    }
    bytes.append(contentsOf: lineEnd)
  }

  func appendRowStart(isFirst: Bool, to bytes: inout [UInt8]) {}

  func appendCellStart(_ column: ExportColumn, isFirst: Bool, to bytes: inout [UInt8]) {
    if !isFirst { bytes.append(contentsOf: delimiter) }
  }

  func appendText(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    guard !text.isEmpty else { return }
    let isGuarded = !isRaw && Self.isFormula(text)
    guard needsQuotes(text) else {
      if isGuarded { bytes.append(Self.apostrophe) }
      bytes.append(contentsOf: text)
      return
    }
    bytes.append(Self.quote)
    if isGuarded { bytes.append(Self.apostrophe) }
    for byte in text {
      if byte == Self.quote { bytes.append(Self.quote) }
      bytes.append(byte)
    }
    bytes.append(Self.quote)
  }

  func appendNumber(_ number: Int64?, to bytes: inout [UInt8]) {
    if let number { appendDigits(number, to: &bytes) }
  }

  func appendFlag(_ flag: Bool?, to bytes: inout [UInt8]) {
    if let flag { bytes.append(contentsOf: (flag ? "yes" : "no").utf8) }
  }

  func appendRowEnd(to bytes: inout [UInt8]) {
    bytes.append(contentsOf: lineEnd)
  }

  func appendFooter(isEmpty: Bool, to bytes: inout [UInt8]) {}

  private static let tab: UInt8 = 0x09
  private static let lineFeed: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D
  private static let blank: UInt8 = 0x20
  private static let quote: UInt8 = 0x22
  private static let apostrophe: UInt8 = 0x27

  private func needsQuotes(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if quotesOuterBlanks, Self.isBlank(text[0]) || Self.isBlank(text[text.count - 1]) { return true }
    for (index, byte) in text.enumerated() {
      if byte == Self.quote || byte == Self.lineFeed || byte == Self.carriageReturn { return true }
      if byte == delimiter[0], text[index...].starts(with: delimiter) { return true }
    }
    return false
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == blank || byte == tab
  }

  /// Whether a spreadsheet would run the cell, by what it begins with.
  ///
  /// Source: OWASP, "CSV Injection". Plain numbers such as `-12.5` are left alone.
  private static func isFormula(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    switch text[0] {
    case UInt8(ascii: "="), UInt8(ascii: "@"), tab, carriageReturn: true
    case UInt8(ascii: "+"), UInt8(ascii: "-"): !isPlainNumber(text.dropFirst())
    default: false
    }
  }

  private static func isPlainNumber(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count <= 2
      && parts.allSatisfy { part in
        !part.isEmpty && part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      }
  }
}
