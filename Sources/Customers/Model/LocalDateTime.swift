/// A day of the Gregorian calendar, without a time zone.
package struct LocalDate: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Days since 1970-01-01.
  package let daysSinceEpoch: Int

  package init(daysSinceEpoch: Int) {
    self.daysSinceEpoch = daysSinceEpoch
  }

  /// The day, or nil if the calendar has no such day.
  ///
  /// Source of the arithmetic: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
  package init?(year: Int, month: Int, day: Int) {
    guard (0...9999).contains(year), (1...12).contains(month),
      day >= 1, day <= Self.days(inMonth: month, of: year)
    else { return nil }
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    daysSinceEpoch = era * 146_097 + dayOfEra - 719_468
  }

  /// Reads `YYYY-MM-DD`; nil for anything else and for days that don't exist.
  package init?(_ text: String) {
    guard text.utf8.count == Self.length, let time = LocalDateTime(text) else { return nil }
    self = time.date
  }

  /// The letters of `YYYY-MM-DD`.
  private static let length = 10

  package static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  package var components: (year: Int, month: Int, day: Int) {
    let shifted = daysSinceEpoch + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  package func adding(days: Int) -> LocalDate { LocalDate(daysSinceEpoch: daysSinceEpoch + days) }

  /// The same day so many months earlier, or that month's last day if it is shorter.
  ///
  /// Never before the first day of the year 0.
  package func subtracting(months: Int) -> LocalDate {
    let (year, month, day) = components
    let monthsSinceYear0 = year * 12 + month - 1 - months
    let length = Self.days(inMonth: monthsSinceYear0 % 12 + 1, of: monthsSinceYear0 / 12)
    let earlier = LocalDate(
      year: monthsSinceYear0 / 12, month: monthsSinceYear0 % 12 + 1, day: min(day, length))
    return earlier ?? LocalDate(daysSinceEpoch: Self.daysOfYear0)
  }

  /// 0000-01-01 in days since 1970-01-01.
  private static let daysOfYear0 = -719_528

  package static func < (first: LocalDate, second: LocalDate) -> Bool {
    first.daysSinceEpoch < second.daysSinceEpoch
  }

  /// `YYYY-MM-DD`.
  package var description: String {
    let (year, month, day) = components
    return "\(year.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))"
  }
}

extension Int {
  /// The decimal digits, with zeros in front up to `width`.
  func padded(to width: Int) -> String {
    let digits = String(self)
    return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
  }
}

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
