import CustomerStore
import Customers
import Foundation
import Testing

@Suite struct ChangesTests {
  private let temporary = TemporaryCache()

  @Test func `what each sync changed is kept, field by field`() throws {
    let cache = try temporary.open()
    var server = SampleServer([.sample(1, "A"), .sample(2, "B")])
    try cache.sync(server, 10)
    #expect(try cache.changes(since: .distantPast).isEmpty)
    server.customers[1] = .sample(1, "Aa", updated: 11)
    server.customers[1]?.isActive = false
    server.customers[3] = .sample(3, "C", updated: 11)
    try cache.sync(server, 11)
    server.customers[2] = nil
    try cache.sync(server, 12)
    let changes = try temporary.open().changes(since: .distantPast)
    #expect(
      changes.map(\.text) == [
        "1 Aa deactivated active yes→no", "1 Aa renamed name A→Aa", "3 C new", "2 B gone",
      ])
    #expect(changes.map(\.syncedAt) == [january(11), january(11), january(11), january(12)])
    #expect(try cache.changes(since: january(12)).map(\.kind) == [.gone])
    #expect(try cache.changes(since: january(13)).isEmpty)
  }

  @Test func `the changes of one customer come latest first`() throws {
    let cache = try temporary.open()
    var server = SampleServer([.sample(1, "A"), .sample(2, "B")])
    try cache.sync(server, 10)
    server.customers[1] = .sample(1, "Aa", updated: 11)
    server.customers[2] = .sample(2, "Bb", updated: 11)
    try cache.sync(server, 11)
    server.customers[1] = .sample(1, "Aaa", updated: 12)
    try cache.sync(server, 12)
    let changes = try cache.changes(ofCustomer: 1)
    #expect(changes.map(\.text) == ["1 Aaa renamed name Aa→Aaa", "1 Aa renamed name A→Aa"])
    #expect(changes.map(\.syncedAt) == [january(12), january(11)])
    #expect(try cache.changes(ofCustomer: 3).isEmpty)
  }

  @Test func `changes are forgotten after a year`() throws {
    let cache = try temporary.open()
    var server = SampleServer([.sample(1, "A")])
    try cache.sync(server, 10)
    server.customers[2] = .sample(2, "B")
    try cache.sync(server, 11, full: true)
    try cache.sync(server, 370, full: true)
    #expect(try cache.changes(since: .distantPast).count == 1)
    try cache.sync(server, 380, full: true)
    #expect(try cache.changes(since: .distantPast).isEmpty)
    #expect(try cache.load()?.table.ids == [1, 2])
  }
}

extension CustomerChange {
  fileprivate var text: String {
    let what = "\(customerID) \(customerName) \(kind.rawValue)"
    return field.map { "\(what) \($0.rawValue) \(oldValue ?? "?")→\(newValue ?? "?")" } ?? what
  }
}
