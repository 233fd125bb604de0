import Customers

/// What a sync did, and the customers after it.
package struct SyncSummary: Sendable {
  /// Whether the cache was empty before; nothing counts as changed then.
  package let isFirst: Bool
  /// Whether the answers were thrown away: another process asked later and was quicker.
  ///
  /// `customers` is then what that process left.
  package let isSuperseded: Bool
  /// How many customers each kind of change befell; a customer can be in several.
  package let counts: [CustomerChange.Kind: Int]
  /// All customers, ready to take the place of the ones loaded before.
  package let customers: CachedCustomers
}
