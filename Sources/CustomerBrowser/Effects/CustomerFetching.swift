import Customers

/// Where customers come from.
package protocol CustomerFetching: Sendable {
  /// Fetches all customers that the person may see, active or not.
  ///
  /// Cancelling the task ends it at once. `progress` is called from any thread.
  func fetchCustomers(
    progress: @escaping @Sendable (FetchProgress) -> Void
  ) async throws(BrowserFailure) -> FetchedCustomers
}

/// What a fetch brought.
package struct FetchedCustomers: Sendable {
  package let table: CustomerTable
  /// What was repaired or left out, each as a sentence.
  package let remarks: [String]
  /// The requests sent, repeated ones included.
  package let requestCount: Int

  package init(table: CustomerTable, remarks: [String] = [], requestCount: Int = 0) {
    self.table = table
    self.remarks = remarks
    self.requestCount = requestCount
  }
}
