import CustomerStore
import Customers
import Testing

@Suite struct ContactsTests {
  private let temporary = TemporaryCache()
  private let ana = CustomerContact(
    id: 71, name: "Ana", role: "Buyer", phone: "305", phoneExtension: "12", mobile: "786",
    email: "ana@a.example", messaging: "ana.t", fax: "306", remark: "Speaks español")
  private let bea = CustomerContact(id: 70)

  private func cache(_ server: SampleServer = SampleServer([.sample(1, "A"), .sample(2, "B")])) throws
    -> CustomerCache
  {
    let cache = try temporary.open()
    try cache.sync(server, 10)
    return cache
  }

  @Test func `contacts are kept in their order, with the date they were asked`() throws {
    let cache = try cache()
    #expect(try cache.contacts(ofCustomer: 1) == nil)
    try cache.keep([ana, bea], ofCustomer: 1, askedAt: january(11))
    let kept = try #require(try temporary.open().contacts(ofCustomer: 1))
    #expect(kept.contacts == [ana, bea])
    #expect(kept.askedAt == january(11))
    #expect(try cache.contacts(ofCustomer: 2) == nil)
  }

  @Test func `asked again, the new ones take the old ones' place`() throws {
    let cache = try cache()
    try cache.keep([ana, bea], ofCustomer: 1, askedAt: january(11))
    try cache.keep([], ofCustomer: 1, askedAt: january(12))
    let kept = try #require(try cache.contacts(ofCustomer: 1))
    #expect(kept.contacts.isEmpty)
    #expect(kept.askedAt == january(12))
  }

  @Test func `a customer whom the cache does not hold has no contacts in it`() throws {
    let cache = try cache()
    try cache.keep([ana], ofCustomer: 3, askedAt: january(11))
    #expect(try cache.contacts(ofCustomer: 3) == nil)
  }

  @Test func `only a full sync that removes the customer removes its contacts`() throws {
    var server = SampleServer([.sample(1, "A"), .sample(2, "B")])
    let cache = try cache(server)
    try cache.keep([ana], ofCustomer: 1, askedAt: january(10))
    try cache.keep([bea], ofCustomer: 2, askedAt: january(10))
    server.customers[1] = nil
    server.customers[2] = .sample(2, "Bb", updated: 11)
    try cache.sync(server, 11)
    #expect(try cache.contacts(ofCustomer: 1)?.contacts == [ana])
    try cache.sync(server, 12, full: true)
    #expect(try cache.contacts(ofCustomer: 1) == nil)
    #expect(try cache.contacts(ofCustomer: 2)?.contacts == [bea])
  }

  @Test func `the dates tell of whom the contacts were asked`() throws {
    let cache = try cache()
    #expect(try cache.contactDates().isEmpty)
    try cache.keep([ana], ofCustomer: 1, askedAt: january(11))
    try cache.keep([], ofCustomer: 2, askedAt: january(12))
    #expect(try cache.contactDates() == [1: january(11), 2: january(12)])
  }

  @Test func `kept contacts are searched by a cache that is opened anew`() throws {
    try cache().keep([ana, bea], ofCustomer: 2, askedAt: january(11))
    let reopened = try temporary.open()
    let book = ContactBook { (try? reopened.contactIndex()) ?? ContactIndex() }
    let table = try #require(try reopened.load()).table
    var searcher = CustomerSearcher(CustomerSnapshot(table, contacts: book))
    let request = SearchRequest(
      query: CustomerQuery("mail:ana@a", today: LocalDate(daysSinceEpoch: 0)), scope: .all, status: .all,
      sort: nil, marked: RowSet(rowCount: table.count), onlyMarked: false)
    let result = searcher.search(request, isCancelled: { false })
    #expect(result?.rows.map { table.ids[Int($0)] } == [2])
  }

  @Test func `a fifth of a day's requests is not for what can wait`() throws {
    let cache = try cache()
    let day = LocalDate(daysSinceEpoch: 20_463)
    #expect(try cache.requests(on: day).leftForPatient(limit: 1_000) == 800)
    #expect(try cache.countRequests(790, on: day).leftForPatient(limit: 1_000) == 10)
    #expect(try cache.countRequests(160, on: day).leftForPatient(limit: 1_000) == 0)
  }

  @Test func `another identity's contacts are not shown`() throws {
    try cache().keep([ana], ofCustomer: 1, askedAt: january(10))
    let other = try temporary.open(TemporaryCache.companyOnly)
    try other.sync(SampleServer([.sample(1, "A")]), 10)
    #expect(try other.contacts(ofCustomer: 1) == nil)
  }
}
