import CustomerBrowser
import KometAPI
import Synchronization

/// Passes progress on, but not more often than anybody can read it.
final class ThrottledProgress: Sendable {
  private let progress: @Sendable (FetchProgress) -> Void
  private let nextTime = Mutex(ContinuousClock.now)

  private static let interval = Duration.milliseconds(100)

  init(_ progress: @escaping @Sendable (FetchProgress) -> Void) {
    self.progress = progress
  }

  func show(_ transfer: TransferProgress) {
    let now = ContinuousClock.now
    let isDue = nextTime.withLock { time in
      guard now >= time else { return false }
      time = now + Self.interval
      return true
    }
    guard isDue else { return }
    progress(
      FetchProgress(
        receivedBytes: Int(transfer.receivedBytes), totalBytes: transfer.totalBytes.map(Int.init)))
  }
}
