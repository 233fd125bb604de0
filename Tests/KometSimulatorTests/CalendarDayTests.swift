import Foundation
import Testing

@testable import KometSimulator

@Suite struct CalendarDayTests {
  @Test func agreesWithFoundation() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    for daysSinceEpoch in stride(from: -1, through: 40_000, by: 13) {
      let date = Date(timeIntervalSince1970: Double(daysSinceEpoch * CalendarDay.secondsPerDay))
      let expected = calendar.dateComponents([.year, .month, .day], from: date)
      let day = CalendarDay(daysSinceEpoch: daysSinceEpoch).components
      #expect(day.year == expected.year && day.month == expected.month && day.day == expected.day)
      #expect(CalendarDay(year: day.year, month: day.month, day: day.day).daysSinceEpoch == daysSinceEpoch)
    }
  }

  @Test(arguments: [
    "", "2026", "2026-03", "2026-3-14", "2026-03-14T00:00:00", "2026-13-01", "2026-00-10", "2026-02-29",
    "2026-04-31", "26-03-14", "+026-03-14", "2026-03-1x", "2026/03/14",
  ])
  func unreadableDays(text: String) {
    #expect(CalendarDay(text) == nil)
  }

  @Test func leapDays() {
    #expect(CalendarDay("2024-02-29") == CalendarDay(year: 2024, month: 2, day: 29))
    #expect(CalendarDay("2000-02-29") != nil)
    #expect(CalendarDay("1900-02-29") == nil)
  }
}
