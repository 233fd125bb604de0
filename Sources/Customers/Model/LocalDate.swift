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
