import Customers
import Foundation

/// A moment as the `Date` header tells it: `Sun, 06 Nov 1994 08:49:37 GMT`.
///
/// Source: RFC 9110, 5.6.7.
struct HTTPDate: CustomStringConvertible {
  let description: String

  private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  init(_ date: Date) {
    let time = LocalDateTime(secondsSinceEpoch: Int64(date.timeIntervalSince1970))
    let (year, month, _) = time.date.components
    // The first day of 1970 was a Thursday.
    let weekday = Self.weekdays[time.date.daysSinceEpoch % Self.weekdays.count]
    let text = time.description
    description =
      "\(weekday), \(text.dropFirst(8).prefix(2)) \(Self.months[month - 1]) \(year) \(text.suffix(8)) GMT"
  }
}
