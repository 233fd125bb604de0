import Customers
import Foundation
import GRDB

extension CustomerCache {
  /// The contacts of a customer as they were told last, or nil if they never were.
  package func contacts(ofCustomer id: UInt64) throws(CustomerStoreError) -> CachedContacts? {
    try read("The cached contacts could not be read.") { database in
      if try SyncRun.latest(database) == nil { return try self.nothingSynced() }
      let list = try RawStatement(database, sql: "SELECT asked_at FROM contact_list WHERE customer = ?")
      list.bind(id: id, at: 1)
      guard try list.step() else { return nil }
      let rows = try RawStatement(
        database,
        sql: """
          SELECT id, name, type, phone, ext, mobile, email, instant_messaging, fax, description
          FROM contact WHERE customer = ? ORDER BY place
          """)
      rows.bind(id: id, at: 1)
      var contacts: [CustomerContact] = []
      while try rows.step() { contacts.append(CustomerContact(rows)) }
      return CachedContacts(contacts: contacts, askedAt: Date(storedMilliseconds: list.integer(0)))
    }
  }

  /// All contacts that are kept, as they are searched.
  package func contactIndex() throws(CustomerStoreError) -> ContactIndex {
    try access("The cached contacts could not be read.", .deferred) { database in
      let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM contact") ?? 0
      var builder = ContactIndex.Builder(contactCount: count)
      let rows = try RawStatement(
        database,
        sql: """
          SELECT id, name, type, phone, ext, mobile, email, instant_messaging, fax, description, customer
          FROM contact
          """)
      while try rows.step() { builder.append(CustomerContact(rows), ofCustomer: rows.id(10)) }
      return builder.finish()
    }
  }

  /// How to reach all contacts that are kept, as columns show it.
  package func contactReaches() throws(CustomerStoreError) -> ContactReaches {
    try access("The cached contacts could not be read.", .deferred) { database in
      let rows = try RawStatement(
        database,
        sql: """
          SELECT id, NULL, NULL, phone, ext, mobile, email, NULL, NULL, NULL, customer
          FROM contact ORDER BY customer, place
          """)
      var builder = ContactReaches.Builder()
      while try rows.step() { builder.append(CustomerContact(rows), ofCustomer: rows.id(10)) }
      return builder.finish()
    }
  }

  /// When the server was asked for the contacts of each customer, as far as it was.
  package func contactDates() throws(CustomerStoreError) -> [UInt64: Date] {
    try read("The cached contacts could not be read.") { database in
      let rows = try RawStatement(database, sql: "SELECT customer, asked_at FROM contact_list")
      var dates: [UInt64: Date] = [:]
      while try rows.step() { dates[rows.id(0)] = Date(storedMilliseconds: rows.integer(1)) }
      return dates
    }
  }

  /// Keeps the contacts of a customer in the place of those from before.
  ///
  /// Those of a customer whom the cache does not hold are not kept. A full sync that removes the customer
  /// removes its contacts; any other sync leaves them alone. Returns at once while a sync is being written, after
  /// which they are kept.
  package func keep(
    _ contacts: [CustomerContact], ofCustomer id: UInt64, askedAt: Date
  ) throws(CustomerStoreError) {
    let id = Int64(bitPattern: id)
    try writeSoon("The contacts could not be kept on this machine.") { database in
      try database.execute(sql: "DELETE FROM contact_list WHERE customer = ?", arguments: [id])
      try database.execute(
        sql: "INSERT INTO contact_list SELECT id, ? FROM customer WHERE id = ?",
        arguments: [askedAt.storedMilliseconds, id])
      guard database.changesCount > 0 else { return }
      for (index, contact) in contacts.enumerated() {
        try database.execute(
          sql: "INSERT INTO contact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          arguments: [
            id, index + 1, Int64(bitPattern: contact.id), contact.name, contact.role, contact.phone,
            contact.phoneExtension,
            contact.mobile, contact.email, contact.messaging, contact.fax, contact.remark,
          ])
      }
    }
  }
}

extension CustomerContact {
  fileprivate init(_ row: RawStatement) {
    self.init(
      id: row.id(0), name: row.stringUnlessNull(1), role: row.stringUnlessNull(2),
      phone: row.stringUnlessNull(3), phoneExtension: row.stringUnlessNull(4),
      mobile: row.stringUnlessNull(5), email: row.stringUnlessNull(6), messaging: row.stringUnlessNull(7),
      fax: row.stringUnlessNull(8), remark: row.stringUnlessNull(9))
  }
}

/// The contacts of one customer, as the server told them last.
package struct CachedContacts: Equatable, Sendable {
  /// In the server's order.
  package let contacts: [CustomerContact]
  /// When the server was asked.
  package let askedAt: Date
}
