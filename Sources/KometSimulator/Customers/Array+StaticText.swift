extension [UInt8] {
  /// Appends UTF-8 that is part of the program, without making a string.
  mutating func append(_ text: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
