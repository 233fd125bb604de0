import Customers
import Foundation
import GRDB

/// What to ask the server so that the cache is up to date.
package struct SyncPlan: Equatable, Sendable {
  /// What to ask `customer.list`, always with the inactive customers included.
  package enum Details: Equatable, Sendable {
    case all
    /// Only customers updated on this day or later.
    case updated(asOf: LocalDate)
  }

  /// How much is asked where a refresh may be cheap.
  package enum Extent: Sendable {
    case everything
    /// Only who is there, and who is the person's own: `customer.by.company.list`, twice.
    case names
    /// Only what was updated: `customer.list`, once.
    case updates
  }

  /// How old a full sync may be before the next one is full again.
  package static let maxFullAge: TimeInterval = 7 * 24 * 60 * 60

  /// Whether the answers are to replace everything; else they are merged.
  package let isFull: Bool
  /// Nil if there is no company token to ask `customer.list` with.
  package let details: Details?
  /// Whether to ask `customer.by.company.list` for everybody's and for the person's own customers.
  package let asksLists: Bool
  /// Whether who is there and who is the person's own stays as it was told last, since that is not asked this time.
  let keepsLists: Bool
  /// When the plan was made: the age of what the answers will say.
  package let askedAt: Date
  /// The number of the sync that the plan builds upon.
  let base: Int64?

  /// Whether it is known afterwards whose customers are whose.
  var tellsMine: Bool { asksLists || keepsLists }
}

/// What the server answered, all of it.
package struct SyncAnswers: Sendable {
  /// From `customer.list`, as planned.
  package var details: CustomerTable?
  /// Everybody's ids and names, from `customer.by.company.list`.
  package var names: CustomerTable?
  /// The person's own, from `customer.by.company.list` with `showSalespersonCustomers`.
  package var own: CustomerTable?

  /// What of each answer could not be read.
  package var unread: Unread

  package struct Unread: Sendable {
    package var details: UnreadParts
    package var names: UnreadParts
    package var own: UnreadParts

    package init(
      details: UnreadParts = UnreadParts(), names: UnreadParts = UnreadParts(),
      own: UnreadParts = UnreadParts()
    ) {
      self.details = details
      self.names = names
      self.own = own
    }
  }

  package init(
    details: CustomerTable? = nil, names: CustomerTable? = nil, own: CustomerTable? = nil,
    unread: Unread = Unread()
  ) {
    self.details = details
    self.names = names
    self.own = own
    self.unread = unread
  }
}

/// A row of the table `sync`.
struct SyncRun {
  let number: Int64
  /// Since 1970, UTC.
  let askedAtMilliseconds: Int64
  let isFull: Bool
  let tellsMine: Bool
  var customerCount = 0
  /// The latest update of a customer, in seconds on the API's clock, that is not in the future.
  var lastUpdate: Int64?
  var fingerprint = Fingerprint()

  // Far beyond what can be, and safe to reckon with.
  private static let plausibleNumbers: ClosedRange<Int64> = 1...1 << 40
  private static let plausibleCounts: ClosedRange<Int64> = 0...100_000_000

  /// The latest sync, or nil if there was none.
  static func latest(_ database: Database) throws -> SyncRun? {
    try first(database, "SELECT * FROM sync ORDER BY number DESC LIMIT 1")
  }

  /// The latest sync that was full, or nil if there was none.
  static func latestFull(_ database: Database) throws -> SyncRun? {
    try first(database, "SELECT * FROM sync WHERE is_full ORDER BY number DESC LIMIT 1")
  }

  private static func first(_ database: Database, _ query: String) throws -> SyncRun? {
    let row = try RawStatement(database, sql: query)
    return try row.step() ? try SyncRun(row) : nil
  }

  var askedAt: Date { Date(storedMilliseconds: askedAtMilliseconds) }

  init(number: Int64, plan: SyncPlan) {
    self.number = number
    askedAtMilliseconds = plan.askedAt.storedMilliseconds
    isFull = plan.isFull
    tellsMine = plan.tellsMine
  }

  private init(_ row: RawStatement) throws {
    guard Self.plausibleNumbers.contains(row.integer(0)), Self.plausibleCounts.contains(row.integer(4)) else {
      throw Damage(description: "A sync has an impossible number.")
    }
    number = row.integer(0)
    askedAtMilliseconds = row.integer(1)
    isFull = row.integer(2) != 0
    tellsMine = row.integer(3) != 0
    customerCount = Int(row.integer(4))
    lastUpdate = row.integerUnlessNull(5)
    fingerprint = Fingerprint(stored: row.integer(6))
  }

  /// Writes the row, or writes it anew.
  func save(to database: Database) throws {
    try database.execute(
      sql: """
        INSERT INTO sync VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (number) DO UPDATE SET customer_count = excluded.customer_count,
          last_update = excluded.last_update, fingerprint = excluded.fingerprint
        """,
      arguments: [
        number, askedAtMilliseconds, isFull, tellsMine, customerCount, lastUpdate, fingerprint.stored,
      ])
  }
}

extension Date {
  /// From the file: milliseconds since 1970, UTC.
  init(storedMilliseconds: Int64) {
    self.init(timeIntervalSince1970: Double(storedMilliseconds) / 1000)
  }

  var storedMilliseconds: Int64 { Int64((timeIntervalSince1970 * 1000).rounded()) }
}
