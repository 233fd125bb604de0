import Customers
import Foundation

/// What to ask the server so that the cache is up to date.
package struct SyncPlan: Equatable, Sendable {
  /// What to ask `customer.list`, always with the inactive customers included.
  package enum Details: Equatable, Sendable {
    case all
    /// Only customers updated on this day or later.
    case updated(asOf: LocalDate)
  }

  /// How old a full sync may be before the next one is full again.
  package static let maxFullAge: TimeInterval = 7 * 24 * 60 * 60

  /// Whether the answers are to replace everything; else they are merged.
  package let isFull: Bool
  /// Nil if there is no company token to ask `customer.list` with.
  package let details: Details?
  /// Whether to ask `customer.by.company.list` for everybody's and for the person's own customers.
  package let asksLists: Bool
  /// When the plan was made: the age of what the answers will say.
  package let askedAt: Date
  /// The number of the sync that the plan builds upon.
  let base: Int64?
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
