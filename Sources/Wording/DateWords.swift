import Customers
import Foundation

/// Tells times as people at the screen do.
package struct DateWords {
  private let now: Date
  private let timeZone: TimeZone

  package init(now: Date, timeZone: TimeZone = .current) {
    self.now = now
    self.timeZone = timeZone
  }

  /// The hour and the minute: `08:12`.
  private func clock(_ date: Date) -> String {
    let parts = Calendar(identifier: .gregorian).dateComponents(in: timeZone, from: date)
    return [parts.hour ?? 0, parts.minute ?? 0].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }

  /// The clock, after the day unless that is today: `2026-11-19 08:12`.
  package func moment(_ date: Date) -> String {
    let day = LocalDate(date, in: timeZone)
    return day == LocalDate(now, in: timeZone) ? clock(date) : "\(day) \(clock(date))"
  }

  /// How long ago it was: `3 h old`.
  package func age(_ date: Date) -> String {
    let minutes = Int(now.timeIntervalSince(date) / 60)
    switch minutes {
    case ..<(-1): return "dated in the future"
    case ..<1: return "just now"
    case ..<60: return "\(minutes) min old"
    case ..<(48 * 60): return "\(minutes / 60) h old"
    default: return "\(minutes / (24 * 60)) days old"
    }
  }
}

extension LocalDate {
  /// The day that the wall clock here shows.
  package init(_ date: Date, in zone: TimeZone = .current) {
    let seconds = Int(date.timeIntervalSince1970.rounded(.down)) + zone.secondsFromGMT(for: date)
    self.init(daysSinceEpoch: Int((Double(seconds) / 86_400).rounded(.down)))
  }

  /// How long ago the day is: `today`, `3 days ago`, `9 years ago`; empty for one to come.
  package func distance(to today: LocalDate) -> String {
    let days = today.daysSinceEpoch - daysSinceEpoch
    switch days {
    case ..<0: return ""
    case 0: return "today"
    case 1: return "yesterday"
    case 2..<Self.daysToldAsMonths: return "\(days) days ago"
    case ..<Self.daysToldAsYears: return "\(days / Self.daysOfMonth) months ago"
    default: return "\(days / Self.daysOfYear) years ago"
    }
  }

  /// How far away the day is, also of one to come: `tomorrow`, `in 5 days`.
  package func nearness(to today: LocalDate) -> String {
    switch daysSinceEpoch - today.daysSinceEpoch {
    case ...0: distance(to: today)
    case 1: "tomorrow"
    case let days: "in \(days.grouped) days"
    }
  }

  private static let daysOfMonth = 30
  private static let daysOfYear = 365
  /// From two of each on.
  private static let daysToldAsMonths = 2 * daysOfMonth
  private static let daysToldAsYears = 2 * daysOfYear
}

extension LocalDateTime {
  /// What the clock of a zone shows at a moment.
  package init(_ date: Date, in zone: TimeZone = .current) {
    self.init(
      secondsSinceEpoch: Int64(date.timeIntervalSince1970.rounded(.down))
        + Int64(zone.secondsFromGMT(for: date)))
  }
}

extension Int {
  /// The number with commas between the thousands.
  package var grouped: String {
    let digits = String(magnitude)
    let groups = stride(from: digits.count, to: 0, by: -3).reversed().map { end in
      digits.dropFirst(Swift.max(end - 3, 0)).prefix(end - Swift.max(end - 3, 0))
    }
    return (self < 0 ? "-" : "") + groups.joined(separator: ",")
  }
}
