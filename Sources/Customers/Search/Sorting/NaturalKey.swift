/// Makes of a folded text bytes that sort as people count: `2-14` before `10`.
///
/// Digits become a `0`, how many there are without zeros in front, and these. So equal values make equal
/// keys, however they are written. A key holds no byte 0, so it can be filled up with them.
enum NaturalKey {
  /// Appends the key of `text`, folded UTF-8.
  static func append(of text: UnsafeBufferPointer<UInt8>, to scratch: inout ByteScratch) {
    scratch.append(atMost: text.count * mostBytesPerByte) { key in
      var end = key
      func append(_ byte: UInt8) {
        end.pointee = byte
        end += 1
      }
      var index = 0
      while index < text.count {
        let byte = text[index]
        guard isDigit(byte) else {
          append(max(byte, 1))
          index += 1
          continue
        }
        while index < text.count, text[index] == UInt8(ascii: "0") { index += 1 }
        let start = index
        while index < text.count, isDigit(text[index]) { index += 1 }
        append(UInt8(ascii: "0"))
        // A greater number makes greater bytes, none of them 0.
        var digitCount = index - start
        while digitCount >= Int(UInt8.max) - 1 {
          append(.max)
          digitCount -= Int(UInt8.max) - 1
        }
        append(UInt8(digitCount + 1))
        for digit in text[start..<index] { append(digit) }
      }
      return end - key
    }
  }

  /// A single digit becomes the most bytes.
  private static let mostBytesPerByte = 3

  @inline(__always)
  private static func isDigit(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10
  }
}
