import CTextScan

/// The grammar of one output format: what stands around rows and cells, and how values are spelled.
protocol RowEncoder: Sendable {
  func header(_ columns: [ExportColumn]) -> [UInt8]
  func rowStart(isFirst: Bool) -> [UInt8]
  func cellStart(_ column: ExportColumn, isFirst: Bool) -> [UInt8]
  var rowEnd: [UInt8] { get }
  func footer(isEmpty: Bool) -> [UInt8]

  /// Appends a text; an empty one is an unknown one.
  ///
  /// Faster where `readable` bytes from the text's start on can be read, a step more than it has.
  func appendText(_ text: UnsafeBufferPointer<UInt8>, readable: Int, to bytes: inout ByteBuffer)
  /// Appends a number; nil is an unknown one.
  func appendNumber(_ number: UInt64?, to bytes: inout ByteBuffer)
  /// A flag; nil is an unknown one.
  func spelled(_ flag: Bool?) -> [UInt8]
}

// As tables of text have it: nothing around rows, and nothing for what is unknown.
extension RowEncoder {
  func rowStart(isFirst: Bool) -> [UInt8] { [] }

  func footer(isEmpty: Bool) -> [UInt8] { [] }

  func appendNumber(_ number: UInt64?, to bytes: inout ByteBuffer) {
    if let number { bytes.append(digitsOf: number) }
  }

  func spelled(_ flag: Bool?) -> [UInt8] {
    Array((flag.map { $0 ? "yes" : "no" } ?? "").utf8)
  }
}

extension RowEncoder {
  func spelled(_ text: String) -> [UInt8] {
    var text = text
    var bytes = ByteBuffer(capacity: text.utf8.count + 2)
    text.withUTF8 { appendText($0, readable: $0.count, to: &bytes) }
    return Array(bytes.content)
  }

  func spelled(_ number: UInt64?) -> [UInt8] {
    var bytes = ByteBuffer(capacity: 20)
    appendNumber(number, to: &bytes)
    return Array(bytes.content)
  }
}

extension ByteBuffer {
  /// Appends a text in which no byte is marked; else, or if too little can be read, appends nothing: false.
  @inline(__always)
  mutating func append(
    _ text: UnsafeBufferPointer<UInt8>, readable: Int, unlessMarkedBy marks: text_fold_marks
  ) -> Bool {
    guard readable >= text.count + Self.step else { return false }
    var isUnmarked = false
    var marks = marks
    append(atMost: text.count + Self.step) { output in
      isUnmarked = text_fold_copy_unmarked(text.baseAddress, text.count, &marks, output)
      return isUnmarked ? text.count : 0
    }
    return isUnmarked
  }

  mutating func append(digitsOf number: UInt64) {
    number.withDecimalDigits { append($0) }
  }
}

/// What a column is called in an export.
package struct ExportColumn: Equatable, Sendable {
  /// The name for people, in the header of CSV and TSV.
  package let title: String
  /// The key in JSON and JSON Lines.
  package let key: String

  package init(title: String, key: String) {
    self.title = title
    self.key = key
  }

  init(_ column: CustomerColumn) {
    self.init(title: column.title, key: column.jsonKey)
  }
}

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
  private static let escaped = text_fold_marks(
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
