/// Reads folded UTF-8 as scalars into memory that is used again and again.
struct ScalarReader {
  private(set) var scalars: [UInt32] = []

  /// Reads `text`, valid UTF-8, in place of what was read before.
  mutating func read(_ text: UnsafeBufferPointer<UInt8>) {
    scalars.removeAll(keepingCapacity: true)
    scalars.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      let first = text[index]
      if first < 0x80 {
        scalars.append(UInt32(first))
        index += 1
        continue
      }
      let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
      var value = UInt32(first) & (0x7F >> UInt32(length))
      for byte in text[index + 1..<index + length] { value = value << 6 | UInt32(byte & 0x3F) }
      scalars.append(value)
      index += length
    }
  }
}
