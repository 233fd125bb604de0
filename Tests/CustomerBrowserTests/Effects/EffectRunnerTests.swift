import CustomerBrowser
import Customers
import Foundation
import Testing

@Suite struct EffectRunnerTests {
  /// Answers with its customers, or waits until it is cancelled.
  private struct Source: CustomerSource {
    var customers: [Customer]?

    func cachedCustomers() throws(BrowserFailure) -> FetchedCustomers? { nil }

    func syncedCustomers(
      full: Bool, progress: @escaping @Sendable (FetchProgress) -> Void,
      arrived: @escaping @Sendable (FetchedCustomers) -> Void
    ) async throws(BrowserFailure) -> FetchedCustomers {
      progress(FetchProgress(receivedBytes: 1))
      guard let customers else {
        let (never, _) = AsyncStream.makeStream(of: Never.self)
        for await _ in never {}
        throw BrowserFailure(.cancelled, what: "Cancelled.", advice: "")
      }
      var builder = CustomerTableBuilder()
      for customer in customers { builder.append(customer) }
      return FetchedCustomers(table: builder.finish().table, syncedAt: Date())
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
    let events = await run([.syncCustomers(full: false, generation: 3)], with: source) {
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
    let events = await run([.syncCustomers(full: false, generation: 1), .cancelSync]) {
      if case .syncFailed = $0 { true } else { false }
    }
    guard case .syncFailed(let failure, 1) = events.last else {
      Issue.record("unexpected events \(events)")
      return
    }
    #expect(failure.kind == .cancelled)
  }

  @Test func `of many searches the last one is answered`() async {
    var builder = CustomerTableBuilder()
    for id in 1...1_000 { builder.append(Customer(id: Int64(id), name: "Customer \(id)")) }
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
}
