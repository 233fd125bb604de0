/// Which letters a folded text has, roughly: different letters may share a bit.
///
/// Tells in one step that a text can't hold the letters of a term, before anything is compared.
struct LetterSet: OptionSet, Sendable {
  let rawValue: UInt32

  /// The letters of `text`, folded UTF-8.
  init(_ text: UnsafeBufferPointer<UInt8>) {
    var bits: UInt32 = 0
    for byte in text { bits |= Self.bit(of: byte) }
    rawValue = bits
  }

  init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// a–z have a bit each, other ASCII characters share five, and all the rest, of several bytes, one.
  ///
  /// So each character has one bit, and a term that lacks `n` of them lacks at least `n` letters.
  @inline(__always)
  private static func bit(of byte: UInt8) -> UInt32 {
    let letter = byte &- UInt8(ascii: "a")
    let other: UInt8 = byte < 0x80 ? 26 &+ byte % 5 : 31
    return 1 &<< UInt32(letter < 26 ? letter : other)
  }

  /// How many letters of this set `other` lacks, at least.
  @inline(__always)
  func countMissing(in other: LetterSet) -> Int {
    (rawValue & ~other.rawValue).nonzeroBitCount
  }
}
