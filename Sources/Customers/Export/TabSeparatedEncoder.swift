import CTextScan

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

  func rowStart(isFirst: Bool) -> [UInt8] { [] }

  func cellStart(_ column: ExportColumn, isFirst: Bool) -> [UInt8] {
    isFirst ? [] : [Self.tab]
  }

  var rowEnd: [UInt8] { [Self.lineFeed] }

  func footer(isEmpty: Bool) -> [UInt8] { [] }

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

  func appendNumber(_ number: UInt64?, to bytes: inout ByteBuffer) {
    if let number { bytes.append(digitsOf: number) }
  }

  func spelled(_ flag: Bool?) -> [UInt8] {
    Array((flag.map { $0 ? "yes" : "no" } ?? "").utf8)
  }

  private static let tab: UInt8 = 0x09
  private static let lineFeed: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D
  private static let backslash = UInt8(ascii: "\\")
  private static let escaped = text_scan_marks(bytes: (tab, lineFeed, carriageReturn, backslash), bound: 0)
}
