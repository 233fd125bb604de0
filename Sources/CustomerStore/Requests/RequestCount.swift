/// How many requests were sent on one day.
package struct RequestCount: Equatable, Sendable {
  /// The share of the daily requests after which no more should be sent.
  private static let softShare = 0.9

  package let count: Int

  /// Whether so few are left of `limit` a day that they should be kept for others.
  package func isNear(limit: Int) -> Bool {
    Double(count) >= Double(limit) * Self.softShare
  }
}
