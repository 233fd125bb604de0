import CustomerBrowser
import Foundation

extension Session {
  /// The contacts of the cache if they are young enough, or else from the server.
  ///
  /// If the server does not tell them, that is said and older ones of the cache have to do.
  func contacts(ofCustomer id: UInt64, refreshing: Bool) throws(BrowserFailure) -> FetchedContacts {
    let isOffline = settings.browser.isOffline
    let cached = try readable { [customers] () throws(BrowserFailure) in
      try customers.cachedContacts(ofCustomer: id)
    }
    if let cached {
      if isYoung(cached.askedAt) && !refreshing { return cached }
      if isOffline {
        tellAge(of: cached.askedAt, offlineBecause: nil)
        return cached
      }
    }
    guard !isOffline else { throw .noContactsOffline }
    do {
      let fetched = try waitingWithProgress { [customers] (_) async throws(BrowserFailure) in
        try await customers.fetchedContacts(ofCustomer: id)
      }
      tell(fetched.remarks)
      return fetched
    } catch {
      guard let cached else { throw error }
      StandardError.write(error)
      return cached
    }
  }
}
