import Customers
import Foundation
import Synchronization
import Wording

/// Asks for the contacts of many customers, one after the other, and tells what came of it.
///
/// Each answer is kept before the next question, so that a round which ends half-way, for whatever reason, is gone on
/// with by the next one.
package struct ContactRound: Sendable {
  /// Why no more customers were asked about.
  package enum End: Equatable, Sendable {
    /// All were, or as many as wanted.
    case done
    /// The rest of today's requests is for others.
    case requestsUsedUp
    case cancelled
    case failed(UserFacingError)
  }

  /// Of how many customers the contacts came.
  package private(set) var fetchedCount = 0
  /// How many customers still lack them.
  package private(set) var leftCount: Int
  package private(set) var requestsToday: Int?
  /// What the server said of customers that were passed over.
  package private(set) var failures: [(customerID: UInt64, failure: UserFacingError)] = []
  package private(set) var end = End.done

  /// Contacts older than this are asked for again.
  private static let maxAge: TimeInterval = 30 * 24 * 3_600
  /// After so many refusals in a row it isn't the customers that are refused.
  private static let maxFailures = 3

  /// The customers whom a query finds in a view, the most wanted first, the others in order.
  ///
  /// Nil if cancelled.
  package static func candidates(
    in snapshot: CustomerSnapshot, query: CustomerQuery, scope: CustomerScope, status: StatusFilter,
    sort: CustomerOrder = CustomerOrder(.name), priorities: ContactPriorities,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> [UInt64]? {
    let table = snapshot.table
    let marked = RowSet(
      rowCount: table.count, rows: priorities.marked.compactMap(table.row(ofID:)).map(UInt32.init))
    let request = SearchRequest(
      query: query, scope: scope, status: status, sort: sort, marked: marked,
      onlyMarked: false, notes: priorities.notes, recents: priorities.recents, includesSimilar: false)
    var searcher = CustomerSearcher(snapshot)
    guard let rows = searcher.search(request, isCancelled: isCancelled)?.rows else { return nil }
    return priorities.ordered(rows, of: table, marked: marked)
  }

  /// Fetches of the person's own customers, or of all where nothing tells whose they are, what is missing of `daily`.
  ///
  /// Nil if nothing is to be done today.
  package static func daily(
    _ daily: Int, in snapshot: CustomerSnapshot, _ priorities: ContactPriorities,
    from source: any CustomerSource
  ) async throws(UserFacingError) -> ContactRound? {
    let budget = try daily - source.contactsFetchedToday()
    guard budget > 0, try source.requestsLeftForContacts() > 0 else { return nil }
    let ids = candidates(
      in: snapshot, query: CustomerQuery("", today: LocalDate(daysSinceEpoch: 0)),
      scope: snapshot.table.mine == nil ? .all : .mine, status: .active, priorities: priorities,
      isCancelled: { Task.isCancelled })
    guard let ids else { return nil }
    let round = try await ContactRound(of: ids, budget: budget, from: source)
    return round.requestsToday == nil ? nil : round
  }

  /// Those of `ids` who lack contacts in their order, then those whose contacts are old, the oldest first.
  package static func order(_ ids: [UInt64], dates: [UInt64: Date], now: Date) -> [UInt64] {
    let old = ids.compactMap { id in dates[id].map { (id: id, date: $0) } }
      .filter { now.timeIntervalSince($0.date) > maxAge }
      .sorted { $0.date < $1.date }
    return ids.filter { dates[$0] == nil } + old.map(\.id)
  }

  /// Asks for the contacts of those of `ids` who lack them, at most `budget` times; ends early if the task is cancelled.
  ///
  /// `progress` gets how many came and how many are wanted.
  package init(
    of ids: [UInt64], budget: Int, from source: any CustomerSource,
    progress: (_ fetched: Int, _ wanted: Int) -> Void = { _, _ in }
  ) async throws(UserFacingError) {
    let queue = try source.customersLackingContacts(among: ids, at: Date())
    leftCount = queue.count
    let wanted = min(budget, queue.count)
    var failuresInARow = 0
    for id in queue.prefix(budget) {
      guard !Task.isCancelled else {
        end = .cancelled
        return
      }
      guard try source.requestsLeftForContacts() > 0 else {
        end = .requestsUsedUp
        return
      }
      progress(fetchedCount, wanted)
      do throws(UserFacingError) {
        requestsToday = try await source.fetchedContacts(ofCustomer: id).requestsToday
        fetchedCount += 1
        leftCount -= 1
        failuresInARow = 0
      } catch {
        requestsToday = error.requestsToday ?? requestsToday
        failuresInARow += 1
        let concernsOneCustomer =
          error.notBefore == nil && (error.kind == .refused || error.kind == .notUnderstood)
        guard concernsOneCustomer, failuresInARow < Self.maxFailures else {
          failures.removeLast(failuresInARow - 1)
          end = error.kind == .cancelled ? .cancelled : .failed(error)
          return
        }
        failures.append((id, error))
      }
    }
  }
}

/// Whose contacts are wanted before those of others: the starred customers', then those looked at lately, then the marked.
package struct ContactPriorities: Sendable {
  let marked: [UInt64]
  let notes: CustomerNotes
  let recents: RecentCustomers

  package init(
    marked: [UInt64] = [], notes: CustomerNotes = CustomerNotes(),
    recents: RecentCustomers = RecentCustomers()
  ) {
    self.marked = marked
    self.notes = notes
    self.recents = recents
  }

  /// As the last session left them.
  package init(recalled store: SessionStore?, notes: CustomerNotes) {
    let session = store?.recall()
    self.init(marked: session?.marks ?? [], notes: notes, recents: session?.recents ?? RecentCustomers())
  }

  /// The customers of some rows in the order in which their contacts are wanted.
  func ordered(_ rows: some Collection<UInt32>, of table: CustomerTable, marked: RowSet) -> [UInt64] {
    var left = RowSet(rowCount: table.count, rows: Array(rows))
    let starred = notes.rows(of: table) { $0.isStarred }
    let first =
      rows.filter { starred.contains(Int($0)) }
      + recents.ids.compactMap(table.row(ofID:)).map(UInt32.init)
      + rows.filter { marked.contains(Int($0)) }
    return (first + rows).compactMap { row in
      guard left.contains(Int(row)) else { return nil }
      left.remove(Int(row))
      return table.ids[Int(row)]
    }
  }
}

/// Fetches contacts behind everything else, one round at a time.
final class ContactRoundWorker: Sendable {
  private let source: any CustomerSource
  private let post: @Sendable (BrowserEvent) -> Void
  private let round = Mutex<Task<Void, Never>?>(nil)

  init(source: any CustomerSource, post: @escaping @Sendable (BrowserEvent) -> Void) {
    self.source = source
    self.post = post
  }

  /// Fetches what is missing of so many a day, unless a round is on its way.
  func fill(_ daily: Int, in snapshot: CustomerSnapshot, _ priorities: ContactPriorities) {
    guard round.withLock({ $0 == nil }) else { return }
    start { [source, post] () async throws(UserFacingError) in
      let ended = try await ContactRound.daily(daily, in: snapshot, priorities, from: source)
      if let ended { post(.contactRoundEnded(ended, isAsked: false)) }
    }
  }

  /// Fetches the contacts of some customers, in the place of a round that runs.
  func fetch(_ ids: [UInt64], budget: Int) {
    start { [source, post] () async throws(UserFacingError) in
      let ended = try await ContactRound(of: ids, budget: budget, from: source) { fetched, wanted in
        post(.contactRoundProgressed(fetched: fetched, wanted: wanted))
      }
      post(.contactRoundEnded(ended, isAsked: true))
    }
  }

  /// Ends the round that runs; what came is kept.
  func cancel() {
    round.withLock { $0?.cancel() }
  }

  private func start(_ fetch: @escaping @Sendable () async throws(UserFacingError) -> Void) {
    round.withLock { running in
      let before = running
      before?.cancel()
      running = Task.detached(priority: .background) { [self] in
        await before?.value
        do throws(UserFacingError) {
          try await fetch()
        } catch {
          post(.contactRoundFailed(error))
        }
        round.withLock { if !Task.isCancelled || $0?.isCancelled == true { $0 = nil } }
      }
    }
  }
}
