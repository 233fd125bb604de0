/// Sorts a table by any of its columns.
struct ColumnSort {
  let table: CustomerTable
  /// For the columns that show them.
  var notes = CustomerNotes()
  var reaches = ContactReaches()

  /// The order by name, on which the others build; made beforehand, so keys go before it.
  func nameOrder() -> ColumnOrder {
    NaturalSort(table: table, field: .name, tieRanks: nil, urgency: .deferrable).order()
  }

  /// All rows in an order; `names` is the one by name.
  func rows(in sort: CustomerOrder, names: ColumnOrder) -> [UInt32] {
    var rows = names.rows
    var isByName = true
    // Sorting keeps the order of equals, so the last column comes first.
    for key in ([sort] + sort.further).reversed() {
      let order = key.column == .name && isByName ? names : order(by: key.column, ties: rows)
      rows = key.isDescending ? order.descendingRows() : order.rows
      isByName = false
    }
    return rows
  }

  /// The order by `column`; equal values stand as in `ties`.
  private func order(by column: CustomerColumn, ties: [UInt32]) -> ColumnOrder {
    switch column {
    case .name: textOrder(.name, ties: ties)
    case .code: textOrder(.code, ties: ties)
    case .accountingCode: textOrder(.accountingCode, ties: ties)
    case .type: order(ties, ranks: ValuePositions(table.types), codes: table.typeCodes)
    case .salesperson:
      order(ties, ranks: ValuePositions(table.salespeople.map(\.name)), codes: table.salespersonCodes)
    case .salespersonID:
      RadixSort.order(ties) { row in
        table.salespeople[Int(table.salespersonCodes[row])].id
      }
    case .id: RadixSort.order(ties) { table.ids[$0] }
    case .updated:
      RadixSort.order(ties) { row in
        let seconds = table.updatedSeconds[row]
        return seconds == CustomerTable.unknownUpdate ? nil : RadixSort.key(seconds)
      }
    case .active:
      RadixSort.order(ties) { row in
        table.statusKnown.contains(row) ? (table.inactive.contains(row) ? 0 : 1) : nil
      }
    case .star:
      // Who is starred comes first, and last are all others.
      RadixSort.order(ties) { [starred = notes.rows(of: table) { $0.isStarred }] row in
        starred.contains(row) ? 0 : nil
      }
    case .phone: order(byText: reaches.values(in: table, \.phone), ties)
    case .mail: order(byText: reaches.values(in: table, \.mail), ties)
    case .note: order(byText: notes.values(in: table) { $0.text.isEmpty ? nil : $0.text }, ties)
    case .due:
      RadixSort.order(ties) { [days = notes.values(in: table, \.due)] row in
        days[row].map { RadixSort.key(Int64($0.daysSinceEpoch)) }
      }
    case .mine: RadixSort.order(ties) { row in table.mine.map { $0.contains(row) ? 1 : 0 } }
    }
  }

  /// The order by texts that few rows have.
  private func order(byText texts: [Int: String], _ ties: [UInt32]) -> ColumnOrder {
    let rows = Array(texts.keys)
    let ranks = Dictionary(
      uniqueKeysWithValues: zip(rows, ValuePositions(rows.map { texts[$0] ?? "" }).ranks))
    return RadixSort.order(ties) { row in ranks[row]?.map(UInt64.init) }
  }

  private func textOrder(_ field: CustomerTable.TextField, ties: [UInt32]) -> ColumnOrder {
    var ranks = [UInt32](repeating: 0, count: table.count)
    for (rank, row) in ties.enumerated() { ranks[Int(row)] = UInt32(rank) }
    return NaturalSort(table: table, field: field, tieRanks: ranks).order()
  }

  private func order(_ ties: [UInt32], ranks: ValuePositions, codes: [UInt32]) -> ColumnOrder {
    RadixSort.order(ties) { row in ranks.ranks[Int(codes[row])].map(UInt64.init) }
  }
}

/// The places of distinct values in their natural order.
struct ValuePositions {
  /// For each value its rank, the same for equal ones; nil for an empty value.
  let ranks: [UInt32?]

  init(_ values: [String]) {
    let folder = TextFolder()
    let keys = values.map { Self.key(of: $0, folder: folder) }
    let sorted = keys.indices.sorted { keys[$0].lexicographicallyPrecedes(keys[$1]) }
    var ranks = [UInt32?](repeating: nil, count: values.count)
    var rank: UInt32 = 0
    var last: [UInt8] = []
    for place in sorted where !keys[place].isEmpty {
      if keys[place] != last { rank += 1 }
      last = keys[place]
      ranks[place] = rank
    }
    self.ranks = ranks
  }

  private static func key(of value: String, folder: TextFolder) -> [UInt8] {
    var value = value
    var folded = ByteBuffer(capacity: 64)
    value.withUTF8 { _ = folder.fold($0, to: &folded) }
    var key = ByteBuffer(capacity: 64)
    NaturalKey.append(of: folded.content, to: &key)
    return Array(key.content)
  }
}

/// All rows of a table in the order of a column.
struct ColumnOrder: Sendable {
  /// Ascending; the rows whose value is empty stand last.
  let rows: [UInt32]
  /// The places in `rows` at which a value begins that differs from the one before.
  let valueStarts: RowSet
  /// Where the rows with an empty value begin.
  let emptyStart: Int

  /// The rows with descending values; among equals, and for the empty values at the end, nothing changes.
  func descendingRows() -> [UInt32] {
    var descending: [UInt32] = []
    descending.reserveCapacity(rows.count)
    var end = emptyStart
    for start in stride(from: emptyStart - 1, through: 0, by: -1) where valueStarts.contains(start) {
      descending.append(contentsOf: rows[start..<end])
      end = start
    }
    descending.append(contentsOf: rows[emptyStart...])
    return descending
  }
}

/// By which column rows are sorted, and in which direction.
///
/// Texts sort as people count: case, accents and blanks around them don't matter, and digits count by their
/// value, `2-14` before `10`. Empty and unknown values stand last in both directions. False is before
/// true. Equal values stand by the further columns, if there are any, then by name, and equal names by their
/// exact text, then by id, always ascending.
package struct CustomerOrder: Hashable, Sendable {
  package var column: CustomerColumn
  package var isDescending: Bool
  /// What decides between equal values, one after the other.
  package var further: [CustomerOrder] = []

  package init(_ column: CustomerColumn, descending: Bool = false) {
    self.column = column
    isDescending = descending
  }

  /// Reads what `spelling` tells; nil for no columns, or an unknown one.
  package init?(spelling: String) {
    let keys = spelling.split(separator: ",", omittingEmptySubsequences: false).map { word in
      CustomerColumn(rawValue: String(word.trimmingPrefix("-")))
        .map { CustomerOrder($0, descending: word.hasPrefix("-")) }
    }
    guard let known = keys as? [CustomerOrder], var order = known.first else { return nil }
    order.further = Array(known.dropFirst())
    self = order
  }

  /// Its columns as options and the session spell them, descending ones with a minus: `type,-updated`.
  package var spelling: String {
    ([self] + further).map { ($0.isDescending ? "-" : "") + $0.column.rawValue }.joined(separator: ",")
  }

  /// Whether other notes make another order.
  package var asksForNotes: Bool { ([self] + further).contains { $0.column.isPersonal } }

  /// Whether other contacts make another order.
  package var asksForContacts: Bool { ([self] + further).contains { $0.column.isOfContacts } }
}

/// Sorts by numbers, a byte at a time, and keeps the order of equal ones.
enum RadixSort {
  /// Sorts `entries` by `key`; `spare` is memory for as many, whose content does not matter.
  ///
  /// Takes two passes for each byte in which keys differ.
  @inline(__always)
  static func sort<Entry>(
    _ entries: UnsafeMutableBufferPointer<Entry>, spare: UnsafeMutableBufferPointer<Entry>,
    by key: (Entry) -> UInt64
  ) {
    guard let first = entries.first.map(key) else { return }
    let varying = entries.reduce(0) { $0 | (key($1) ^ first) }
    var (source, target) = (entries, spare)
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 1 << UInt8.bitWidth) { positions in
      for shift in stride(from: UInt64(0), to: 64, by: 8) where varying >> shift & 0xFF != 0 {
        positions.initialize(repeating: 0)
        for entry in source { positions[Int(key(entry) >> shift & 0xFF)] += 1 }
        var total = 0
        for byte in positions.indices { (positions[byte], total) = (total, total + positions[byte]) }
        for entry in source {
          let byte = Int(key(entry) >> shift & 0xFF)
          target[positions[byte]] = entry
          positions[byte] += 1
        }
        (source, target) = (target, source)
      }
    }
    if source.baseAddress != entries.baseAddress { _ = entries.update(fromContentsOf: source) }
  }

  private struct KeyedRow {
    let key: UInt64
    let row: UInt32
  }

  /// The order by `key`; equal keys stand as in `ties`, rows without a key at the end.
  static func order(_ ties: [UInt32], key: (Int) -> UInt64?) -> ColumnOrder {
    var entries: [KeyedRow] = []
    entries.reserveCapacity(ties.count)
    var withoutKey: [UInt32] = []
    for row in ties {
      if let key = key(Int(row)) {
        entries.append(KeyedRow(key: key, row: row))
      } else {
        withoutKey.append(row)
      }
    }
    entries.withUnsafeMutableBufferPointer { entries in
      withUnsafeTemporaryAllocation(of: KeyedRow.self, capacity: entries.count) { spare in
        sort(entries, spare: spare, by: \.key)
      }
    }
    var valueStarts = RowSet(rowCount: ties.count)
    for index in entries.indices where index == 0 || entries[index].key != entries[index - 1].key {
      valueStarts.insert(index)
    }
    return ColumnOrder(
      rows: entries.map(\.row) + withoutKey, valueStarts: valueStarts, emptyStart: entries.count)
  }

  /// A key that sorts like `number`.
  static func key(_ number: Int64) -> UInt64 {
    UInt64(bitPattern: number) ^ (1 << 63)
  }
}
