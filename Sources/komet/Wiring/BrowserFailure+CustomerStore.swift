import CustomerBrowser
import CustomerStore

extension BrowserFailure {
  /// What is wrong with the cache, in the browser's terms.
  init(_ error: CustomerStoreError) {
    self.init(.file, what: error.what, why: error.why, advice: error.advice)
  }
}
