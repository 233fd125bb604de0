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
