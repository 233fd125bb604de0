import CustomerBrowser

/// A sync whose customers can be used as soon as they have come, while the cache still takes them in.
final class RunningSync: Sendable {
  private typealias Outcome = Result<FetchedCustomers, BrowserFailure>

  private let arrived = AwaitedValue<Outcome>()
  private let ended = AwaitedValue<Outcome>()

  /// Begins the sync; progress goes to stderr if that is a terminal.
  init(of customers: any CustomerSource) {
    let line = ProgressLine()
    Task.detached { [arrived, ended] in
      let outcome: Outcome
      do throws(BrowserFailure) {
        outcome = .success(
          try await customers.syncedCustomers(
            full: false, acceptsLosses: false, progress: line.show,
            arrived: { customers in
              line.clear()
              arrived.fill(.success(customers))
            }))
      } catch {
        outcome = .failure(error)
      }
      line.clear()
      arrived.fill(outcome)
      ended.fill(outcome)
    }
  }

  /// The customers, which the cache may not have yet.
  func firstCustomers() throws(BrowserFailure) -> FetchedCustomers {
    try arrived.wait().get()
  }

  /// Waits until the cache has them.
  func finish() throws(BrowserFailure) -> FetchedCustomers {
    try ended.wait().get()
  }
}
