import Customers
import Foundation
import Testing
import Threading

@testable import CustomerStore

/// What is asked of the cache while a large sync is being written.
@Suite struct ReadersTests {
  private let temporary = TemporaryCache()
  private let today = LocalDate(daysSinceEpoch: 20_463)

  @Test func `contacts, changes and requests are there while a sync is being written`() throws {
    let cache = try temporary.open()
    var server = SampleServer([.sample(1, "A"), .sample(2, "B")])
    try cache.sync(server, 10)
    server.customers[1]?.name = "Aa"
    try cache.sync(server, 11, full: true)
    try cache.keep([CustomerContact(id: 71, name: "Ana")], ofCustomer: 1, askedAt: january(11))
    try cache.access("", .immediate) { database in
      try database.execute(sql: "UPDATE customer SET name = 'half written'")
      // On another thread, as in the browser.
      let answers = Deferred { [cache, today] in
        Result {
          try cache.keep([CustomerContact(id: 72, name: "Bea")], ofCustomer: 2, askedAt: january(12))
          return (
            try cache.contacts(ofCustomer: 1)?.contacts.map(\.name), try cache.changes(ofCustomer: 1).count,
            try cache.syncedAt(), try cache.countRequests(3, on: today).count
          )
        }
      }
      answers.start()
      let (contacts, changes, syncedAt, requests) = try answers.made().get()
      #expect(contacts == ["Ana"])
      #expect(changes == 1)
      #expect(syncedAt == january(11))
      #expect(requests == 3)
      try database.execute(sql: "UPDATE customer SET name = iif(id = 1, 'Aa', 'B')")
    }
    // What had to wait is written with the next sync, or at the end.
    try cache.finishWriting()
    let reopened = try temporary.open()
    #expect(try reopened.contacts(ofCustomer: 2)?.contacts.map(\.name) == ["Bea"])
    #expect(try reopened.requests(on: today).count == 3)
    #expect(try reopened.load()?.table.customers.map(\.name) == ["Aa", "B"])
  }

  @Test func `requests are counted before they are sent, and taken back if they were not`() throws {
    let cache = try temporary.open()
    #expect(try cache.countRequests(3, on: today).count == 3)
    #expect(try temporary.open().requests(on: today).count == 3)
    #expect(try cache.countRequests(-2, on: today).count == 1)
    #expect(try cache.countRequests(-5, on: today).count == 0)
    #expect(try cache.countRequests(1, on: today).count == 1)
  }
}
