import Customers
import Foundation

/// The contacts of one customer, as the server told them last.
package struct CachedContacts: Equatable, Sendable {
  /// In the server's order.
  package let contacts: [CustomerContact]
  /// When the server was asked.
  package let askedAt: Date
}
