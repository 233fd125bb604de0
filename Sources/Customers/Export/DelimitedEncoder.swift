import CTextScan

/// CSV as in RFC 4180, and TSV.
///
/// CSV ends its lines with CRLF and quotes a cell that holds the delimiter, a quote, a line break, or a
/// blank at either end. TSV ends them with LF, as `cut` and `awk` expect, and quotes only what would
/// break its rows. A cell that a spreadsheet would run as a formula gets an apostrophe in front, unless
/// it is a plain number or `isRaw` is set.
struct DelimitedEncoder: RowEncoder {
  // All of it is plain numbers: what is counted by reference takes the cores more time than a cell.
  private let delimiter: Unicode.Scalar
  private let isCSV: Bool
  private let isRaw: Bool
  private let hasByteOrderMark: Bool
  /// The bytes for which a cell may need quotes: those of which quotes are made, and the delimiter's first one.
  private let marks: text_scan_marks

  init(csvWith options: CustomerExport.Options) {
    self.init(
      delimiter: options.delimiter, isCSV: true, isRaw: options.isRaw,
      hasByteOrderMark: options.hasByteOrderMark)
  }

  init(tsvWith options: CustomerExport.Options) {
    self.init(delimiter: "\t", isCSV: false, isRaw: options.isRaw, hasByteOrderMark: false)
  }

  private init(delimiter: Unicode.Scalar, isCSV: Bool, isRaw: Bool, hasByteOrderMark: Bool) {
    self.delimiter = delimiter
    self.isCSV = isCSV
    self.isRaw = isRaw
    self.hasByteOrderMark = hasByteOrderMark
    let first = UTF8.encode(delimiter)?.first ?? Self.quote
    marks = text_scan_marks(bytes: (Self.quote, Self.lineFeed, Self.carriageReturn, first), bound: 0)
  }

  func header(_ columns: [ExportColumn]) -> [UInt8] {
    let titles = columns.map { spelled($0.title) }.joined(separator: String(delimiter).utf8)
    return (hasByteOrderMark ? Array("\u{FEFF}".utf8) : []) + titles + rowEnd
  }

  func rowStart(isFirst: Bool) -> [UInt8] { [] }

  func cellStart(_ column: ExportColumn, isFirst: Bool) -> [UInt8] {
    isFirst ? [] : Array(String(delimiter).utf8)
  }

  var rowEnd: [UInt8] {
    isCSV ? [Self.carriageReturn, Self.lineFeed] : [Self.lineFeed]
  }

  func footer(isEmpty: Bool) -> [UInt8] { [] }

  func appendText(_ text: UnsafeBufferPointer<UInt8>, readable: Int, to bytes: inout ByteBuffer) {
    guard !text.isEmpty else { return }
    if !hasSpecialEnds(text), bytes.append(text, readable: readable, unlessMarkedBy: marks) { return }
    appendCarefully(text, to: &bytes)
  }

  func appendNumber(_ number: UInt64?, to bytes: inout ByteBuffer) {
    if let number { bytes.append(digitsOf: number) }
  }

  func spelled(_ flag: Bool?) -> [UInt8] {
    Array((flag.map { $0 ? "yes" : "no" } ?? "").utf8)
  }

  private static let tab: UInt8 = 0x09
  private static let lineFeed: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D
  private static let blank: UInt8 = 0x20
  private static let quote: UInt8 = 0x22
  private static let apostrophe: UInt8 = 0x27

  /// Whether a text, which must not be empty, may need quotes or an apostrophe for how it begins or ends.
  @inline(__always)
  private func hasSpecialEnds(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    Self.isBlank(text[0]) || Self.isBlank(text[text.count - 1]) || Self.beginsLikeFormula(text[0])
  }

  private func appendCarefully(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout ByteBuffer) {
    let isGuarded = !isRaw && Self.isFormula(text)
    let isQuoted = needsQuotes(text)
    if isQuoted { bytes.append(Self.quote) }
    if isGuarded { bytes.append(Self.apostrophe) }
    for byte in text {
      if isQuoted, byte == Self.quote { bytes.append(Self.quote) }
      bytes.append(byte)
    }
    if isQuoted { bytes.append(Self.quote) }
  }

  private func needsQuotes(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if isCSV, Self.isBlank(text[0]) || Self.isBlank(text[text.count - 1]) { return true }
    let delimiter = String(delimiter).utf8
    for (index, byte) in text.enumerated() {
      if byte == Self.quote || byte == Self.lineFeed || byte == Self.carriageReturn { return true }
      if byte == delimiter.first, text[index...].starts(with: delimiter) { return true }
    }
    return false
  }

  @inline(__always)
  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == blank || byte == tab
  }

  @inline(__always)
  private static func beginsLikeFormula(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "@"), UInt8(ascii: "+"), UInt8(ascii: "-"), tab, carriageReturn: true
    default: false
    }
  }

  /// Whether a spreadsheet would run the cell, by what it begins with.
  ///
  /// Source: OWASP, "CSV Injection". Plain numbers such as `-12.5` are left alone.
  private static func isFormula(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard beginsLikeFormula(text[0]) else { return false }
    let hasSign = text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-")
    return !(hasSign && isPlainNumber(text.dropFirst()))
  }

  private static func isPlainNumber(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count <= 2
      && parts.allSatisfy { part in
        !part.isEmpty && part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      }
  }
}
