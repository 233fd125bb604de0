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
}
