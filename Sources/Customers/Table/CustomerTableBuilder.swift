import Threading

/// Gathers customers in any order and makes the table of them.
package struct CustomerTableBuilder: Sendable {
  private var ids: [UInt64] = []
  private var text: [UInt8] = []
  private var textOffsets: [UInt32] = [0]
  private var typeCodes: [UInt32] = []
  private var types = Interner()
  private var salespersonCodes: [UInt32] = []
  private var salespeople = Interner()
  private var updatedSeconds: [Int64] = []
  private var statuses: [Status] = []
  private var isAscending = true

  private enum Status: UInt8 {
    case unknown
    case active
    case inactive
  }

  package init() {}

  package var count: Int { ids.count }

  package mutating func reserve(rows: Int, textBytes: Int) {
    ids.reserveCapacity(rows)
    text.reserveCapacity(textBytes)
    textOffsets.reserveCapacity(rows * CustomerTable.textsPerRow + 1)
    typeCodes.reserveCapacity(rows)
    salespersonCodes.reserveCapacity(rows)
    updatedSeconds.reserveCapacity(rows)
    statuses.reserveCapacity(rows)
  }

  package mutating func append(_ record: CustomerRecord) {
    if let last = ids.last, last >= record.id { isAscending = false }
    ids.append(record.id)
    for field in [record.name, record.code, record.accountingCode] {
      text.append(contentsOf: field)
      textOffsets.append(UInt32(text.count))
    }
    typeCodes.append(record.typeCode)
    salespersonCodes.append(record.salespersonCode)
    updatedSeconds.append(record.updatedOn?.secondsSinceEpoch ?? CustomerTable.unknownUpdate)
    statuses.append(record.isActive.map { $0 ? .active : .inactive } ?? .unknown)
  }

  /// The code of a customer type, empty for unknown, in the table that is being built.
  package mutating func code(ofType type: CustomerRecord.Text) -> UInt32 {
    types.code(for: type)
  }

  package mutating func code(ofSalesperson name: CustomerRecord.Text, id: UInt64?) -> UInt32 {
    salespeople.code(for: name, number: id)
  }

  package mutating func append(_ customer: Customer) {
    func withText<Result>(_ text: String?, _ body: (CustomerRecord.Text) -> Result) -> Result {
      var text = text ?? ""
      return text.withUTF8(body)
    }
    let typeCode = withText(customer.customerType) { code(ofType: $0) }
    let salespersonCode = withText(customer.salesperson) {
      code(ofSalesperson: $0, id: customer.salespersonID)
    }
    withText(customer.name) { name in
      withText(customer.code) { code in
        withText(customer.accountingCode) { accountingCode in
          append(
            CustomerRecord(
              id: customer.id, name: name, code: code, accountingCode: accountingCode, typeCode: typeCode,
              salespersonCode: salespersonCode, isActive: customer.isActive, updatedOn: customer.updatedOn))
        }
      }
    }
  }

  /// Appends everything that another one gathered.
  package mutating func append(_ other: CustomerTableBuilder) {
    if let last = ids.last, let first = other.ids.first, last >= first { isAscending = false }
    isAscending = isAscending && other.isAscending
    let types = types.codes(for: other.types)
    let salespeople = salespeople.codes(for: other.salespeople)
    let textStart = UInt32(text.count)
    withUnsafeMutablePointer(to: &self) { columns in
      // Each part appends to a column of its own.
      nonisolated(unsafe) let text = columns.pointer(to: \.text)
      nonisolated(unsafe) let textOffsets = columns.pointer(to: \.textOffsets)
      nonisolated(unsafe) let ids = columns.pointer(to: \.ids)
      nonisolated(unsafe) let updatedSeconds = columns.pointer(to: \.updatedSeconds)
      nonisolated(unsafe) let typeCodes = columns.pointer(to: \.typeCodes)
      nonisolated(unsafe) let salespersonCodes = columns.pointer(to: \.salespersonCodes)
      nonisolated(unsafe) let statuses = columns.pointer(to: \.statuses)
      // The longest ones first, for each takes new memory, which takes most of the time.
      let appends: [@Sendable () -> Void] = [
        { text?.pointee += other.text },
        { textOffsets?.pointee += other.textOffsets.dropFirst().lazy.map { $0 + textStart } },
        { ids?.pointee += other.ids },
        { updatedSeconds?.pointee += other.updatedSeconds },
        { typeCodes?.pointee += other.typeCodes.lazy.map { types[Int($0)] } },
        { salespersonCodes?.pointee += other.salespersonCodes.lazy.map { salespeople[Int($0)] } },
        { statuses?.pointee += other.statuses },
      ]
      _ = ParallelWork.run(parts: appends.count) { part, _ in appends[part]() }
    }
  }

  /// For each code of another table, the code of the same value in the table that is being built.
  struct Codes {
    fileprivate let types: [UInt32]
    fileprivate let salespeople: [UInt32]
  }

  mutating func codes(of table: CustomerTable) -> Codes {
    let types = table.types.map { type in
      var type = type
      return type.withUTF8 { code(ofType: $0) }
    }
    let salespeople = table.salespeople.map { salesperson in
      var name = salesperson.name
      return name.withUTF8 { code(ofSalesperson: $0, id: salesperson.id) }
    }
    return Codes(types: types, salespeople: salespeople)
  }

  /// Appends neighbouring rows of another table; `codes` are the table's.
  mutating func append(contentsOf table: CustomerTable, rows: Range<Int>, _ codes: Codes) {
    guard let first = rows.first else { return }
    if let last = ids.last, last >= table.ids[first] { isAscending = false }
    let fields = CustomerTable.TextField.allCases.count
    let offsets = table.textOffsets[rows.lowerBound * fields...rows.upperBound * fields]
    let textStart = Int(table.textOffsets[rows.lowerBound * fields])
    let textEnd = Int(table.textOffsets[rows.upperBound * fields])
    let shift = UInt32(truncatingIfNeeded: text.count &- textStart)
    ids.append(contentsOf: table.ids[rows])
    text.append(contentsOf: table.text[textStart..<textEnd])
    textOffsets.append(contentsOf: offsets.dropFirst().lazy.map { $0 &+ shift })
    typeCodes.append(contentsOf: table.typeCodes[rows].lazy.map { codes.types[Int($0)] })
    salespersonCodes.append(
      contentsOf: table.salespersonCodes[rows].lazy.map { codes.salespeople[Int($0)] })
    updatedSeconds.append(contentsOf: table.updatedSeconds[rows])
    statuses.append(
      contentsOf: rows.lazy.map { row in
        table.isActive(at: row).map { $0 ? .active : .inactive } ?? .unknown
      })
  }

  /// The table, and how many customers gave way to a later one with the same id.
  package consuming func finish() -> (table: CustomerTable, duplicates: Int) {
    let rows = isAscending ? nil : rowsByID()
    let kept = rows?.count ?? ids.count
    let duplicates = ids.count - kept
    let inactive = rowSet(of: .inactive, rows: rows)
    var known = rowSet(of: .active, rows: rows)
    known.formUnion(inactive)
    let (text, textOffsets) = arrangedText(rows)
    let table = CustomerTable(
      ids: Self.arranged(ids, rows),
      text: text,
      textOffsets: textOffsets,
      typeCodes: Self.arranged(typeCodes, rows),
      types: (0..<types.count).map { types.value(of: UInt32($0)).text },
      salespersonCodes: Self.arranged(salespersonCodes, rows),
      salespeople: (0..<salespeople.count).map { code in
        let (name, id) = salespeople.value(of: UInt32(code))
        return Salesperson(name: name, id: id)
      },
      updatedSeconds: Self.arranged(updatedSeconds, rows),
      inactive: inactive,
      statusKnown: known,
      mine: nil
    )
    return (table, duplicates)
  }

  /// The rows by ascending id, the last one of each id only.
  private func rowsByID() -> [Int] {
    let sorted = ids.indices.sorted { (ids[$0], $0) < (ids[$1], $1) }
    return sorted.indices.compactMap { place in
      let isLast = place + 1 == sorted.count || ids[sorted[place + 1]] != ids[sorted[place]]
      return isLast ? sorted[place] : nil
    }
  }

  private static func arranged<Value>(_ column: [Value], _ rows: [Int]?) -> [Value] {
    rows.map { rows in rows.map { column[$0] } } ?? column
  }

  private func arrangedText(_ rows: [Int]?) -> ([UInt8], [UInt32]) {
    guard let rows else { return (text, textOffsets) }
    let fields = CustomerTable.textsPerRow
    var arranged: [UInt8] = []
    arranged.reserveCapacity(text.count)
    var offsets: [UInt32] = [0]
    offsets.reserveCapacity(rows.count * fields + 1)
    for row in rows {
      for index in row * fields..<(row + 1) * fields {
        arranged.append(contentsOf: text[Int(textOffsets[index])..<Int(textOffsets[index + 1])])
        offsets.append(UInt32(arranged.count))
      }
    }
    return (arranged, offsets)
  }

  private func rowSet(of status: Status, rows: [Int]?) -> RowSet {
    var set = RowSet(rowCount: rows?.count ?? statuses.count)
    for place in 0..<set.rowCount where statuses[rows?[place] ?? place] == status { set.insert(place) }
    return set
  }
}

/// One customer on its way into a table: its own texts as borrowed UTF-8 bytes, others as the builder's codes.
///
/// An empty text means that the API did not say. The bytes need to live only until the record is appended.
package struct CustomerRecord {
  package typealias Text = UnsafeBufferPointer<UInt8>

  package var id: UInt64
  package var name: Text
  package var code: Text
  package var accountingCode: Text
  /// The builder's codes.
  package var typeCode: UInt32
  package var salespersonCode: UInt32
  package var isActive: Bool?
  package var updatedOn: LocalDateTime?

  package init(
    id: UInt64,
    name: Text,
    code: Text = Text(start: nil, count: 0),
    accountingCode: Text = Text(start: nil, count: 0),
    typeCode: UInt32,
    salespersonCode: UInt32,
    isActive: Bool? = nil,
    updatedOn: LocalDateTime? = nil
  ) {
    self.id = id
    self.name = name
    self.code = code
    self.accountingCode = accountingCode
    self.typeCode = typeCode
    self.salespersonCode = salespersonCode
    self.isActive = isActive
    self.updatedOn = updatedOn
  }
}
