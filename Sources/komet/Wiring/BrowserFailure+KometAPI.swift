import CustomerBrowser
import KometAPI

extension BrowserFailure {
  /// What the wire says, in the browser's terms.
  init(_ error: KometAPIError, requestsToday: Int? = nil) {
    let kind: Kind =
      switch error.kind {
      case .wrongUsage: .usage
      case .refusedByServer: .refused
      case .notReached: .notReached
      case .notUnderstood, .limitExceeded: .notUnderstood
      case .cancelled: .cancelled
      }
    self.init(kind, what: error.what, why: error.why, advice: error.advice, requestsToday: requestsToday)
  }
}
