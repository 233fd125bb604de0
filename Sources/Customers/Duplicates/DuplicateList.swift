/// Groups of customers who seem to be the same, as they are listed and exported.
package final class DuplicateList: Sendable {
  package let table: CustomerTable
  /// The rows of all groups, one group after the other.
  package let rows: [UInt32]
  /// Where each group begins among the rows; one more at the end.
  private let starts: [Int]
  private let reasons: [DuplicateReasons]

  init(_ table: CustomerTable, rows: [UInt32], starts: [Int], reasons: [DuplicateReasons]) {
    self.table = table
    self.rows = rows
    self.starts = starts
    self.reasons = reasons
  }

  package var groupCount: Int { reasons.count }

  /// The first groups, which have no more rows than this together, but the first one as a whole.
  package func prefix(maxRows: Int) -> DuplicateList {
    let count = max(starts.lastIndex { $0 <= maxRows } ?? 0, min(groupCount, 1))
    return DuplicateList(
      table, rows: Array(rows[..<starts[count]]), starts: Array(starts[...count]),
      reasons: Array(reasons[..<count]))
  }

  /// The places of a group's rows.
  package func places(ofGroup group: Int) -> Range<Int> { starts[group]..<starts[group + 1] }

  package func reasons(ofGroup group: Int) -> DuplicateReasons { reasons[group] }

  /// The group in which the row at a place is.
  package func group(ofPlace place: Int) -> Int { Self.last(in: reasons.indices) { starts[$0] <= place } }

  /// The last one for which something is true that is true up to there.
  private static func last(in range: Range<Int>, where isBefore: (Int) -> Bool) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while high - low > 1 {
      let middle = (low + high) / 2
      if isBefore(middle) { low = middle } else { high = middle }
    }
    return low
  }

  // MARK: - Lines

  /// A list has a line above each group.
  package enum Line: Equatable, Sendable {
    case title(group: Int)
    case customer(place: Int)
  }

  package var lineCount: Int { rows.count + reasons.count }

  package func line(at index: Int) -> Line {
    let group = Self.last(in: reasons.indices) { starts[$0] + $0 <= index }
    let place = index - group - 1
    return place < starts[group] ? .title(group: group) : .customer(place: place)
  }

  // MARK: - Differences

  /// The fields in which duplicates are compared.
  package static let comparedColumns: [CustomerColumn] = [
    .name, .code, .type, .salesperson, .accountingCode, .active,
  ]

  /// In which fields the row at a place differs from the first one of its group.
  package func differences(ofPlace place: Int) -> [CustomerColumn] {
    let (row, first) = (Int(rows[place]), Int(rows[starts[group(ofPlace: place)]]))
    guard row != first else { return [] }
    return Self.comparedColumns.filter { differs($0, row, first) }
  }

  private func differs(_ column: CustomerColumn, _ row: Int, _ first: Int) -> Bool {
    func differs(_ field: CustomerTable.TextField) -> Bool {
      table.text[table.textRange(field, at: row)] != table.text[table.textRange(field, at: first)]
    }
    switch column {
    case .name: return differs(.name)
    case .code: return differs(.code)
    case .accountingCode: return differs(.accountingCode)
    case .type: return table.typeCodes[row] != table.typeCodes[first]
    case .salesperson: return table.salespersonCodes[row] != table.salespersonCodes[first]
    case .active: return table.isActive(at: row) != table.isActive(at: first)
    default: return false
    }
  }
}

extension DuplicateList: Equatable {
  package static func == (one: DuplicateList, other: DuplicateList) -> Bool { one === other }
}

extension DuplicateList {
  /// What stands before the customers' columns in an export.
  package static let columns = [
    ExportColumn(title: "Group", key: "group"), ExportColumn(title: "Why", key: "why"),
    ExportColumn(title: "Differs", key: "differs"),
  ]

  /// The number of the row's group from 1 on, why it is one, and in what the row differs from its first one.
  package func cells(ofPlace place: Int) -> (group: UInt64, why: String, differs: String) {
    let group = group(ofPlace: place)
    let names = differences(ofPlace: place).map { $0.title.lowercased() }
    return (UInt64(group + 1), reasons[group].words, names.joined(separator: ", "))
  }
}

/// The cells of duplicates: of their groups, and then of the customers.
struct DuplicateCells<Encoder: RowEncoder>: CellSource {
  let list: DuplicateList
  let customers: CustomerCells<Encoder>
  let encoder: Encoder

  var rowCount: Int { customers.rowCount }

  func announce(_ place: Int, of places: Range<Int>) { customers.announce(place, of: places) }

  func append(column: Int, ofRow place: Int, to bytes: inout ByteBuffer) {
    guard column < DuplicateList.columns.count else {
      return customers.append(column: column - DuplicateList.columns.count, ofRow: place, to: &bytes)
    }
    let cells = list.cells(ofPlace: place)
    if column == 0 { return encoder.appendNumber(cells.group, to: &bytes) }
    var text = column == 1 ? cells.why : cells.differs
    text.withUTF8 { encoder.appendText($0, readable: $0.count, to: &bytes) }
  }
}
