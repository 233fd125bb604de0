import Foundation

/// One thing that one sync changed about one customer.
package struct CustomerChange: Equatable, Sendable {
  /// The raw value stands in the cache file.
  package enum Kind: String, CaseIterable, Sendable {
    case new
    case renamed
    /// Given to another salesperson.
    case reassigned
    case deactivated
    case reactivated
    /// Any other field.
    case edited
    /// No longer among the customers that the server tells.
    case gone
    /// There again after it was gone.
    case returned
  }

  package let customerID: UInt64
  /// The name after the sync, or the last one known.
  package let customerName: String
  package let kind: Kind
  /// The column that changed; nil for `new`, `gone` and `returned`, which are about the whole customer.
  package let field: CustomerColumn?
  /// The texts as exports show them, dates as the API gives them; nil for unknown.
  package let oldValue: String?
  package let newValue: String?
  /// When the sync asked the server.
  package let syncedAt: Date

  package init(
    customerID: UInt64, customerName: String, kind: Kind, field: CustomerColumn? = nil,
    oldValue: String? = nil, newValue: String? = nil, syncedAt: Date
  ) {
    self.customerID = customerID
    self.customerName = customerName
    self.kind = kind
    self.field = field
    self.oldValue = oldValue
    self.newValue = newValue
    self.syncedAt = syncedAt
  }
}
