import Customers
import Foundation
import GRDB

extension CustomerCache {
  /// What the syncs since `date` changed, the earliest first, then by customer.
  ///
  /// The first sync of all changes nothing. Changes are kept for a year.
  package func changes(since date: Date) throws(CustomerStoreError) -> [CustomerChange] {
    try access("The changes could not be read.", .deferred) { database in
      let rows = try RawStatement(
        database,
        sql: """
          SELECT customer, customer_name, kind, field, old_value, new_value, asked_at
          FROM sync JOIN change ON sync = number
          WHERE asked_at >= ? ORDER BY sync, customer, field
          """)
      rows.bind(date.storedMilliseconds, at: 1)
      var changes: [CustomerChange] = []
      while try rows.step() {
        changes.append(try CustomerChange(rows))
      }
      return changes
    }
  }
}

extension CustomerChange {
  fileprivate init(_ row: RawStatement) throws {
    let field = row.string(3)
    guard let kind = Kind(rawValue: row.string(2)), field.isEmpty || CustomerColumn(rawValue: field) != nil
    else {
      throw Damage(description: "A change is of no known kind.")
    }
    customerID = row.integer(0)
    customerName = row.string(1)
    self.kind = kind
    self.field = CustomerColumn(rawValue: field)
    oldValue = row.stringUnlessNull(4)
    newValue = row.stringUnlessNull(5)
    syncedAt = Date(storedMilliseconds: row.integer(6))
  }
}
