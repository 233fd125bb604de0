import Testing

@testable import Customers

@Suite struct LocalDateTests {
  static let days: [(Int, Int, Int, Int)] = [
    (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2024, 2, 29, 19_782), (1900, 3, 1, -25_508),
    (0, 1, 1, -719_528), (9999, 12, 31, 2_932_896),
  ]

  @Test(arguments: days)
  func countsDays(year: Int, month: Int, day: Int, days: Int) throws {
    let date = try #require(LocalDate(year: year, month: month, day: day))
    #expect(date.daysSinceEpoch == days)
    #expect(date.components == (year, month, day))
  }

  @Test func everyDayComesBack() throws {
    for days in stride(from: -719_528, through: 2_932_896, by: 97) {
      let (year, month, day) = LocalDate(daysSinceEpoch: days).components
      #expect(LocalDate(year: year, month: month, day: day)?.daysSinceEpoch == days)
    }
  }

  @Test(arguments: [
    (2023, 2, 29), (2026, 13, 1), (2026, 0, 1), (2026, 4, 31), (2026, 1, 0), (10_000, 1, 1), (-1, 1, 1),
  ])
  func refusesDaysThatAreNone(year: Int, month: Int, day: Int) {
    #expect(LocalDate(year: year, month: month, day: day) == nil)
  }

  @Test(arguments: ["2024-02-29", "2000-02-29", "1969-12-31"])
  func `a day is read from text`(text: String) {
    #expect(LocalDate(text)?.description == text)
  }

  @Test(arguments: [
    "", "2026", "2026-03", "2026-3-14", "2026-03-14T00:00:00", "2026-13-01", "1900-02-29", "26-03-14",
    "+026-03-14", "2026-03-1x", "2026/03/14", "2026-03-14 ",
  ])
  func `no other text is a day`(text: String) {
    #expect(LocalDate(text) == nil)
  }

  @Test func subtractsMonths() throws {
    let date = try #require(LocalDate(year: 2024, month: 3, day: 31))
    #expect("\(date.subtracting(months: 1))" == "2024-02-29")
    #expect("\(date.subtracting(months: 3))" == "2023-12-31")
    #expect("\(date.subtracting(months: 120))" == "2014-03-31")
    #expect("\(date.subtracting(months: 1_000_000))" == "0000-01-01")
  }
}

@Suite struct LocalDateTimeTests {
  static let readable: [(String, String)] = [
    ("2017-08-02T12:15:17", "2017-08-02T12:15:17"), ("2017-08-02 12:15:17", "2017-08-02T12:15:17"),
    ("2017-08-02", "2017-08-02T00:00:00"), ("2017-08-02T12:15", "2017-08-02T12:15:00"),
    ("2017-08-02T12:15:17.250", "2017-08-02T12:15:17"), ("1969-12-31T23:59:59", "1969-12-31T23:59:59"),
  ]

  @Test(arguments: readable)
  func reads(text: String, dateTime: String) {
    #expect(LocalDateTime(text)?.description == dateTime)
  }

  @Test(arguments: [
    "", "2017", "2017-08", "2017-8-2", "2017-02-30", "2017-08-02T", "2017-08-02T24:00:00",
    "2017-08-02T12:60:00",
    "2017-08-02T12:15:60", "2017-08-02T12:15:17Z", "2017-08-02T12:15:17+01:00", "2017-08-02T12:15:17.",
    "soon",
    "2017-08-02T12:15:17 ", "２０１７-08-02",
  ])
  func refuses(text: String) {
    #expect(LocalDateTime(text) == nil)
  }

  @Test func knowsItsDay() {
    #expect("\(LocalDateTime(secondsSinceEpoch: -1).date)" == "1969-12-31")
    #expect("\(LocalDateTime(secondsSinceEpoch: 86_399).date)" == "1970-01-01")
    #expect("\(LocalDateTime(secondsSinceEpoch: 86_400).date)" == "1970-01-02")
  }
}
