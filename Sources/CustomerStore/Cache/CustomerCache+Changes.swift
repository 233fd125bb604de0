import Customers
import Foundation
import GRDB

extension CustomerCache {
  /// What the syncs since `date` changed, the earliest first, then by customer.
  ///
  /// The first sync of all changes nothing. Changes are kept for a year.
  package func changes(since date: Date) throws(CustomerStoreError) -> [CustomerChange] {
    try changes("WHERE asked_at >= ? ORDER BY sync, customer, field", date.storedMilliseconds)
  }

  /// What the syncs changed about one customer, the latest first.
  package func changes(ofCustomer id: UInt64) throws(CustomerStoreError) -> [CustomerChange] {
    try changes("WHERE customer = ? ORDER BY sync DESC, field", Int64(bitPattern: id))
  }

  private func changes(
    _ condition: String, _ argument: Int64
  ) throws(CustomerStoreError) -> [CustomerChange] {
    try read("The changes could not be read.") { database in
      if try SyncRun.latest(database) == nil { return try self.nothingSynced() ?? [] }
      let rows = try RawStatement(
        database,
        sql: """
          SELECT customer, customer_name, kind, field, old_value, new_value, asked_at
          FROM sync JOIN change ON sync = number
          \(condition)
          """)
      rows.bind(argument, at: 1)
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
    self.init(
      customerID: row.id(0), customerName: row.string(1), kind: kind,
      field: CustomerColumn(rawValue: field), oldValue: row.stringUnlessNull(4),
      newValue: row.stringUnlessNull(5), syncedAt: Date(storedMilliseconds: row.integer(6)))
  }
}
