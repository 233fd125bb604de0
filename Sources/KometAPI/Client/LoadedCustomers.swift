import Customers

/// All customers that the tokens at hand let through, from one load.
package struct LoadedCustomers: Sendable {
  package let table: CustomerTable
  /// What was wrong with the answers, all of them together.
  package let report: DecodingReport
  /// The requests sent, retries and redirects included.
  package let requestCount: Int
}
