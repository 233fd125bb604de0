import CTextScan

/// A plain array of objects, or JSON Lines: one object a line.
///
/// Source: RFC 8259, jsonlines.org.
struct JSONRowEncoder: RowEncoder {
  let isLines: Bool

  func header(_ columns: [ExportColumn]) -> [UInt8] {
    isLines ? [] : Array("[".utf8)
  }

  func rowStart(isFirst: Bool) -> [UInt8] {
    Array((isLines ? "{" : isFirst ? "\n{" : ",\n{").utf8)
  }

  func cellStart(_ column: ExportColumn, isFirst: Bool) -> [UInt8] {
    Array("\(isFirst ? "" : ",")\"\(column.key)\":".utf8)
  }

  var rowEnd: [UInt8] {
    Array((isLines ? "}\n" : "}").utf8)
  }

  func footer(isEmpty: Bool) -> [UInt8] {
    Array((isLines ? "" : isEmpty ? "]\n" : "\n]\n").utf8)
  }

  func appendText(_ text: UnsafeBufferPointer<UInt8>, readable: Int, to bytes: inout ByteBuffer) {
    guard !text.isEmpty else { return appendNull(to: &bytes) }
    bytes.append(Self.quote)
    if !bytes.append(text, readable: readable, unlessMarkedBy: Self.escaped) {
      for byte in text { appendEscaped(byte, to: &bytes) }
    }
    bytes.append(Self.quote)
  }

  func appendNumber(_ number: UInt64?, to bytes: inout ByteBuffer) {
    if let number { bytes.append(digitsOf: number) } else { appendNull(to: &bytes) }
  }

  func spelled(_ flag: Bool?) -> [UInt8] {
    Array((flag.map { $0 ? "true" : "false" } ?? "null").utf8)
  }

  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")
  private static let delete: UInt8 = 0x7F
  private static let firstPrintable: UInt8 = 0x20
  private static let escaped = text_scan_marks(
    bytes: (quote, backslash, delete, delete), bound: firstPrintable)

  private static let hexDigits = Array("0123456789abcdef".utf8)

  private func appendEscaped(_ byte: UInt8, to bytes: inout ByteBuffer) {
    switch byte {
    case Self.quote, Self.backslash:
      bytes.append(Self.backslash)
      bytes.append(byte)
    case ..<Self.firstPrintable, Self.delete:
      bytes.append("\\u00")
      bytes.append(Self.hexDigits[Int(byte >> 4)])
      bytes.append(Self.hexDigits[Int(byte & 15)])
    default:
      bytes.append(byte)
    }
  }

  private func appendNull(to bytes: inout ByteBuffer) {
    bytes.append("null")
  }
}
