import CustomerBrowser
import CustomerStore

extension BrowserFailure {
  /// What is wrong with the cache, in the browser's terms.
  init(_ error: CustomerStoreError) {
    guard case .suddenLoss(let missing, let count) = error.kind else {
      self.init(.file, what: error.what, why: error.why, advice: error.advice)
      return
    }
    self.init(
      .suddenLoss, what: error.what,
      why: "\(missing.grouped) of \(count.grouped) customers are missing from the server's list.",
      advice: error.advice)
  }
}
