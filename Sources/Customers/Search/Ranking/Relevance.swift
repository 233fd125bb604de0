/// How well a customer matches a term or a query; the smaller, the better.
///
/// A match of a text is worth 0 when it is a whole field, 2 at a field's start, 4 at a word's start and 6
/// elsewhere; one more in another field than name and code. A term counts by its best match, a guessed one
/// by `GuessedMatch`; other conditions count nothing. The terms of a query are added up, up to `worst`.
enum Relevance {
  static let wholeField: UInt8 = 0
  static let fieldStart: UInt8 = 2
  static let wordStart: UInt8 = 4
  static let inside: UInt8 = 6
  /// Added in fields that aren't the foremost ones.
  static let elsewhere: UInt8 = 1
  static let worst: UInt8 = .max - 1
  /// Stands for a customer that doesn't match.
  static let none: UInt8 = .max

  /// What a match of a text is worth, whatever the field.
  ///
  /// `start` and `end` are the match's in a buffer of `FoldedTexts`.
  @inline(__always)
  static func place(of start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>) -> UInt8 {
    let before = start[-1]
    if before == FoldedTexts.separator {
      return end[0] == FoldedTexts.separator ? wholeField : fieldStart
    }
    if before < 0x80 {
      let isInWord = before &- UInt8(ascii: "a") < 26 || before &- UInt8(ascii: "0") < 10
      return isInWord ? inside : wordStart
    }
    return isInWord(endingAt: start) ? inside : wordStart
  }

  /// What the match `part` of `text` is worth, whatever the field.
  static func place(of part: Range<Int>, in text: [UInt32]) -> UInt8 {
    if part.lowerBound == 0 { return part.upperBound == text.count ? wholeField : fieldStart }
    let isInWord = Unicode.Scalar(text[part.lowerBound - 1]).map(isInWord) ?? false
    return isInWord ? inside : wordStart
  }

  /// Whether the scalar before `end`, one of several bytes, is a letter or a number.
  private static func isInWord(endingAt end: UnsafePointer<UInt8>) -> Bool {
    var start = end - 1
    while start.pointee & 0xC0 == 0x80 { start -= 1 }
    var bytes = UnsafeBufferPointer(start: start, count: end - start).makeIterator()
    var decoder = UTF8()
    guard case .scalarValue(let scalar) = decoder.decode(&bytes) else { return false }
    return isInWord(scalar)
  }

  private static func isInWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
