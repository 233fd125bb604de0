/// Reads days to come, as people write follow-ups and as they stand after `due:`.
package enum DueDays {
  /// The day that a text means: `today`, `tomorrow`, `mon`, `+2w`, `2026-12-05`; throws with what is wrong, in a short
  /// sentence.
  package static func day(_ text: String, today: LocalDate) throws(QueryReadingError) -> LocalDate {
    let text = text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !text.isEmpty else { throw QueryReadingError(howToWrite) }
    let days = try readDays(text[...], today: today)
    guard days.lowerBound == days.upperBound else { throw QueryReadingError("\(text) is more than one day") }
    return days.lowerBound
  }

  private static let howToWrite = "write a day as tomorrow, mon, +2w or 2026-12-05"

  /// The days that stand after `due:`, in days since 1970.
  static func read(_ value: String, today: LocalDate) throws(QueryReadingError) -> ClosedRange<Int> {
    let value = value.lowercased()
    if let dots = value.firstRange(of: "..") {
      let (first, last) = (value[..<dots.lowerBound], value[dots.upperBound...])
      guard !first.isEmpty || !last.isEmpty else { throw QueryReadingError(howToWrite) }
      let from = first.isEmpty ? .min : try readDays(first, today: today).lowerBound.daysSinceEpoch
      let to = last.isEmpty ? .max : try readDays(last, today: today).upperBound.daysSinceEpoch
      guard from <= to else { throw QueryReadingError("it ends before it begins") }
      return from...to
    }
    let comparison = ["<=", ">=", "<", ">", "="].first { value.hasPrefix($0) } ?? ""
    let operand = value.dropFirst(comparison.count)
    guard !operand.isEmpty else { throw QueryReadingError(howToWrite) }
    let days = try readDays(operand, today: today)
    let (first, last) = (days.lowerBound.daysSinceEpoch, days.upperBound.daysSinceEpoch)
    switch comparison {
    case "<": return .min...first - 1
    case "<=": return .min...last
    case ">": return last + 1 ... .max
    case ">=": return first ... .max
    default: return first...last
    }
  }

  private static func readDays(
    _ text: Substring, today: LocalDate
  ) throws(QueryReadingError) -> ClosedRange<LocalDate> {
    if text == "tomorrow" { return today.adding(days: 1)...today.adding(days: 1) }
    if let weekday = LocalDate.weekday(named: text) {
      let next = today.adding(days: (weekday - today.weekday + 6) % 7 + 1)
      return next...next
    }
    if let day = try readDistance(text, today: today) { return day...day }
    return try UpdatedTimes.readDays(text, today: today, otherwise: howToWrite)
  }

  /// Reads how far ahead a day is, such as `+2w` or `2w`; nil if it isn't that.
  private static func readDistance(
    _ text: Substring, today: LocalDate
  ) throws(QueryReadingError) -> LocalDate? {
    guard let unit = text.last, "dwmy".contains(unit) else { return nil }
    let digits = text.dropLast().drop { $0 == "+" }
    guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isWholeNumber }) else { return nil }
    guard digits.count <= maxDigits, let count = Int(digits) else {
      throw QueryReadingError("\(text) is too far ahead")
    }
    return switch unit {
    case "d": today.adding(days: count)
    case "w": today.adding(days: count * 7)
    case "m": today.subtracting(months: -count)
    default: today.subtracting(months: -count * 12)
    }
  }

  private static let maxDigits = 3
}

extension LocalDate {
  private static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  /// The number of the day whose name begins so, at least with three letters; 0 is Monday.
  fileprivate static func weekday(named name: Substring) -> Int? {
    name.count < 3 ? nil : weekdays.firstIndex { $0.hasPrefix(name) }
  }

  /// 0 is Monday.
  fileprivate var weekday: Int {
    // 1970-01-01 was a Thursday.
    let days = (daysSinceEpoch + 3) % 7
    return days < 0 ? days + 7 : days
  }

  /// For example `Mon`.
  package var weekdayName: String { String(Self.weekdays[weekday].prefix(3)).capitalizedFirst }

  package func adding(days: Int) -> LocalDate { LocalDate(daysSinceEpoch: daysSinceEpoch + days) }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
