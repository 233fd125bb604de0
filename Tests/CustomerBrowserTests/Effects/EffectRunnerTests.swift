import BrowserTesting
import CustomerBrowser
import Customers
import Foundation
import Synchronization
import Testing
import Wording

@Suite struct EffectRunnerTests {
  /// Answers with its customers, or waits until it is cancelled.
  private struct Source: UnreachableSource {
    var customers: [Customer]?
    var contacts: FetchedContacts?

    static let failure = UserFacingError(.file, what: "Not read.", advice: "")

    func syncedCustomers(
      full: Bool, acceptsLosses: Bool, isAsked: Bool, progress: @escaping @Sendable (FetchProgress) -> Void,
      arrived: @escaping @Sendable (FetchedCustomers) -> Void
    ) async throws(UserFacingError) -> FetchedCustomers {
      progress(FetchProgress(receivedBytes: 1))
      guard let customers else {
        let (never, _) = AsyncStream.makeStream(of: Never.self)
        for await _ in never {}
        throw UserFacingError(.cancelled, what: "Cancelled.", advice: "")
      }
      var builder = CustomerTableBuilder()
      for customer in customers { builder.append(customer) }
      return FetchedCustomers(table: builder.finish().table, syncedAt: Date())
    }

    func recordedChanges(ofCustomer id: UInt64) throws(UserFacingError) -> [CustomerChange] {
      guard id > 0 else { throw Self.failure }
      return [CustomerChange(customerID: id, customerName: "", kind: .new, syncedAt: .distantPast)]
    }

    func cachedContacts(ofCustomer id: UInt64) throws(UserFacingError) -> FetchedContacts? {
      guard id > 0 else { throw Self.failure }
      return contacts
    }

    func fetchedContacts(ofCustomer id: UInt64) async throws(UserFacingError) -> FetchedContacts {
      if let contacts { return contacts }
      let (never, _) = AsyncStream.makeStream(of: Never.self)
      for await _ in never {}
      throw UserFacingError(.cancelled, what: "Cancelled.", advice: "")
    }
  }

  /// Runs effects until `isDone` says so of an event; returns all events.
  private func run(
    _ effects: [BrowserEffect], with source: Source = Source(),
    until isDone: (BrowserEvent) -> Bool
  ) async -> [BrowserEvent] {
    let (events, continuation) = AsyncStream.makeStream(of: BrowserEvent.self)
    let runner = EffectRunner(source: source) { continuation.yield($0) }
    for effect in effects { runner.run(effect) }
    var seen: [BrowserEvent] = []
    for await event in events {
      seen.append(event)
      if isDone(event) { break }
    }
    runner.stop()
    return seen
  }

  @Test func `a fetch tells its progress and then brings a snapshot`() async {
    let source = Source(customers: [Customer(id: 7, name: "Ana")])
    let events = await run(
      [.syncCustomers(full: false, acceptsLosses: false, isAsked: true, generation: 3)], with: source
    ) {
      if case .customersSynced = $0 { true } else { false }
    }
    guard case .syncProgressed(_, 3) = events.first,
      case .customersSynced(let snapshot, _, 3) = events.last
    else {
      Issue.record("unexpected events \(events)")
      return
    }
    #expect(snapshot.table.ids == [7])
  }

  @Test func `a cancelled fetch ends at once`() async {
    let events = await run([
      .syncCustomers(full: false, acceptsLosses: false, isAsked: true, generation: 1), .cancelSync,
    ]) {
      if case .syncFailed = $0 { true } else { false }
    }
    guard case .syncFailed(let failure, 1) = events.last else {
      Issue.record("unexpected events \(events)")
      return
    }
    #expect(failure.kind == .cancelled)
  }

  @Test func `changes and contacts come with the number of their question`() async {
    let contacts = FetchedContacts(contacts: [CustomerContact(id: 71)], askedAt: .distantPast)
    let effects: [BrowserEffect] = [
      .loadChanges(ofCustomer: 7, generation: 1), .loadContacts(ofCustomer: 7, generation: 2),
      .fetchContacts(ofCustomer: 7, generation: 3),
    ]
    let events = await run(effects, with: Source(contacts: contacts)) {
      if case .contactsFetched = $0 { true } else { false }
    }
    guard events.count == 4, case .keptContactsLoaded(contacts, 1) = events[0],
      case .changesLoaded(let changes, 1) = events[1], case .cachedContactsLoaded(contacts, 2) = events[2],
      case .contactsFetched(contacts, 3) = events[3]
    else {
      Issue.record("unexpected events \(events)")
      return
    }
    #expect(changes.map(\.customerID) == [7])
  }

  @Test func `what can't be read is told`() async {
    let effects: [BrowserEffect] = [
      .loadChanges(ofCustomer: 0, generation: 1), .loadContacts(ofCustomer: 0, generation: 2),
    ]
    let events = await run(effects) { if case .contactsFailed = $0 { true } else { false } }
    guard case .changesFailed(Source.failure) = events.first,
      case .contactsFailed(Source.failure, 2) = events.last
    else {
      Issue.record("unexpected events \(events)")
      return
    }
  }

  @Test func `a question about contacts that is cancelled ends at once`() async {
    let effects: [BrowserEffect] = [.fetchContacts(ofCustomer: 7, generation: 1), .cancelContacts]
    let events = await run(effects) { if case .contactsFailed = $0 { true } else { false } }
    guard case .contactsFailed(let failure, 1) = events.last else {
      Issue.record("unexpected events \(events)")
      return
    }
    #expect(failure.kind == .cancelled)
  }

  @Test func `of many searches the last one is answered`() async {
    var builder = CustomerTableBuilder()
    for id in 1...1_000 { builder.append(Customer(id: UInt64(id), name: "Customer \(id)")) }
    let snapshot = CustomerSnapshot(builder.finish().table)
    let searches = (1...50).map { generation in
      let request = SearchRequest(
        query: CustomerQuery("customer \(generation)", today: LocalDate(daysSinceEpoch: 0)),
        scope: .all, status: .all, sort: nil, marked: RowSet(rowCount: 1_000), onlyMarked: false)
      return BrowserEffect.search(request, in: snapshot, generation: generation)
    }
    let events = await run(searches) { if case .searchFinished(_, 50) = $0 { true } else { false } }
    guard case .searchFinished(let result, 50) = events.last else {
      Issue.record("no last answer")
      return
    }
    #expect(result.rows.contains(49))
  }

  /// Takes what it is given once it may.
  private final class SlowClipboard: Clipboard {
    let taken = Mutex<[String]>([])
    let hasBegun = DispatchSemaphore(value: 0)
    let mayEnd = DispatchSemaphore(value: 0)

    func take(_ text: String) -> String? {
      taken.withLock { $0.append(text) }
      hasBegun.signal()
      mayEnd.wait()
      return ""
    }
  }

  @Test func `of copies that wait for a slow clipboard the last one counts, and the end waits for no other`()
  {
    let clipboard = SlowClipboard()
    let runner = EffectRunner(source: Source(), clipboard: clipboard) { _ in }
    runner.run(.copy(CopiedText("a", name: "a")))
    clipboard.hasBegun.wait()
    for text in ["b", "c", "d"] { runner.run(.copy(CopiedText(text, name: text))) }
    for _ in 0..<2 { clipboard.mayEnd.signal() }
    runner.stop()
    #expect(clipboard.taken.withLock(\.self) == ["a", "d"])
  }

  /// A disk on which nothing can be kept.
  private struct FullDisk: NoteSource {
    func notes() throws(UserFacingError) -> (notes: CustomerNotes, remarks: [String]) {
      (CustomerNotes(), [])
    }

    func keep(_ change: NoteChange) throws(UserFacingError) -> NoteOutcome {
      throw UserFacingError(
        .file, what: "It could not be kept.", why: "The disk is full.", advice: "Make room.")
    }
  }

  @Test func `a note that can't be kept while somebody quits is told with all of its text`() {
    let runner = EffectRunner(source: Source(), notes: FullDisk()) { _ in }
    runner.run(.keepNote(NoteChange(.text("much work", insteadOf: ""), ofCustomer: 1)))
    #expect(runner.stop().map(\.why) == ["The disk is full. This was the note: much work"])
  }
}
