import CTextScan

/// CSV as in RFC 4180, with any delimiter.
///
/// Lines end with CRLF. A cell is quoted that holds the delimiter, a quote or a line break, has a blank at either end,
/// or holds another sign at which spreadsheets split: `,` `;` or a tab. A cell that a spreadsheet would run as a formula
/// gets an apostrophe in front, unless it is a plain number or `isRaw` is set.
struct DelimitedEncoder: RowEncoder {
  // All of it is plain numbers: what is counted by reference takes the cores more time than a cell.
  private let delimiter: Unicode.Scalar
  private let isRaw: Bool
  private let hasByteOrderMark: Bool
  /// The bytes for which a cell may need quotes: all control characters, and these.
  private let marks: text_fold_marks

  init(_ options: CustomerExport.Options) {
    delimiter = options.delimiter
    isRaw = options.isRaw
    hasByteOrderMark = options.hasByteOrderMark
    marks = text_fold_marks(
      bytes: (Self.quote, Self.comma, Self.semicolon, UTF8.encode(delimiter)?.first ?? Self.quote),
      bound: Self.blank)
  }

  func header(_ columns: [ExportColumn]) -> [UInt8] {
    let titles = columns.map { spelled($0.title) }.joined(separator: String(delimiter).utf8)
    return (hasByteOrderMark ? Array("\u{FEFF}".utf8) : []) + titles + rowEnd
  }

  func cellStart(_ column: ExportColumn, isFirst: Bool) -> [UInt8] {
    isFirst ? [] : Array(String(delimiter).utf8)
  }

  var rowEnd: [UInt8] { [Self.carriageReturn, Self.lineFeed] }

  func appendText(_ text: UnsafeBufferPointer<UInt8>, readable: Int, to bytes: inout ByteBuffer) {
    guard !text.isEmpty else { return }
    let isGuarded = !isRaw && FormulaGuard.isNeeded(for: text)
    let isPlain = !isGuarded && !Self.isBlank(text[0]) && !Self.isBlank(text[text.count - 1])
    if isPlain, bytes.append(text, readable: readable, unlessMarkedBy: marks) { return }
    appendCarefully(text, isGuarded: isGuarded, to: &bytes)
  }

  private static let tab: UInt8 = 0x09
  private static let lineFeed: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D
  private static let blank: UInt8 = 0x20
  private static let quote = UInt8(ascii: "\"")
  private static let apostrophe = UInt8(ascii: "'")
  private static let comma = UInt8(ascii: ",")
  private static let semicolon = UInt8(ascii: ";")

  private func appendCarefully(
    _ text: UnsafeBufferPointer<UInt8>, isGuarded: Bool, to bytes: inout ByteBuffer
  ) {
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
    if Self.isBlank(text[0]) || Self.isBlank(text[text.count - 1]) { return true }
    let delimiter = String(delimiter).utf8
    for (index, byte) in text.enumerated() {
      switch byte {
      case Self.quote, Self.lineFeed, Self.carriageReturn, Self.comma, Self.semicolon, Self.tab: return true
      default: if byte == delimiter.first, text[index...].starts(with: delimiter) { return true }
      }
    }
    return false
  }

  @inline(__always)
  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == blank || byte == tab
  }
}

/// TSV for pipes: one row a line, one tab between two cells, whatever the cells hold.
///
/// A tab, a line end and a backslash in a cell are spelled `\t`, `\n`, `\r` and `\\`. There are no quotes, which `cut`
/// and `awk` would not know, and no guard against formulas.
///
/// Source: Miller's file formats; PostgreSQL's COPY, text format.
struct TabSeparatedEncoder: RowEncoder {
  func header(_ columns: [ExportColumn]) -> [UInt8] {
    Array(columns.map { spelled($0.title) }.joined(separator: [Self.tab])) + rowEnd
  }

  func cellStart(_ column: ExportColumn, isFirst: Bool) -> [UInt8] {
    isFirst ? [] : [Self.tab]
  }

  var rowEnd: [UInt8] { [Self.lineFeed] }

  func appendText(_ text: UnsafeBufferPointer<UInt8>, readable: Int, to bytes: inout ByteBuffer) {
    guard !text.isEmpty, !bytes.append(text, readable: readable, unlessMarkedBy: Self.escaped) else { return }
    for byte in text {
      switch byte {
      case Self.tab: bytes.append("\\t")
      case Self.lineFeed: bytes.append("\\n")
      case Self.carriageReturn: bytes.append("\\r")
      case Self.backslash: bytes.append("\\\\")
      default: bytes.append(byte)
      }
    }
  }

  private static let tab: UInt8 = 0x09
  private static let lineFeed: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D
  private static let backslash = UInt8(ascii: "\\")
  private static let escaped = text_fold_marks(bytes: (tab, lineFeed, carriageReturn, backslash), bound: 0)
}

/// Tells which cells a spreadsheet would run as formulas.
///
/// It is the first character that can be seen that counts, in whatever width it is written: spreadsheets drop blanks,
/// and people would not notice others. Besides, no cell may begin with a tab or a line break. Plain numbers such as
/// `-12.5` are left alone.
///
/// Source: OWASP, "CSV Injection".
enum FormulaGuard {
  /// Whether a cell, which must not be empty, needs an apostrophe in front.
  @inline(__always)
  static func isNeeded(for text: UnsafeBufferPointer<UInt8>) -> Bool {
    switch text[0] {
    case UInt8(ascii: "="), UInt8(ascii: "@"), UInt8(ascii: "+"), UInt8(ascii: "-"): isFormula(text)
    case 0x21..<0x7F: false
    default: isFormula(text)
    }
  }

  @inline(never)
  private static func isFormula(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    switch text[0] {
    // A tab, LF or CR.
    case 0x09, 0x0A, 0x0D: return true
    default: break
    }
    var rest = text[...]
    while let (scalar, length) = first(of: rest), isInvisible(scalar) { rest = rest.dropFirst(length) }
    guard let (scalar, length) = first(of: rest) else { return false }
    switch scalar {
    case "=", "@", "\u{FF1D}", "\u{FF20}", "\u{FF0B}", "\u{FF0D}": return true
    case "+", "-": return !isPlainNumber(rest.dropFirst(length))
    default: return false
    }
  }

  /// The first character and how many bytes it has; nil at the end.
  private static func first(
    of text: Slice<UnsafeBufferPointer<UInt8>>
  ) -> (scalar: Unicode.Scalar, length: Int)? {
    guard let byte = text.first else { return nil }
    guard byte >= 0x80 else { return (Unicode.Scalar(byte), 1) }
    var decoder = Unicode.UTF8.ForwardParser()
    var bytes = text.prefix(4).makeIterator()
    guard case .valid(let encoded) = decoder.parseScalar(from: &bytes) else { return ("\u{FFFD}", 1) }
    return (Unicode.UTF8.decode(encoded), encoded.count)
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    guard !scalar.isASCII else { return scalar.value <= 0x20 || scalar.value == 0x7F }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator: return true
    // The blank of Braille is a sign of its own.
    default: return properties.isDefaultIgnorableCodePoint || scalar == "\u{2800}"
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
