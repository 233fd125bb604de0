@testable import Customers

extension CustomerTable {
  /// The table of these customers, whose ids ascend.
  init(_ customers: [Customer]) {
    var builder = CustomerTableBuilder()
    for customer in customers { builder.append(customer) }
    let table = builder.finish().table
    var mine = RowSet(rowCount: table.count)
    for (row, customer) in customers.enumerated() where customer.isMine == true { mine.insert(row) }
    self = table.withMine(customers.contains { $0.isMine != nil } ? mine : nil)
  }

  func rows(ofIDs ids: [UInt64]) -> RowSet {
    var rows = RowSet(rowCount: count)
    for id in ids { row(ofID: id).map { rows.insert($0) } }
    return rows
  }
}
