import Customers
import Foundation

/// All customers of the cache as of one sync, those that are gone left out.
package struct CachedCustomers: Sendable {
  /// With “mine” set if the server's lists told whose the customers are.
  ///
  /// Else `CustomerTable.joining` sets it, from the salesperson's id.
  package let table: CustomerTable
  /// When the latest sync asked the server.
  package let syncedAt: Date
  /// When the latest full sync asked the server.
  package let fullySyncedAt: Date
  /// The customers that the latest sync changed and did not find gone, ascending.
  package let changedIDs: [UInt64]
}
