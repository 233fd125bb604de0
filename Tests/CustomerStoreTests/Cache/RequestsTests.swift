import CustomerStore
import Customers
import Testing

@Suite struct RequestsTests {
  @Test func `requests are counted by day, across restarts`() throws {
    let temporary = TemporaryCache()
    let (today, tomorrow) = (LocalDate(daysSinceEpoch: 20_463), LocalDate(daysSinceEpoch: 20_464))
    let cache = try temporary.open()
    #expect(try cache.requests(on: today).count == 0)
    try cache.countRequests(3, on: today)
    #expect(try temporary.open().countRequests(896, on: today).isNear(limit: 1_000) == false)
    #expect(try cache.countRequests(1, on: today).isNear(limit: 1_000))
    #expect(try cache.requests(on: today).count == 900)
    #expect(try cache.requests(on: tomorrow).count == 0)
  }

  @Test func `that the server is to be left alone is known to all that use the cache, until it is over`()
    throws
  {
    let temporary = TemporaryCache()
    let (cache, other) = (try temporary.open(), try temporary.open())
    #expect(try cache.pause(at: january(10)) == nil)
    let pause = ServerPause(until: january(10).addingTimeInterval(3_600), reason: "Too many.")
    try cache.setPause(pause)
    #expect(try other.pause(at: january(10)) == pause)
    #expect(try temporary.open().pause(at: january(10)) == pause)
    #expect(try other.pause(at: january(10).addingTimeInterval(3_600)) == nil)
    // Two days before: a clock was wrong, and nobody waits for that long.
    #expect(try other.pause(at: january(8)) == nil)
    try other.setPause(nil)
    #expect(try cache.pause(at: january(10)) == nil)
  }
}
