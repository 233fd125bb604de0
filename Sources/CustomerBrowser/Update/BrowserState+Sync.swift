import Customers
import Foundation
import Wording

extension BrowserState {
  /// Takes in what the cache had; asks the server if that is nothing, or too old.
  mutating func updateCache(_ event: BrowserEvent) -> [BrowserEffect] {
    switch event {
    case .cachedCustomersLoaded(let snapshot, let fetched):
      let refreshing = replaceCustomers(with: snapshot, fetched) + refreshIfStale()
      return refreshing + (load.isRunning ? [] : fillContacts(in: snapshot))
    case .cacheFailed(let failure):
      if hasFirstCustomersOnly {
        moveMarks(to: nil)
        (snapshot, result, hasFirstCustomersOnly, areRowsOutdated) = (nil, nil, false, false)
      }
      notice = Notice(.warning, [failure.what, failure.why].joined(separator: " "))
      fallthrough
    default:
      guard !settings.isOffline else {
        load = .failed(.nothingOffline)
        return []
      }
      return sync(isAsked: true)
    }
  }

  /// Asks the server; `isAsked` says whether the person did, who then is told when it fails.
  mutating func sync(full: Bool = false, acceptingLosses: Bool = false, isAsked: Bool) -> [BrowserEffect] {
    guard !load.isRunning else { return [] }
    guard !settings.isOffline else {
      notice = Notice(.warning, "Started with --offline, so the server is not asked")
      return []
    }
    loadGeneration += 1
    load = .running(FetchProgress())
    lastSyncStart = now
    isSyncAsked = isAsked
    isSyncFull = full
    return [
      .syncCustomers(
        full: full, acceptsLosses: acceptingLosses, isAsked: isAsked, generation: loadGeneration)
    ]
  }

  /// Asks the server if the customers are older than they may be, and it was not asked just now.
  mutating func refreshIfStale() -> [BrowserEffect] {
    let times = [loadedAt, lastSyncStart].compactMap(\.self)
    let isYoung = times.contains { Freshness(of: $0, at: now, maxAge: settings.maxAge) == .young }
    guard !times.isEmpty, !settings.isOffline, !isYoung else { return [] }
    return sync(isAsked: false)
  }

  /// Asks once more whether the customers are gone that the server's last answer lacked.
  mutating func askAboutLosses() {
    guard case .failed(let failure) = load, failure.kind == .suddenLoss else {
      notice = Notice(.info, "No customers are missing from the server's list")
      return
    }
    popup = .failure(failure)
  }

  mutating func cancelSync() -> [BrowserEffect] {
    loadGeneration += 1
    load = .idle
    notice = Notice(
      .info, "Cancelled", followUps: Notice.FollowUp(.refresh, "asks the server again"))
    return [.cancelSync]
  }

  mutating func updateSync(_ event: BrowserEvent) -> [BrowserEffect] {
    switch event {
    case .syncProgressed(let progress, let generation) where generation == loadGeneration:
      load = .running(progress)
      return []
    case .customersArrived(let snapshot, let fetched, let generation) where generation == loadGeneration:
      return replaceCustomers(with: snapshot, fetched)
    case .customersSynced(let snapshot, let fetched, let generation) where generation == loadGeneration:
      load = .idle
      if case .failure = popup { popup = nil }
      guard fetched.haveArrived else {
        defer { if isSyncAsked { tell(fetched.changes) } }
        return replaceCustomers(with: snapshot, fetched) + fillContacts(in: snapshot)
      }
      tell(fetched)
      return fillContacts(in: snapshot)
    case .syncFailed(let failure, let generation):
      requestsToday = failure.requestsToday ?? requestsToday
      guard generation == loadGeneration else { return [] }
      load = .failed(failure)
      let isQuestion = failure.kind == .suddenLoss && !wasAskedAboutLosses
      if isSyncAsked || isQuestion { popup = popup ?? .failure(failure) }
      if case .failure(failure) = popup, failure.kind == .suddenLoss { wasAskedAboutLosses = true }
      return []
    default:
      return []
    }
  }

  /// Lets contacts be fetched behind everything else, if the config wants so.
  private func fillContacts(in snapshot: CustomerSnapshot) -> [BrowserEffect] {
    guard settings.dailyContacts > 0, !settings.isOffline else { return [] }
    return [.fillContacts(daily: settings.dailyContacts, in: snapshot, contactPriorities)]
  }

  private mutating func replaceCustomers(
    with new: CustomerSnapshot, _ fetched: FetchedCustomers
  ) -> [BrowserEffect] {
    tell(fetched)
    var changed = RowSet(rowCount: new.table.count)
    for row in fetched.changedIDs.compactMap(new.table.row(ofID:)) { changed.insert(row) }
    incoming = IncomingCustomers(snapshot: new, changed: changed)
    if scope == .mine, new.table.mine == nil { scope = .all }
    guard marks.count > Self.maxQuicklyMovedMarks, let old = snapshot?.table else { return searchAgain() }
    // What is on its way tells of the customers before these.
    searchGeneration += 1
    marksGeneration += 1
    return [.moveMarks(marks, from: old, to: new.table, generation: marksGeneration)]
  }

  /// So many marks are moved in no time; more are moved where nobody waits for it.
  private static let maxQuicklyMovedMarks = 10_000

  /// Takes in where the marked customers stand among the incoming ones, which can be searched now.
  mutating func take(before: Marks, after: Marks, generation: Int) -> [BrowserEffect] {
    guard generation == marksGeneration, incoming != nil else { return [] }
    incoming?.movedMarks = (before, after)
    return searchAgain()
  }

  /// Shows what the list begins with, if it is what the person wants to see.
  mutating func show(_ first: FirstPage) {
    let isByName = effectiveSort == CustomerOrder(.name)
    guard snapshot == nil, incoming == nil, query.isEmpty, scope == .all, status == .active, isByName else {
      return
    }
    moveMarks(to: first.table)
    snapshot = CustomerSnapshot(first.table)
    changed = RowSet(rowCount: first.table.count)
    hasFirstCustomersOnly = true
    loadedAt = first.syncedAt
    result = SearchResult(firstRows: first.rows, of: first.count)
    moveCursor(to: 0)
  }

  /// Puts the incoming customers in the place of the shown ones; their rows are here.
  mutating func takeIncomingCustomers() {
    guard let incoming else { return }
    moveMarks(to: incoming.snapshot.table)
    snapshot = incoming.snapshot
    changed = incoming.changed
    hasFirstCustomersOnly = false
    self.incoming = nil
    tellOfEarlierMarks()
  }

  /// Marks of shown customers as rows of the incoming ones, if there are any.
  func movedToIncoming(_ marks: Marks) -> Marks {
    guard let new = incoming?.snapshot.table else { return marks }
    if let moved = incoming?.movedMarks, moved.before == marks { return moved.after }
    return marks.moved(from: snapshot?.table, to: new)
  }

  /// Takes in what there is to say about the customers.
  private mutating func tell(_ fetched: FetchedCustomers) {
    loadedAt = fetched.syncedAt
    requestsToday = fetched.requestsToday
    changeHistory = fetched.history
    if let remark = fetched.remarks.first { notice = Notice(.warning, remark) }
  }

  /// Says what a refresh changed to whoever asked for it, unless there is something worse to say.
  private mutating func tell(_ changes: [CustomerChange.Kind: Int]?) {
    guard let changes, notice == nil else { return }
    let shown = changes.contains { $0.key != .gone && $0.value > 0 }
    notice =
      shown
      ? Notice(.info, changes.words, followUps: Notice.FollowUp(.showChanged, "shows them"))
      : Notice(.info, changes.words)
  }
}

extension [CustomerChange.Kind: Int] {
  /// How many customers there are of each kind of change: `20 new, 3 gone`.
  package var words: String {
    let parts = CustomerChange.Kind.allCases.compactMap { kind in
      self[kind].map { "\($0.grouped) \(kind.rawValue)" }
    }
    return parts.isEmpty ? "nothing changed" : parts.joined(separator: ", ")
  }
}

extension UserFacingError {
  /// Nothing was ever synced, and nothing may be now.
  package static let nothingOffline = UserFacingError(
    .notReached, what: "There are no customers on this machine yet.",
    advice: "Start without --offline once, to fetch them.")

  /// Nothing was ever synced.
  package static let nothingSynced = UserFacingError(
    .notReached, what: "There are no customers on this machine yet.",
    advice: "Run komet sync to fetch them.")
}
