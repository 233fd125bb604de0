/// What customers can be counted by, each or several together.
///
/// The raw value is the name in options.
package enum GroupField: String, CaseIterable, Sendable {
  case type
  case salesperson
  case status
  /// That of the last update, as the month is.
  case year
  case month
  case mine

  package var column: ExportColumn {
    switch self {
    case .type: ExportColumn(title: Facet.type.title, key: Facet.type.key)
    case .salesperson: ExportColumn(title: Facet.salesperson.title, key: Facet.salesperson.key)
    case .status: ExportColumn(title: Facet.status.title, key: Facet.status.key)
    case .year: ExportColumn(title: Facet.year.title, key: Facet.year.key)
    case .month: ExportColumn(title: "Month", key: "month")
    case .mine: ExportColumn(title: CustomerColumn.mine.title, key: CustomerColumn.mine.jsonKey)
    }
  }
}

/// How many customers share the values of some fields.
package struct CustomerGroups: Sendable {
  package struct Group: Equatable, Sendable {
    /// The values of the fields, in their order; nil where the API did not tell.
    package let values: [String?]
    package let count: Int
  }

  package let fields: [GroupField]
  /// The largest first, and those of the same size by their values.
  package let groups: [Group]
  package let total: Int

  /// Counts some rows; texts that differ in case or accents only count together, under the most frequent spelling.
  package init(of table: CustomerTable, rows: RowSet, by fields: [GroupField]) {
    self.fields = fields
    total = rows.count
    let codings = fields.map { GroupCoding.of($0, table, rows) }
    // The number of each row's group, by as many fields as were looked at.
    var numbers = [Int](repeating: 0, count: total)
    var codes: [[Int]] = [[]]
    for coding in codings {
      var known: [UInt64: Int] = [:]
      var longer: [[Int]] = []
      for (place, row) in rows.enumerated() {
        let code = coding.code(row)
        let key = UInt64(numbers[place]) << 32 | UInt64(code)
        if let number = known[key] {
          numbers[place] = number
        } else {
          longer.append(codes[numbers[place]] + [code])
          known[key] = longer.count - 1
          numbers[place] = longer.count - 1
        }
      }
      codes = longer
    }
    var counts = [Int](repeating: 0, count: codes.count)
    for number in numbers { counts[number] += 1 }
    groups = zip(codes, counts).map { codes, count in
      Group(values: zip(codings, codes).map { $0.label($1) }, count: count)
    }
    .sorted { first, second in
      guard first.count == second.count else { return first.count > second.count }
      return first.values.lexicographicallyPrecedes(second.values) { one, other in
        // What is unknown comes last.
        guard let one, let other else { return one != nil && other == nil }
        return one < other
      }
    }
  }

  /// The groups as records: a column for each field, then how many customers there are.
  package var records: RecordExport {
    RecordExport(
      columns: fields.map(\.column) + [Self.countColumn],
      rows: groups.map { group in
        group.values.map { .text($0) } + [.number(UInt64(group.count))]
      })
  }

  fileprivate static let countColumn = ExportColumn(title: "Customers", key: "customers")
}

/// The values of one field as small numbers.
private struct GroupCoding {
  /// The number of a row's value, and what people call it.
  let code: (Int) -> Int
  let label: (Int) -> String?

  static func of(_ field: GroupField, _ table: CustomerTable, _ rows: RowSet) -> GroupCoding {
    switch field {
    case .type: ofTexts(table.types, table.typeCodes, rows)
    case .salesperson: ofTexts(table.salespeople.map(\.name), table.salespersonCodes, rows)
    case .status:
      GroupCoding(
        code: { table.statusKnown.contains($0) ? (table.inactive.contains($0) ? 1 : 0) : 2 },
        label: { ["active", "inactive", nil][$0] })
    case .mine:
      GroupCoding(
        code: { row in table.mine.map { $0.contains(row) ? 0 : 1 } ?? 2 }, label: { ["yes", "no", nil][$0] })
    case .year:
      GroupCoding(
        code: { month(ofRow: $0, in: table) / 12 }, label: { $0 == maxYears ? nil : $0.padded(to: 4) })
    case .month:
      GroupCoding(
        code: { month(ofRow: $0, in: table) },
        label: {
          $0 == maxYears * 12 ? nil : "\(($0 / 12).padded(to: 4))-\(($0 % 12 + 1).padded(to: 2))"
        })
    }
  }

  private static let maxYears = 10_000

  /// Months since the year 0; for an unknown one that after all years.
  private static func month(ofRow row: Int, in table: CustomerTable) -> Int {
    guard let (year, month, _) = table.updatedOn(at: row)?.date.components else { return maxYears * 12 }
    return min(max(year, 0), maxYears - 1) * 12 + month - 1
  }

  /// Gives texts that fold to the same one number.
  private static func ofTexts(_ texts: [String], _ codes: [UInt32], _ rows: RowSet) -> GroupCoding {
    var counts = [Int](repeating: 0, count: texts.count)
    for row in rows { counts[Int(codes[row])] += 1 }
    var numbers: [[UInt8]: Int] = [:]
    var names: [(label: String?, most: Int)] = []
    let numberOfCode = texts.enumerated().map { code, text in
      let folded = FoldedText(text).bytes
      let number = numbers[folded] ?? names.count
      if number == names.count {
        numbers[folded] = number
        names.append((nil, -1))
      }
      if !folded.isEmpty, counts[code] > names[number].most { names[number] = (text, counts[code]) }
      return number
    }
    return GroupCoding(
      code: { numberOfCode[Int(codes[$0])] }, label: { [names] in names[$0].label })
  }
}

extension FacetCounts {
  /// The groups of a facet whose customers are found, as records.
  package func records(of facet: Facet) -> RecordExport {
    RecordExport(
      columns: [ExportColumn(title: facet.title, key: facet.key), CustomerGroups.countColumn],
      rows: found(facet).map { [.text($0.label), .number(UInt64($0.count))] })
  }
}
