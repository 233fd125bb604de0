import Customers
import GRDB
import Threading

/// Brings the answers of one sync into the file: one pass over the rows by id, then the writes.
///
/// Only rows that differ are written; new ones behind all rows of the file, which in a first sync are all, during
/// the pass. To be used inside one write transaction.
struct SyncTransaction {
  /// A row to write once the pass is over, for a table must not change while it is being read.
  private struct PendingWrite {
    enum Kind {
      case new(AnswerMerge.Source)
      case fields(AnswerMerge.Source)
      case flags
      case removal
    }

    let id: UInt64
    let kind: Kind
    let flags: CustomerRow.Flags
  }

  /// The customers after a sync.
  private struct Contents {
    let table: CustomerTable
    let listStart: StoredFirstPage

    init(_ table: CustomerTable) {
      self.table = table
      listStart = StoredFirstPage(of: table)
    }

    /// After a first sync, which takes over what was told and nothing else.
    init(_ answers: SyncAnswers) {
      self.init(CustomerTable.merging(details: answers.details, names: answers.names, own: answers.own))
    }
  }

  private let database: Database
  private let previous: SyncRun?
  private var run: SyncRun
  private var merge: AnswerMerge
  private var stored: StoredRows
  private var writer: RowWriter
  private var snapshot: SnapshotBuilder
  private var changes: ChangeRecorder
  private var pending: [PendingWrite] = []
  /// How many customers are no longer there.
  private var lostCount = 0
  private var fingerprint = Fingerprint()
  private let latestPlausibleUpdate: Int64

  /// No clock on Earth is further ahead of UTC.
  private static let furthestZone: Int64 = 14 * 60 * 60

  /// How long changes are remembered, in seconds.
  private static let rememberedAge: Double = 366 * 24 * 60 * 60

  /// Merges the answers that `plan` asked for into the file and returns the customers after it.
  ///
  /// Throws `DatabaseError`, `Damage` if the file does not hold what was written to it, or `SuddenLoss` unless
  /// that is accepted.
  static func merge(
    _ answers: SyncAnswers, of plan: SyncPlan, after previous: SyncRun?, acceptingLosses: Bool,
    in database: Database
  ) throws -> (run: SyncRun, table: CustomerTable, changes: ChangeRecorder) {
    let nothing = CustomerTableBuilder().finish().table
    let (details, names, own) = (answers.details ?? nothing, answers.names ?? nothing, answers.own ?? nothing)
    return try details.text.withUnsafeBufferPointer { detailsText in
      try names.text.withUnsafeBufferPointer { namesText in
        try own.text.withUnsafeBufferPointer { ownText in
          let saved = try ValueDictionaries(database)
          var vocabulary = saved
          let merge = AnswerMerge(
            plan: plan,
            details: AnswerRows(details, text: detailsText, vocabulary: &vocabulary),
            names: AnswerRows(names, text: namesText, vocabulary: &vocabulary),
            own: AnswerRows(own, text: ownText, vocabulary: &vocabulary), unread: answers.unread)
          try vocabulary.save(to: database, beyond: saved)
          var transaction = try SyncTransaction(
            plan, merge, after: previous, database, saved: saved, vocabulary: vocabulary)
          // What a first sync leaves is in the answers alone, and can be made beside the pass.
          let first = previous == nil ? Deferred { Contents(answers) } : nil
          first?.start()
          if let previous {
            transaction.snapshot.reserve(max(previous.customerCount, details.count, names.count))
          }
          try transaction.pass()
          if let previous, !acceptingLosses { try transaction.loss(since: previous).check() }
          try StoredFirstPage.remove(from: database)
          try transaction.write()
          let contents = first?.made() ?? Contents(transaction.snapshot.finish(tellsMine: plan.tellsMine))
          try contents.listStart.write(to: database)
          return (transaction.run, contents.table, transaction.changes)
        }
      }
    }
  }

  private init(
    _ plan: SyncPlan, _ merge: AnswerMerge, after previous: SyncRun?, _ database: Database,
    saved: ValueDictionaries, vocabulary: ValueDictionaries
  ) throws {
    self.database = database
    self.previous = previous
    self.merge = merge
    run = SyncRun(number: (previous?.number ?? 0) + 1, plan: plan)
    try run.save(to: database)
    stored = try StoredRows(database, saved)
    writer = try RowWriter(database)
    snapshot = SnapshotBuilder(vocabulary)
    changes = try ChangeRecorder(
      database, sync: run.number, vocabulary: vocabulary, tellsMine: plan.tellsMine)
    fingerprint.add(vocabulary)
    latestPlausibleUpdate = Int64(plan.askedAt.timeIntervalSince1970) + Self.furthestZone
  }

  /// Decides about every customer by ascending id and fills the snapshot.
  private mutating func pass() throws {
    var next = try stored.next()
    while true {
      let id: UInt64
      switch (next?.id, merge.nextID) {
      case (let known?, let told?): id = min(known, told)
      case (let known?, nil): id = known
      case (nil, let told?): id = told
      case (nil, nil):
        if let previous { try stored.check(against: previous) }
        return
      }
      let known = next?.id == id ? next : nil
      let outcome = merge.outcome(ofID: id, stored: known)
      try settle(id: id, known: known, outcome, isBehindStored: next == nil)
      if known != nil { next = try stored.next() }
    }
  }

  private mutating func settle(
    id: UInt64, known: CustomerRow?, _ outcome: AnswerMerge.Outcome, isBehindStored: Bool
  ) throws {
    if let row = outcome.row {
      fingerprint.add(row)
      // In a first sync the answers alone make the table.
      if previous != nil { snapshot.append(row) }
      run.customerCount += row.flags.contains(.isGone) ? 0 : 1
      if row.updatedSeconds <= latestPlausibleUpdate, row.updatedSeconds != CustomerTable.unknownUpdate {
        run.lastUpdate = max(run.lastUpdate ?? row.updatedSeconds, row.updatedSeconds)
      }
    }
    if let known, !known.flags.contains(.isGone), outcome.row?.flags.contains(.isGone) ?? true {
      lostCount += 1
    }
    guard let write = Self.write(id: id, known: known, outcome) else { return }
    if isBehindStored, let row = outcome.row {
      try writer.insert(row)
    } else {
      pending.append(write)
    }
    if previous != nil { try changes.record(from: known, to: outcome.row) }
  }

  private func loss(since previous: SyncRun) -> SuddenLoss {
    SuddenLoss(count: lostCount, customerCount: previous.customerCount)
  }

  private static func write(
    id: UInt64, known: CustomerRow?, _ outcome: AnswerMerge.Outcome
  ) -> PendingWrite? {
    guard let row = outcome.row else {
      return known == nil ? nil : PendingWrite(id: id, kind: .removal, flags: [])
    }
    if let source = outcome.source {
      guard let known else { return PendingWrite(id: id, kind: .new(source), flags: row.flags) }
      if !row.hasSameFields(as: known) {
        return PendingWrite(id: id, kind: .fields(source), flags: row.flags)
      }
    }
    return row.flags == known?.flags ? nil : PendingWrite(id: id, kind: .flags, flags: row.flags)
  }

  private mutating func write() throws {
    for write in pending {
      switch write.kind {
      case .new(let source): try writer.insert(row(write, source))
      case .fields(let source): try writer.update(row(write, source))
      case .flags: try writer.write(write.flags, ofID: write.id)
      case .removal: try writer.remove(id: write.id)
      }
    }
    try writer.finish()
    fingerprint.add(run)
    run.fingerprint = fingerprint
    try run.save(to: database)
    try forget()
  }

  private func row(_ write: PendingWrite, _ source: AnswerMerge.Source) -> CustomerRow {
    var row = merge.row(from: source)
    row.flags = write.flags
    return row
  }

  /// Drops the old syncs with their changes, but none since the latest full one.
  private func forget() throws {
    let limit = run.askedAt.addingTimeInterval(-Self.rememberedAge)
    try database.execute(
      sql: """
        DELETE FROM sync
        WHERE asked_at < ? AND number < (SELECT max(number) FROM sync WHERE is_full)
        """,
      arguments: [limit.storedMilliseconds])
  }
}

/// What a sync did, and the customers after it.
package struct SyncSummary: Sendable {
  /// Whether the cache was empty before; nothing counts as changed then.
  package let isFirst: Bool
  /// Whether the answers were thrown away: another process asked later and was quicker.
  ///
  /// `customers` is then what that process left.
  package let isSuperseded: Bool
  /// How many customers have each kind of change; a customer can have several.
  package let counts: [CustomerChange.Kind: Int]
  /// All customers, ready to take the place of the ones loaded before.
  package let customers: CachedCustomers
}

/// That so many customers are missing from a list that a slip of the server is likelier than the truth.
///
/// It is for people to say which of the two it is; until then the customers stay.
struct SuddenLoss: Error, Equatable {
  /// How many are missing.
  let count: Int
  /// How many there were.
  let customerCount: Int

  /// As many may go at any time, however few there are.
  private static let usualCount = 20
  /// One in so many may go.
  private static let usualShare = 10

  /// Throws this if it is one: more than twenty customers, and more than a tenth of all.
  func check() throws(SuddenLoss) {
    if count > Self.usualCount, count * Self.usualShare > customerCount { throw self }
  }
}
