/// How it is known whose customers are whose.
package enum Ownership: Sendable {
  /// Nothing tells.
  case unknown
  /// The server's list of the person's own customers.
  case listed(CustomerTable)
  /// The customers whose salesperson has this id.
  case salesperson(UInt64)
}

extension CustomerTable {
  /// Joins what the two API methods told, on the customer's id.
  ///
  /// A customer that only `names` or the ownership's list holds is in the table, with its details
  /// unknown; where both tell a name, `details` wins. `details` comes from `customer.list`, `names`
  /// (ids and names only) from `customer.by.company.list`.
  package static func joining(
    details: CustomerTable?, names: CustomerTable?, ownership: Ownership
  ) -> CustomerTable {
    switch ownership {
    case .unknown:
      return merging(details: details, names: names, own: nil)
    case .listed(let own):
      return merging(details: details, names: names, own: own).countingInactiveAsMine
    case .salesperson(let id):
      let table = merging(details: details, names: names, own: nil)
      let isOwn = table.salespeople.map { $0.id == id }
      var mine = RowSet(rowCount: table.count)
      for row in 0..<table.count where isOwn[Int(table.salespersonCodes[row])] { mine.insert(row) }
      return table.withMine(mine)
    }
  }

  /// The same, where "mine" are just the customers of `own`, if there is that list.
  package static func merging(
    details: CustomerTable?, names: CustomerTable?, own: CustomerTable?
  ) -> CustomerTable {
    var table = details ?? names ?? CustomerTableBuilder().finish().table
    if details != nil, let names { table = table.addingMissing(from: names) }
    guard let own else { return table }
    table = table.addingMissing(from: own)
    return table.withMine(table.rows(ofIDsIn: own))
  }

  /// The same customers, where the inactive ones of the person's salesperson are the person's own, too.
  ///
  /// The server's list leaves inactive ones out. Who the salesperson is shows when all of the person's customers
  /// whose salesperson is known have the same one; else nothing changes.
  package var countingInactiveAsMine: CustomerTable {
    guard var mine else { return self }
    var salesperson: UInt64?
    for row in mine {
      guard let id = salespeople[Int(salespersonCodes[row])].id else { continue }
      guard salesperson == nil || salesperson == id else { return self }
      salesperson = id
    }
    guard let salesperson else { return self }
    let isOwn = salespeople.map { $0.id == salesperson }
    for row in inactive where isOwn[Int(salespersonCodes[row])] { mine.insert(row) }
    return withMine(mine)
  }

  private func rows(ofIDsIn other: CustomerTable) -> RowSet {
    var rows = RowSet(rowCount: count)
    var row = 0
    for id in other.ids {
      while row < count, ids[row] < id { row += 1 }
      if row < count, ids[row] == id { rows.insert(row) }
    }
    return rows
  }

  /// This table and the customers that only `other` holds; itself if there are none.
  private func addingMissing(from other: CustomerTable) -> CustomerTable {
    let missing = other.rows(ofIDsIn: self).complement
    guard !missing.isEmpty else { return self }
    var builder = CustomerTableBuilder()
    builder.reserve(rows: count + missing.count, textBytes: text.count + other.text.count)
    let (codes, otherCodes) = (builder.codes(of: self), builder.codes(of: other))
    // By ascending id, so that nothing has to be sorted.
    var next = 0
    for row in missing {
      var end = next
      while end < count, ids[end] < other.ids[row] { end += 1 }
      builder.append(contentsOf: self, rows: next..<end, codes)
      builder.append(contentsOf: other, rows: row..<row + 1, otherCodes)
      next = end
    }
    builder.append(contentsOf: self, rows: next..<count, codes)
    return builder.finish().table
  }
}
