/// A time on an unnamed wall clock: the API's dates carry no zone.
///
/// Shape: `YYYY-MM-DD'T'hh:mm:ss` (the API's `updatedOn`).
package struct LocalDateTime: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Seconds since 1970-01-01T00:00:00 on the same clock.
  package let secondsSinceEpoch: Int64

  package init(secondsSinceEpoch: Int64) {
    self.secondsSinceEpoch = secondsSinceEpoch
  }

  /// Reads `YYYY-MM-DD`, alone or followed by `T` or a blank, `hh:mm`, `:ss` and a fraction, which is dropped.
  ///
  /// Returns nil for anything else, a zone included, and for days and times that don't exist.
  package init?(parsing text: some Collection<UInt8>) {
    var digits = DigitReader(text)
    guard let year = digits.number(4), digits.skip("-"), let month = digits.number(2), digits.skip("-"),
      let day = digits.number(2), let date = LocalDate(year: year, month: month, day: day)
    else { return nil }
    var seconds = Int64(date.daysSinceEpoch) * Self.secondsPerDay
    if !digits.isAtEnd {
      guard digits.skip("T") || digits.skip(" "), let hour = digits.number(2), digits.skip(":"),
        let minute = digits.number(2), hour < 24, minute < 60
      else { return nil }
      var second = 0
      if digits.skip(":") {
        guard let value = digits.number(2), value < 60 else { return nil }
        second = value
        if digits.skip("."), !digits.skipDigits() { return nil }
      }
      guard digits.isAtEnd else { return nil }
      seconds += Int64(hour * 3600 + minute * 60 + second)
    }
    secondsSinceEpoch = seconds
  }

  package init?(_ text: String) {
    self.init(parsing: text.utf8)
  }

  package static let secondsPerDay: Int64 = 86_400

  package var date: LocalDate {
    let (days, rest) = secondsSinceEpoch.quotientAndRemainder(dividingBy: Self.secondsPerDay)
    return LocalDate(daysSinceEpoch: Int(rest < 0 ? days - 1 : days))
  }

  package static func < (first: LocalDateTime, second: LocalDateTime) -> Bool {
    first.secondsSinceEpoch < second.secondsSinceEpoch
  }

  /// `YYYY-MM-DD'T'hh:mm:ss`, as the API writes it.
  package var description: String {
    var text = ""
    withUTF8 { text = String(decoding: $0, as: UTF8.self) }
    return text
  }

  /// Calls `body` with what `description` says; `readableBytes` can be read from its start on.
  func withUTF8(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    let second = Int(secondsSinceEpoch - Int64(date.daysSinceEpoch) * Self.secondsPerDay)
    let (year, month, day) = date.components
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.readableBytes + Self.longestYear) { bytes in
      var count = 0
      year.withDecimalDigits(atLeast: 4) { digits in
        count = digits.count
        for (place, digit) in digits.enumerated() { bytes[place] = digit }
      }
      func append(_ separator: Unicode.Scalar, _ number: Int) {
        bytes[count] = UInt8(ascii: separator)
        bytes[count + 1] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10)
        bytes[count + 2] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10)
        count += 3
      }
      append("-", month)
      append("-", day)
      append("T", second / 3600)
      append(":", second / 60 % 60)
      append(":", second % 60)
      body(UnsafeBufferPointer(rebasing: bytes[..<count]))
    }
  }

  /// How many bytes of what `withUTF8` spells can be read, however short it is.
  static let readableBytes = 128
  /// The digits of the largest number, and a sign.
  private static let longestYear = 20
}

/// Reads fixed-width numbers and separators from ASCII bytes.
private struct DigitReader<Text: Collection> where Text.Element == UInt8 {
  private var rest: Text.SubSequence

  init(_ text: Text) {
    rest = text[...]
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func number(_ width: Int) -> Int? {
    var value = 0
    for _ in 0..<width {
      guard let byte = rest.first, (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
      rest.removeFirst()
    }
    return value
  }

  mutating func skip(_ separator: Unicode.Scalar) -> Bool {
    guard let byte = rest.first, UInt32(byte) == separator.value else { return false }
    rest.removeFirst()
    return true
  }

  mutating func skipDigits() -> Bool {
    let before = rest.count
    rest = rest.drop { (0x30...0x39).contains($0) }
    return rest.count < before
  }
}

extension BinaryInteger {
  /// Calls `body` with the decimal digits, at least `width` of them, after a minus sign if there is one.
  func withDecimalDigits(atLeast width: Int = 1, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    let maxCharacters = 20
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: maxCharacters + width) { characters in
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
