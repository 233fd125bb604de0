import CustomerBrowser
import Customers
import Foundation

/// Tells times as people at the screen do.
package struct DateWords {
  private let now: Date
  private let timeZone: TimeZone

  init(_ state: BrowserState) {
    now = state.now
    timeZone = state.settings.timeZone
  }

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
