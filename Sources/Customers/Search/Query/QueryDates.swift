/// Reads what stands after `updated:`, `changed:`, `new:` and `gone:`.
package enum UpdatedTimes {
  /// The first day of a date as queries write it (`2026`, `2026-11`, `2026-11-01`, `today`, `yesterday`), or the day
  /// that an age such as `7d` ends at; nil if `value` is neither.
  package static func firstDay(_ value: String, today: LocalDate) -> LocalDate? {
    let value = value.lowercased()[...]
    return (try? readAge(value, today: today)) ?? (try? readDays(value, today: today))?.lowerBound
  }

  /// The seconds since 1970 that `value` means.
  static func read(_ value: String, today: LocalDate) throws(QueryReadingError) -> ClosedRange<Int64> {
    let value = value.lowercased()
    if let dots = value.firstRange(of: "..") {
      return try readRange(from: value[..<dots.lowerBound], to: value[dots.upperBound...], today: today)
    }
    let comparison = ["<=", ">=", "<", ">", "="].first { value.hasPrefix($0) } ?? ""
    let operand = value.dropFirst(comparison.count)
    guard !operand.isEmpty else { throw QueryReadingError(howToWrite) }
    if let day = try readAge(operand, today: today) {
      // The older, the smaller: the comparison is of ages, the bounds are dates.
      switch comparison {
      case "<": return seconds(from: day.adding(days: 1), to: nil)
      case "<=": return seconds(from: day, to: nil)
      case ">": return seconds(from: nil, to: day.adding(days: -1))
      case ">=": return seconds(from: nil, to: day)
      default: throw QueryReadingError("write <\(operand) for newer or >\(operand) for older")
      }
    }
    let days = try readDays(operand, today: today)
    switch comparison {
    case "<": return seconds(from: nil, to: days.lowerBound.adding(days: -1))
    case "<=": return seconds(from: nil, to: days.upperBound)
    case ">": return seconds(from: days.upperBound.adding(days: 1), to: nil)
    case ">=": return seconds(from: days.lowerBound, to: nil)
    default: return seconds(from: days.lowerBound, to: days.upperBound)
    }
  }

  private static let howToWrite = "write a date as 2026, 2026-01, 2026-01-15 or <7d"

  private static func readRange(
    from first: Substring, to last: Substring, today: LocalDate
  ) throws(QueryReadingError) -> ClosedRange<Int64> {
    guard !first.isEmpty || !last.isEmpty else { throw QueryReadingError(howToWrite) }
    let from = first.isEmpty ? nil : try readDays(first, today: today).lowerBound
    let to = last.isEmpty ? nil : try readDays(last, today: today).upperBound
    if let from, let to, from > to { throw QueryReadingError("it ends before it begins") }
    return seconds(from: from, to: to)
  }

  /// Reads a year, a month or a day; `howToWrite` is what is said of anything else.
  static func readDays(
    _ text: Substring, today: LocalDate, otherwise howToWrite: String = howToWrite
  ) throws(QueryReadingError) -> ClosedRange<LocalDate> {
    switch text {
    case "today": return today...today
    case "yesterday":
      let yesterday = today.adding(days: -1)
      return yesterday...yesterday
    default: break
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count <= 3, let year = number(parts[0], digits: 4) else {
      throw QueryReadingError(howToWrite)
    }
    let month = parts.count > 1 ? number(parts[1], digits: 2) : 1
    let day = parts.count > 2 ? number(parts[2], digits: 2) : 1
    guard let month, let day else { throw QueryReadingError(howToWrite) }
    guard (1...12).contains(month) else { throw QueryReadingError("there is no month \(parts[1])") }
    guard let first = LocalDate(year: year, month: month, day: day) else {
      throw QueryReadingError("\(parts[0])-\(parts[1]) has no day \(parts[2])")
    }
    let length = LocalDate.days(inMonth: month, of: year)
    let last =
      switch parts.count {
      case 1: LocalDate(year: year, month: 12, day: 31)
      case 2: LocalDate(year: year, month: month, day: length)
      default: first
      }
    return first...(last ?? first)
  }

  /// Reads an age such as `7d`: the day that many days, weeks, months or years ago; nil if it isn't one.
  private static func readAge(
    _ text: Substring, today: LocalDate
  ) throws(QueryReadingError) -> LocalDate? {
    guard let unit = text.last, "dwmy".contains(unit) else { return nil }
    let digits = text.dropLast()
    guard !digits.isEmpty, digits.allSatisfy(\.isASCIIDigit) else { return nil }
    guard digits.count <= maxAgeDigits, let count = Int(digits) else {
      throw QueryReadingError("\(text) is too long ago")
    }
    return switch unit {
    case "d": today.adding(days: -count)
    case "w": today.adding(days: -count * 7)
    case "m": today.subtracting(months: count)
    default: today.subtracting(months: count * 12)
    }
  }

  private static let maxAgeDigits = 5

  private static func number(_ text: Substring, digits: Int) -> Int? {
    text.count == digits && text.allSatisfy(\.isASCIIDigit) ? Int(text) : nil
  }

  /// The seconds from the start of `first` to the end of `last`; nil is without end.
  private static func seconds(from first: LocalDate?, to last: LocalDate?) -> ClosedRange<Int64> {
    // The smallest number stands for an unknown update, which no date matches.
    let lower = first.map { Int64($0.daysSinceEpoch) * LocalDateTime.secondsPerDay }
    let upper = last.map { Int64($0.daysSinceEpoch + 1) * LocalDateTime.secondsPerDay - 1 }
    return (lower ?? CustomerTable.unknownUpdate + 1)...(upper ?? .max)
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isWholeNumber }
}

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
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
