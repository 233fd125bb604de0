import Customers
import Foundation
import GRDB

extension CustomerCache {
  /// Says what to ask the server now.
  ///
  /// Everything, if it never was asked, or `maxFullAge` seconds ago, or if `forcesFull` says so. Else what
  /// was updated since the day before the last update seen: the API's dates have no zone. With both tokens `extent` may
  /// leave one of the methods out, but never when everything is asked.
  package func plan(
    now: Date, forcesFull: Bool = false, extent: SyncPlan.Extent = .everything,
    maxFullAge: TimeInterval = SyncPlan.maxFullAge
  ) throws(CustomerStoreError) -> SyncPlan {
    // What was fetched while nothing could be written is then asked for once more, and kept.
    try returnToDisk()
    let (latest, full) = try access("The cache could not be read.", .deferred) {
      (try SyncRun.latest($0), try SyncRun.latestFull($0))
    }
    let age = full.map { now.timeIntervalSince($0.askedAt) } ?? .infinity
    var isFull = forcesFull || !(-Self.toleratedClockStep..<maxFullAge).contains(age)
    var details: SyncPlan.Details?
    if identity.hasCompanyToken {
      if !isFull, let lastUpdate = latest?.lastUpdate {
        let lastDay = LocalDateTime(secondsSinceEpoch: lastUpdate).date
        details = .updated(asOf: lastDay.adding(days: -1))
      } else {
        details = .all
        isFull = true
      }
    }
    var asksLists = identity.hasUserToken
    var keepsLists = false
    if !isFull, asksLists, details != nil, let latest {
      switch extent {
      case .everything: break
      case .names: details = nil
      case .updates: (asksLists, keepsLists) = (false, latest.tellsMine)
      }
    }
    return SyncPlan(
      isFull: isFull, details: details, asksLists: asksLists, keepsLists: keepsLists, askedAt: now,
      base: latest?.number)
  }

  /// Merges the answers to the plan's questions, and returns what that changed and the customers after it.
  ///
  /// The answers must be those that the plan asked for, no more and no fewer. Throws an error of kind `suddenLoss`,
  /// and changes nothing, if too many customers are missing in them, unless `acceptingLosses`.
  package func apply(
    _ answers: SyncAnswers, of plan: SyncPlan, acceptingLosses: Bool = false
  ) throws(CustomerStoreError) -> SyncSummary {
    // What waited for this; if it can't be written now either, it goes on waiting for the end.
    defer { try? finishWriting() }
    precondition((answers.details != nil) == (plan.details != nil), "customer.list as planned")
    precondition((answers.names != nil) == plan.asksLists, "everybody's customers as planned")
    precondition((answers.own != nil) == plan.asksLists, "the person's own customers as planned")
    let what = "The customers could not be cached."
    if plan.base == nil, plan.isFull {
      // Nothing is there that could refer to anything, and checking takes a third of the time.
      let first = try access(what, .immediate, checksReferences: false) { database -> SyncSummary? in
        guard try SyncRun.latest(database) == nil else { return nil }
        let merged = try SyncTransaction.merge(
          answers, of: plan, after: nil, acceptingLosses: true, in: database)
        return try Self.summary(of: merged, isFirst: true, database)
      }
      if let first { return first }
    }
    return try access(what, .immediate) { database in
      let previous = try SyncRun.latest(database)
      if let previous, previous.number != plan.base, previous.askedAt > plan.askedAt,
        let customers = try Self.load(from: database)
      {
        return SyncSummary(isFirst: false, isSuperseded: true, counts: [:], customers: customers)
      }
      guard plan.isFull || previous != nil else { throw Self.outdatedPlan }
      let merged = try SyncTransaction.merge(
        answers, of: plan, after: previous, acceptingLosses: acceptingLosses, in: database)
      return try Self.summary(of: merged, isFirst: previous == nil, database)
    }
  }

  private static func summary(
    of merged: (run: SyncRun, table: CustomerTable, changes: ChangeRecorder), isFirst: Bool,
    _ database: Database
  ) throws -> SyncSummary {
    SyncSummary(
      isFirst: isFirst, isSuperseded: false, counts: merged.changes.counts,
      customers: CachedCustomers(
        table: merged.table, syncedAt: merged.run.askedAt,
        fullySyncedAt: try SyncRun.latestFull(database)?.askedAt ?? merged.run.askedAt,
        changedIDs: merged.changes.changedIDs))
  }

  /// How far the computer's clock may be set back without a full sync.
  private static let toleratedClockStep: TimeInterval = 24 * 60 * 60

  private static let outdatedPlan = CustomerStoreError(
    .outdatedPlan, what: "The customers could not be cached.",
    why: "The cache was made anew while the server was being asked for what changed.",
    advice: "Refresh again; everything is fetched then.")
}
