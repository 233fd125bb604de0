import Customers
import Foundation

/// What time the sample server believes it is.
enum WallClock: Sendable {
  /// The machine's clock in the machine's time zone.
  case system
  /// A day that never ends: each step of the churn is one second later on it.
  case fixed(LocalDate)

  /// Seconds since 1970-01-01T00:00:00 on the machine's wall clock.
  static var secondsNow: Int {
    let now = Date()
    return Int(now.timeIntervalSince1970) + TimeZone.current.secondsFromGMT(for: now)
  }

  /// The day in the machine's time zone.
  static var today: LocalDate { LocalDateTime(secondsSinceEpoch: Int64(secondsNow)).date }

  /// The time of a step of the churn, in the same seconds.
  func seconds(atStep step: Int) -> Int {
    switch self {
    case .system: Self.secondsNow
    case .fixed(let day): day.firstSecond + min(step, LocalDate.secondsPerDay - 1)
    }
  }
}
