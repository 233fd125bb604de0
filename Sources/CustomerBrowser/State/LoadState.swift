import Foundation

/// How far the customers have come.
package enum LoadState: Equatable, Sendable {
  case idle
  case running(FetchProgress)
  case failed(BrowserFailure)

  package var isRunning: Bool {
    if case .running = self { true } else { false }
  }
}

/// How old data is, as far as the clock can be believed.
package enum Freshness: Equatable, Sendable {
  case young
  case old
  /// The clock was ahead when it was fetched, or is behind now; it counts as old.
  case fromFuture

  /// What two clocks may differ by.
  private static let slack: TimeInterval = 60

  package init(of date: Date, at now: Date, maxAge: TimeInterval) {
    let age = now.timeIntervalSince(date)
    self = age < -Self.slack ? .fromFuture : age < maxAge ? .young : .old
  }
}

/// How much of a fetch is done.
package struct FetchProgress: Equatable, Sendable {
  package var receivedBytes: Int
  /// nil if the server did not tell.
  package var totalBytes: Int?

  package init(receivedBytes: Int = 0, totalBytes: Int? = nil) {
    self.receivedBytes = receivedBytes
    self.totalBytes = totalBytes
  }
}
