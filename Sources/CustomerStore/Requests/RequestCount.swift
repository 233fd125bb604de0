/// How many requests were sent on one day, beside what the server allows.
package struct RequestCount: Equatable, Sendable {
  /// What the API allows a user a day.
  package static let dailyLimit = 1_000

  /// From here on a person should know.
  private static let warningCount = 900

  package let count: Int

  package var isNearLimit: Bool { count >= Self.warningCount }
}
