import CustomerBrowser
import Customers
import Wording

/// A source that has kept nothing, and whose server can't be reached.
///
/// What a test's own source tells, it implements itself.
package protocol UnreachableSource: CustomerSource {}

extension UnreachableSource {
  package func firstCustomers() throws(UserFacingError) -> FirstPage? { nil }

  package func cachedCustomers() throws(UserFacingError) -> FetchedCustomers? { nil }

  package func syncedCustomers(
    full: Bool, acceptsLosses: Bool, isAsked: Bool, progress: @escaping @Sendable (FetchProgress) -> Void,
    arrived: @escaping @Sendable (FetchedCustomers) -> Void
  ) async throws(UserFacingError) -> FetchedCustomers {
    throw UserFacingError(.notReached, what: "No server.", advice: "")
  }

  package func recordedChanges(ofCustomer id: UInt64) throws(UserFacingError) -> [CustomerChange] { [] }

  package func cachedContacts(ofCustomer id: UInt64) throws(UserFacingError) -> FetchedContacts? { nil }

  package func fetchedContacts(ofCustomer id: UInt64) async throws(UserFacingError) -> FetchedContacts {
    throw UserFacingError(.notReached, what: "No server.", advice: "")
  }
}
