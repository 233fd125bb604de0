import CTextScan

/// The grammar of one output format: what stands around rows and cells, and how values are spelled.
protocol RowEncoder {
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
    _ text: UnsafeBufferPointer<UInt8>, readable: Int, unlessMarkedBy marks: text_scan_marks
  ) -> Bool {
    guard readable >= text.count + Self.step else { return false }
    var isUnmarked = false
    var marks = marks
    append(atMost: text.count + Self.step) { output in
      isUnmarked = text_scan_copy_unmarked(text.baseAddress, text.count, &marks, output)
      return isUnmarked ? text.count : 0
    }
    return isUnmarked
  }

  mutating func append(digitsOf number: UInt64) {
    number.withDecimalDigits { append($0) }
  }
}
