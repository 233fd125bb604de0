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
