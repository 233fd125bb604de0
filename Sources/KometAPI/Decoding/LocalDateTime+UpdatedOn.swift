import Customers

extension LocalDateTime {
  /// Reads `YYYY-MM-DD'T'hh:mm:ss`, the API's shape, and else whatever `init(parsing:)` reads.
  ///
  /// A zone behind the time, `Z` or `+05:00`, is left out: the clock is the server's, as without one. The general
  /// reader takes 9 µs a date from another module, which for a million customers would be most of the load.
  init?(updatedOn text: UnsafeBufferPointer<UInt8>) {
    guard let start = text.baseAddress, text.count == 19, start[4] == UInt8(ascii: "-"),
      start[7] == UInt8(ascii: "-"), start[10] == UInt8(ascii: "T"), start[13] == UInt8(ascii: ":"),
      start[16] == UInt8(ascii: ":")
    else {
      self.init(parsing: UnsafeBufferPointer(rebasing: text[..<text.endOfTime]))
      return
    }
    let (hour, minute, second) = (start.twoDigits(11), start.twoDigits(14), start.twoDigits(17))
    guard hour < 24, minute < 60, second < 60,
      let day = LocalDate(
        year: start.twoDigits(0) * 100 + start.twoDigits(2), month: start.twoDigits(5),
        day: start.twoDigits(8))
    else { return nil }
    self.init(
      secondsSinceEpoch: Int64(day.daysSinceEpoch) * Self.secondsPerDay
        + Int64((hour * 60 + minute) * 60 + second))
  }
}

extension UnsafePointer<UInt8> {
  /// The number of two digits at `place`, or one too large for any part of a date.
  @inline(__always)
  fileprivate func twoDigits(_ place: Int) -> Int {
    let tens = self[place] &- UInt8(ascii: "0")
    let ones = self[place + 1] &- UInt8(ascii: "0")
    return tens < 10 && ones < 10 ? Int(tens) * 10 + Int(ones) : 1_000
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where a time ends: before its zone, if it has one, or else with the text.
  fileprivate var endOfTime: Int {
    guard let mark = firstIndex(of: UInt8(ascii: ":")), let last else { return count }
    if last | 0x20 == UInt8(ascii: "z") { return count - 1 }
    guard let sign = self[mark...].lastIndex(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") })
    else { return count }
    let zone = self[(sign + 1)...]
    let digits = zone.filter { $0 != UInt8(ascii: ":") }
    let isZone =
      digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      && (digits.count == 4
        ? zone.count == 4 || zone.count == 5 && self[sign + 3] == UInt8(ascii: ":") : zone.count == 2)
    return isZone ? sign : count
  }
}
