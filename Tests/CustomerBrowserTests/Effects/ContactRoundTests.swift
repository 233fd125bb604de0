import BrowserTesting
import CustomerBrowser
import Customers
import Foundation
import Synchronization
import Testing
import Wording

@Suite struct ContactRoundTests {
  /// Keeps what was asked for, and fails where it is told to.
  private final class Source: UnreachableSource {
    struct State {
      var dates: [UInt64: Date] = [:]
      var asked: [UInt64] = []
      var requestsLeft = 800
      var failures: [UInt64: UserFacingError.Kind] = [:]
      var cancels: UInt64?
    }

    let state = Mutex(State())

    func fetchedContacts(ofCustomer id: UInt64) async throws(UserFacingError) -> FetchedContacts {
      let kind = state.withLock { state in
        state.asked.append(id)
        state.requestsLeft -= 1
        if state.failures[id] == nil { state.dates[id] = Date() }
        return state.failures[id]
      }
      if let kind { throw UserFacingError(kind, what: "Not told.", advice: "", requestsToday: 7) }
      return FetchedContacts(contacts: [], askedAt: Date(), requestsToday: 42)
    }

    func customersLackingContacts(among ids: [UInt64], at now: Date) throws(UserFacingError) -> [UInt64] {
      ContactRound.order(ids, dates: state.withLock(\.dates), now: now)
    }
    func requestsLeftForContacts() throws(UserFacingError) -> Int { state.withLock(\.requestsLeft) }
    func contactsFetchedToday() throws(UserFacingError) -> Int { state.withLock(\.dates.count) }

    var asked: [UInt64] { state.withLock(\.asked) }
  }

  private let source = Source()

  private func daysAgo(_ days: Double) -> Date { Date(timeIntervalSinceNow: -days * 24 * 3_600) }

  @Test func `those who lack contacts come first, then the oldest; young ones are left alone`() async throws {
    source.state.withLock { $0.dates = [1: daysAgo(31), 3: daysAgo(90), 4: daysAgo(29)] }
    let round = try await ContactRound(of: [1, 2, 3, 4, 5], budget: 10, from: source)
    #expect(source.asked == [2, 5, 3, 1])
    #expect(round.fetchedCount == 4)
    #expect(round.leftCount == 0)
    #expect(round.requestsToday == 42)
  }

  @Test func `it ends at the budget, and the next one goes on there`() async throws {
    let first = try await ContactRound(of: [1, 2, 3], budget: 2, from: source)
    #expect((first.fetchedCount, first.leftCount) == (2, 1))
    let second = try await ContactRound(of: [1, 2, 3], budget: 2, from: source)
    #expect(source.asked == [1, 2, 3])
    #expect((second.fetchedCount, second.leftCount) == (1, 0))
  }

  @Test func `it ends where the day's requests do`() async throws {
    source.state.withLock { $0.requestsLeft = 2 }
    let round = try await ContactRound(of: [1, 2, 3], budget: 10, from: source)
    #expect(source.asked == [1, 2])
    #expect(round.end == .requestsUsedUp)
  }

  @Test func `one customer whom the server refuses is passed over, three in a row end it`() async throws {
    source.state.withLock { $0.failures = [2: .refused, 4: .refused, 5: .notUnderstood, 6: .refused] }
    let round = try await ContactRound(of: [1, 2, 3, 4, 5, 6, 7], budget: 10, from: source)
    #expect(source.asked == [1, 2, 3, 4, 5, 6])
    #expect((round.fetchedCount, round.leftCount) == (2, 5))
    #expect(round.failures.map(\.customerID) == [2])
    guard case .failed = round.end else { throw UserFacingError(.usage, what: "\(round.end)", advice: "") }
  }

  @Test func `a server that isn't reached ends it at once, and what came is kept`() async throws {
    source.state.withLock { $0.failures = [2: .notReached] }
    let round = try await ContactRound(of: [1, 2, 3], budget: 10, from: source)
    #expect(source.asked == [1, 2])
    #expect((round.fetchedCount, round.leftCount, round.requestsToday) == (1, 2, 7))
  }

  @Test func `starred customers go first, then those looked at lately, then marked ones, then by name`() {
    var builder = CustomerTableBuilder()
    let names: [(UInt64, String)] = [
      (1, "Rosa"), (2, "Bella"), (3, "Tulip"), (4, "Aster"), (5, "Zinnia"), (6, "Yucca"),
    ]
    for (id, name) in names {
      builder.append(Customer(id: id, name: name))
    }
    let ids = ContactRound.candidates(
      in: CustomerSnapshot(builder.finish().table), query: CustomerQuery("!aster", today: LocalDate(Date())),
      scope: .all, status: .all,
      priorities: ContactPriorities(
        marked: [3, 9],
        notes: CustomerNotes([5: CustomerNote(isStarred: true), 4: CustomerNote(isStarred: true)]),
        recents: RecentCustomers([6, 5, 77])))
    #expect(ids == [5, 6, 3, 2, 1])
  }

  @Test func `so many a day and no more, in however many rounds`() async throws {
    var builder = CustomerTableBuilder()
    for id in UInt64(1)...5 { builder.append(Customer(id: id, name: "Rosa \(id)")) }
    let snapshot = CustomerSnapshot(builder.finish().table)
    let first = try await ContactRound.daily(
      3, in: snapshot, ContactPriorities(marked: [5]), from: source)
    #expect(first?.fetchedCount == 3)
    #expect(source.asked == [5, 1, 2])
    #expect(
      try await ContactRound.daily(
        3, in: snapshot, ContactPriorities(marked: [5]), from: source) == nil)
    #expect(source.asked.count == 3)
  }
}
