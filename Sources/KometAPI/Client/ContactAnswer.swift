import Customers

/// The contacts of one customer, as the server told them.
package struct ContactAnswer: Sendable {
  package let contacts: [CustomerContact]
  package let report: DecodingReport
  /// The requests sent to get it, retries and redirects included.
  package let requestCount: Int
}
