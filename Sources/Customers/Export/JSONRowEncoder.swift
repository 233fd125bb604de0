/// A plain array of objects, or JSON Lines: one object a line.
///
/// Source: RFC 8259, jsonlines.org.
struct JSONRowEncoder: RowEncoder {
  let isLines: Bool

  func appendHeader(_ columns: [ExportColumn], to bytes: inout [UInt8]) {
    if !isLines { bytes.append(contentsOf: "[".utf8) }
  }

  func appendRowStart(isFirst: Bool, to bytes: inout [UInt8]) {
    if !isLines { bytes.append(contentsOf: (isFirst ? "\n" : ",\n").utf8) }
    bytes.append(contentsOf: "{".utf8)
  }

  func appendCellStart(_ column: ExportColumn, isFirst: Bool, to bytes: inout [UInt8]) {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: column.key.utf8)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
  }

  func appendText(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    guard !text.isEmpty else {
      appendNull(to: &bytes)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0..<0x20, 0x7F:
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(Self.hexDigits[Int(byte >> 4)])
        bytes.append(Self.hexDigits[Int(byte & 15)])
      default:
        bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  func appendNumber(_ number: Int64?, to bytes: inout [UInt8]) {
    if let number { appendDigits(number, to: &bytes) } else { appendNull(to: &bytes) }
  }

  func appendFlag(_ flag: Bool?, to bytes: inout [UInt8]) {
    if let flag { bytes.append(contentsOf: (flag ? "true" : "false").utf8) } else { appendNull(to: &bytes) }
  }

  func appendRowEnd(to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "}"))
    if isLines { bytes.append(UInt8(ascii: "\n")) }
  }

  func appendFooter(isEmpty: Bool, to bytes: inout [UInt8]) {
    if !isLines { bytes.append(contentsOf: (isEmpty ? "]\n" : "\n]\n").utf8) }
  }

  private static let hexDigits = Array("0123456789abcdef".utf8)

  private func appendNull(to bytes: inout [UInt8]) {
    bytes.append(contentsOf: "null".utf8)
  }
}
