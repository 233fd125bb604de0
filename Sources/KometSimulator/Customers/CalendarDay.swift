/// A day of the Gregorian calendar on the sample server's wall clock, which names no time zone.
package struct CalendarDay: Sendable, Hashable, Comparable {
  static let secondsPerDay = 86_400

  /// Days since 1970-01-01.
  let daysSinceEpoch: Int

  init(daysSinceEpoch: Int) {
    self.daysSinceEpoch = daysSinceEpoch
  }

  /// Reads `YYYY-MM-DD`; nil for anything else and for days that don't exist.
  package init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2] else { return nil }
    let numbers = parts.compactMap { part in
      part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(String(part) ?? "") : nil
    }
    guard numbers.count == parts.count else { return nil }
    let day = CalendarDay(year: numbers[0], month: numbers[1], day: numbers[2])
    // A 13th month or a 30th of February comes out as another day than the one asked for.
    guard day.components == (numbers[0], numbers[1], numbers[2]) else { return nil }
    self = day
  }

  /// The day; a month or day beyond its range counts on into the next.
  ///
  /// Source of the arithmetic: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
  init(year: Int, month: Int, day: Int) {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    daysSinceEpoch = era * 146_097 + dayOfEra - 719_468
  }

  /// The day in the machine's time zone.
  package static var today: CalendarDay {
    CalendarDay(daysSinceEpoch: WallClock.secondsNow / secondsPerDay)
  }

  var components: (year: Int, month: Int, day: Int) {
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

  /// The first second of the day, since 1970-01-01T00:00:00 on the same clock.
  var firstSecond: Int { daysSinceEpoch * Self.secondsPerDay }

  package static func < (first: CalendarDay, second: CalendarDay) -> Bool {
    first.daysSinceEpoch < second.daysSinceEpoch
  }
}
