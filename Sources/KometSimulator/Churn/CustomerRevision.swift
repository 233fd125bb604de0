/// What has become of a customer since the server started.
struct CustomerRevision: Sendable {
  var nameGeneration = 0
  var salesperson: Int
  var isActive: Bool
  var updatedOn: Int
  /// Removed: no list holds the customer any more.
  var isGone = false
}
