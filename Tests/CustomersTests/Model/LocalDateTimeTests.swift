import Testing

@testable import Customers

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
