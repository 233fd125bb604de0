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
  /// Requests sent so far, repeated ones included.
  package var requestCount: Int
  package var receivedBytes: Int
  /// nil if the server did not tell.
  package var totalBytes: Int?

  package init(requestCount: Int = 0, receivedBytes: Int = 0, totalBytes: Int? = nil) {
    self.requestCount = requestCount
    self.receivedBytes = receivedBytes
    self.totalBytes = totalBytes
  }
}
