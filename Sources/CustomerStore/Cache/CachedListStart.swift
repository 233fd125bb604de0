import Customers
import Foundation

/// What the list of all active customers begins with, as of the latest sync.
package struct CachedListStart: Sendable {
  package let table: CustomerTable
  /// The rows of the table by name.
  package let rows: [UInt32]
  /// How many customers the whole list has.
  package let count: Int
  /// When the latest sync asked the server.
  package let syncedAt: Date
}
