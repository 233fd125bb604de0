import Customers

/// One whole answer of the server, decoded.
package struct CustomerAnswer: Sendable {
  package let table: CustomerTable
  package let report: DecodingReport
  /// The requests sent to get it, retries and redirects included.
  package let requestCount: Int
}
