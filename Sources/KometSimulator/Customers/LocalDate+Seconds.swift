import Customers

extension LocalDate {
  static let secondsPerDay = Int(LocalDateTime.secondsPerDay)

  /// The first second of the day, since 1970-01-01T00:00:00 on the same clock.
  var firstSecond: Int { daysSinceEpoch * Self.secondsPerDay }
}
