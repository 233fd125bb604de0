import Testing

/// Waits for something that another thread is about to do.
func waitUntil(_ isDone: () -> Bool) async throws {
  let deadline = ContinuousClock.now + .seconds(30)
  while !isDone() {
    try #require(ContinuousClock.now < deadline)
    await Task.yield()
  }
}
