import CTextScan

/// An immutable snapshot of all customers, in columns; row `i` of every column is the same customer.
///
/// Rows stand by ascending id and each id is there once, so a row is found by binary search and two
/// tables merge in one pass. Texts are UTF-8 in one buffer; salespeople and types are codes into small
/// dictionaries; flags are one bit a row. A text that the API did not tell is empty.
///
/// This room is the domain, and knows neither files nor servers. In reading order:
/// - `Model`: one customer, its columns (`CustomerColumn`), contacts, changes, days and times;
/// - `Table`: all of them at once, built by `CustomerTableBuilder`; rows as bits (`RowSet`);
/// - `Search`: what a query finds, from `CustomerSearcher` on; `Duplicates`: who is there twice; `Facets`: how many there are of each kind;
/// - `Export`: rows as CSV, TSV and JSON.
package struct CustomerTable: Sendable {
  /// The texts that each row has of its own, in the order in which they stand in the buffer.
  package enum TextField: Int, CaseIterable, Sendable {
    case name
    case code
    case accountingCode
  }

  /// How many texts each row has; unlike counting the cases, it takes no time.
  static let textsPerRow = TextField.accountingCode.rawValue + 1

  /// Stands in `updatedSeconds` where the API did not say.
  package static let unknownUpdate = Int64.min

  package let ids: [UInt64]
  /// The bytes of all rows' texts, row by row.
  package let text: [UInt8]
  /// Where each text begins in `text`: entry `row * 3 + field`; one more at the end.
  package let textOffsets: [UInt32]
  /// Index into `types` for each row.
  package let typeCodes: [UInt32]
  /// The distinct customer types; the empty one stands for unknown.
  package let types: [String]
  /// Index into `salespeople` for each row.
  package let salespersonCodes: [UInt32]
  package let salespeople: [Salesperson]
  /// Seconds since 1970 on the API's clock, or `unknownUpdate`.
  package let updatedSeconds: [Int64]
  /// The customers known to be inactive.
  package let inactive: RowSet
  /// The customers whose status the API told.
  package let statusKnown: RowSet
  /// The customers of the person who asks; nil if nothing tells whose they are.
  package private(set) var mine: RowSet?

  package var count: Int { ids.count }

  /// The row of a customer, or nil if the table does not hold it.
  package func row(ofID id: UInt64) -> Int? {
    var low = 0
    var high = ids.count
    while low < high {
      let middle = (low + high) / 2
      if ids[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low < ids.count && ids[low] == id ? low : nil
  }

  /// Where a text's bytes stand in `text`.
  package func textRange(_ field: TextField, at row: Int) -> Range<Int> {
    let index = row * Self.textsPerRow + field.rawValue
    return Int(textOffsets[index])..<Int(textOffsets[index + 1])
  }

  package func string(_ field: TextField, at row: Int) -> String {
    String(decoding: text[textRange(field, at: row)], as: UTF8.self)
  }

  package func customer(at row: Int) -> Customer {
    let salesperson = salespeople[Int(salespersonCodes[row])]
    return Customer(
      id: ids[row],
      name: string(.name, at: row),
      code: string(.code, at: row).nilIfEmpty,
      accountingCode: string(.accountingCode, at: row).nilIfEmpty,
      customerType: types[Int(typeCodes[row])].nilIfEmpty,
      salesperson: salesperson.name.nilIfEmpty,
      salespersonID: salesperson.id,
      isActive: isActive(at: row),
      isMine: mine?.contains(row),
      updatedOn: updatedOn(at: row)
    )
  }

  /// Nil if the API did not say.
  func isActive(at row: Int) -> Bool? {
    statusKnown.contains(row) ? !inactive.contains(row) : nil
  }

  /// Nil if the API did not say.
  func updatedOn(at row: Int) -> LocalDateTime? {
    let seconds = updatedSeconds[row]
    return seconds == Self.unknownUpdate ? nil : LocalDateTime(secondsSinceEpoch: seconds)
  }

  /// Whether nothing but ids and names is known of anybody, as a user token alone tells.
  ///
  /// Takes a pass over the table where it is so, a few milliseconds for a million customers.
  package var hasNamesOnly: Bool {
    guard count > 0, statusKnown.isEmpty, types.allSatisfy(\.isEmpty),
      salespeople.allSatisfy({ $0.name.isEmpty && $0.id == nil }),
      updatedSeconds.allSatisfy({ $0 == Self.unknownUpdate })
    else { return false }
    return (0..<count).allSatisfy { row in
      textRange(.name, at: row).upperBound == textRange(.accountingCode, at: row).upperBound
    }
  }

  /// The same customers with another answer to whose they are.
  package func withMine(_ mine: RowSet?) -> CustomerTable {
    precondition(mine.map { $0.rowCount == count } ?? true)
    var table = self
    table.mine = mine
    return table
  }

  /// The customers that `scope` and `status` let through, before any filter.
  ///
  /// Nobody's are "mine" while nothing tells whose they are.
  package func rows(scope: CustomerScope, status: StatusFilter) -> RowSet {
    var rows = RowSet(allOf: count)
    switch status {
    case .active: rows.subtract(inactive)
    case .inactive: rows.formIntersection(inactive)
    case .all: break
    }
    if scope == .mine { rows.formIntersection(mine ?? RowSet(rowCount: count)) }
    return rows
  }
}

extension String {
  var nilIfEmpty: String? { isEmpty ? nil : self }
}

/// Where the columns of a table stand in memory, for passes over very many rows.
///
/// To be used inside the `withPointers` that made it, by any thread: nobody writes to a table.
struct TablePointers: @unchecked Sendable {
  let ids: UnsafeBufferPointer<UInt64>
  let text: UnsafeBufferPointer<UInt8>
  let textOffsets: UnsafeBufferPointer<UInt32>
  let typeCodes: UnsafeBufferPointer<UInt32>
  let salespersonCodes: UnsafeBufferPointer<UInt32>
  let updatedSeconds: UnsafeBufferPointer<Int64>

  /// A row's text, and how many bytes from its start on can be read.
  @inline(__always)
  func text(
    _ field: CustomerTable.TextField, at row: Int
  ) -> (bytes: UnsafeBufferPointer<UInt8>, readable: Int) {
    let index = row * CustomerTable.textsPerRow + field.rawValue
    let start = Int(textOffsets[index])
    return (
      UnsafeBufferPointer(rebasing: text[start..<Int(textOffsets[index + 1])]), text.count - start
    )
  }
}

// MARK: - Asking for memory beforehand

// Rows stand by id and are mostly read in another order: waiting for each would take most of the time.
extension TablePointers {
  /// Asks for what the columns hold of a row, so that it is there when it is read in a moment.
  @inline(__always)
  func prefetchColumns(ofRow row: Int) {
    func prefetch<Value>(_ column: UnsafeBufferPointer<Value>, _ place: Int) {
      if let start = column.baseAddress { text_scan_prefetch(start + place) }
    }
    prefetch(ids, row)
    prefetch(textOffsets, row * CustomerTable.textsPerRow)
    prefetch(textOffsets, (row + 1) * CustomerTable.textsPerRow)
    prefetch(typeCodes, row)
    prefetch(salespersonCodes, row)
    prefetch(updatedSeconds, row)
  }

  /// Asks for a row's texts; what the columns hold of it should be there already.
  @inline(__always)
  func prefetchTexts(ofRow row: Int) {
    guard let start = text.baseAddress else { return }
    let index = row * CustomerTable.textsPerRow
    text_scan_prefetch(start + Int(textOffsets[index]))
    text_scan_prefetch(start + Int(textOffsets[index + CustomerTable.textsPerRow]))
  }
}

extension CustomerTable {
  /// Calls `body` with the columns' pointers, which live until it returns.
  func withPointers<Result>(_ body: (TablePointers) throws -> Result) rethrows -> Result {
    try ids.withUnsafeBufferPointer { ids in
      try text.withUnsafeBufferPointer { text in
        try textOffsets.withUnsafeBufferPointer { textOffsets in
          try typeCodes.withUnsafeBufferPointer { typeCodes in
            try salespersonCodes.withUnsafeBufferPointer { salespersonCodes in
              try updatedSeconds.withUnsafeBufferPointer { updatedSeconds in
                try body(
                  TablePointers(
                    ids: ids, text: text, textOffsets: textOffsets, typeCodes: typeCodes,
                    salespersonCodes: salespersonCodes, updatedSeconds: updatedSeconds))
              }
            }
          }
        }
      }
    }
  }
}
