import Customers
import Foundation

/// What the list begins with, known before all customers are loaded: the first active ones by name.
package struct FirstCustomers: Sendable {
  package let table: CustomerTable
  /// The rows of the table by name.
  package let rows: [UInt32]
  /// How many customers the list will have.
  package let count: Int
  /// When the server was asked.
  package let syncedAt: Date

  package init(table: CustomerTable, rows: [UInt32], count: Int, syncedAt: Date) {
    self.table = table
    self.rows = rows
    self.count = count
    self.syncedAt = syncedAt
  }
}
