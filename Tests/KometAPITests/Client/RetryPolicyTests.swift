import Testing

@testable import KometAPI

struct RetryPolicyTests {
  @Test func pauseDoublesAndVaries() {
    let policy = RetryPolicy()
    for (attempt, longest) in [(2, 500), (3, 1_000), (4, 2_000)] {
      for _ in 0..<100 {
        let delay = policy.delay(beforeAttempt: attempt, retryAfter: nil)
        #expect(delay >= .milliseconds(longest / 2) && delay <= .milliseconds(longest))
      }
    }
  }

  @Test func serversWishIsObeyed() {
    #expect(RetryPolicy().delay(beforeAttempt: 2, retryAfter: .seconds(7)) == .seconds(7))
  }
}
