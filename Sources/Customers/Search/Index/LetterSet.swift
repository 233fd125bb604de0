/// Which letters a folded text has, and which of them twice, roughly: different letters may share a bit.
///
/// Tells in one step that a text can't hold the letters of a term, before anything is compared.
struct LetterSet: OptionSet, Sendable {
  let rawValue: UInt64

  /// The letters of `text`, folded UTF-8.
  init(_ text: UnsafeBufferPointer<UInt8>) {
    var once: UInt64 = 0
    var twice: UInt64 = 0
    for byte in text {
      let bit = Self.bit(of: byte)
      twice |= once & bit
      once |= bit
    }
    rawValue = once | (twice & ~Self.nonASCII.rawValue) &<< 32
  }

  init(rawValue: UInt64) {
    self.rawValue = rawValue
  }

  /// The bit of all characters of several bytes.
  private static let nonASCII = LetterSet(rawValue: 1 << 31)

  /// a–z have a bit each, other ASCII characters share five, and all the rest, of several bytes, one; each but the
  /// last has another bit for a second one.
  ///
  /// So each character has one bit at most that no other one of a text has, and a term that lacks `n` bits
  /// lacks at least `n` letters.
  @inline(__always)
  private static func bit(of byte: UInt8) -> UInt64 {
    let letter = byte &- UInt8(ascii: "a")
    let other: UInt8 = byte < 0x80 ? 26 &+ byte % 5 : 31
    return 1 &<< UInt64(letter < 26 ? letter : other)
  }

  /// How many letters of this set `other` lacks, at least.
  @inline(__always)
  func countMissing(in other: LetterSet) -> Int {
    (rawValue & ~other.rawValue).nonzeroBitCount
  }
}
