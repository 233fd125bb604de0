extension BinaryInteger {
  /// Calls `body` with the decimal digits, at least `width` of them, after a minus sign if there is one.
  func withDecimalDigits(atLeast width: Int = 1, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    let mostCharacters = 20
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: mostCharacters + width) { characters in
      var rest = UInt64(magnitude)
      var first = characters.count
      repeat {
        first -= 1
        characters.initializeElement(at: first, to: UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
        rest /= 10
      } while rest > 0 || characters.count - first < width
      if self < 0 {
        first -= 1
        characters.initializeElement(at: first, to: UInt8(ascii: "-"))
      }
      body(UnsafeBufferPointer(rebasing: characters[first...]))
    }
  }
}
