import Customers

/// Customers that take the place of the shown ones as soon as their rows have been found.
struct IncomingCustomers: Sendable {
  let snapshot: CustomerSnapshot
  /// The rows that the latest sync changed.
  let changed: RowSet
}
