/// Makes of a folded text bytes that sort as people count: `2-14` before `10`.
///
/// Digits become a `0`, how many there are without zeros in front, and these. So equal values make equal
/// keys, however they are written. A key holds no byte 0, so it can be filled up with them.
enum NaturalKey {
  /// Appends the key of `text`, folded UTF-8.
  static func append(of text: UnsafeBufferPointer<UInt8>, to scratch: inout ByteScratch) {
    var index = 0
    while index < text.count {
      let byte = text[index]
      guard isDigit(byte) else {
        scratch.append(max(byte, 1))
        index += 1
        continue
      }
      while index < text.count, text[index] == UInt8(ascii: "0") { index += 1 }
      let start = index
      while index < text.count, isDigit(text[index]) { index += 1 }
      scratch.append(UInt8(ascii: "0"))
      append(count: index - start, to: &scratch)
      scratch.append(UnsafeBufferPointer(rebasing: text[start..<index]))
    }
  }

  /// Appends a number so that a greater one makes greater bytes, none of them 0.
  private static func append(count: Int, to scratch: inout ByteScratch) {
    var rest = count
    while rest >= Int(UInt8.max) - 1 {
      scratch.append(.max)
      rest -= Int(UInt8.max) - 1
    }
    scratch.append(UInt8(rest + 1))
  }

  @inline(__always)
  private static func isDigit(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10
  }
}
