import Customers

/// Customers that take the place of the shown ones as soon as their rows have been found.
struct IncomingCustomers: Sendable {
  let snapshot: CustomerSnapshot
  /// The rows that the latest sync changed.
  let changed: RowSet
  /// The marks as they were, and as rows of these customers; nil while nobody has moved them.
  var movedMarks: (before: Marks, after: Marks)?
}
