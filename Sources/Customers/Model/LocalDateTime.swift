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

  /// Calls `body` with what `description` says.
  func withUTF8(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    let second = Int(secondsSinceEpoch - Int64(date.daysSinceEpoch) * Self.secondsPerDay)
    let (year, month, day) = date.components
    let mostBytes = 40
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: mostBytes) { bytes in
      var count = 0
      func append(_ number: Int, width: Int, before separator: Unicode.Scalar?) {
        number.withDecimalDigits(atLeast: width) { digits in
          for digit in digits {
            bytes.initializeElement(at: count, to: digit)
            count += 1
          }
        }
        guard let separator else { return }
        bytes.initializeElement(at: count, to: UInt8(ascii: separator))
        count += 1
      }
      append(year, width: 4, before: "-")
      append(month, width: 2, before: "-")
      append(day, width: 2, before: "T")
      append(second / 3600, width: 2, before: ":")
      append(second / 60 % 60, width: 2, before: ":")
      append(second % 60, width: 2, before: nil)
      body(UnsafeBufferPointer(rebasing: bytes[..<count]))
    }
  }
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
