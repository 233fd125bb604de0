/// A way to divide customers into groups that are counted.
package enum Facet: CaseIterable, Sendable {
  case salesperson
  case type
  case status
  /// The year of the last update.
  case year

  package var title: String {
    switch self {
    case .salesperson: "Salesperson"
    case .type: "Type"
    case .status: "Status"
    case .year: "Year"
    }
  }

  /// The word before the colon in the filter.
  var field: QueryField {
    switch self {
    case .salesperson: .salesperson
    case .type: .type
    case .status: .active
    case .year: .updated
    }
  }
}

/// How many customers there are of each salesperson, type, status and year.
package struct FacetCounts: Equatable, Sendable {
  /// A group of customers that have the same value.
  package struct Value: Equatable, Sendable {
    /// The value as people say it; nil if the API did not tell.
    package let label: String?
    package let count: Int
  }

  private var values: [Facet: [Value]] = [:]

  /// The groups that are not empty: the largest first, years the latest first, and what is unknown last.
  package subscript(facet: Facet) -> [Value] { values[facet] ?? [] }

  /// Counts among the rows of `matches` those that `status` lets through; for the facet of the status, all.
  ///
  /// One pass over the rows' codes; nil if cancelled.
  init?(
    of table: CustomerTable, in matches: RowSet, status: StatusFilter, isCancelled: () -> Bool
  ) {
    var shown = matches
    shown.formIntersection(table.rows(scope: .all, status: status))
    var salespeople = [Int](repeating: 0, count: table.salespeople.count)
    var types = [Int](repeating: 0, count: table.types.count)
    var years = [Int](repeating: 0, count: Self.yearCount)
    var unknownYears = 0
    var rest = Self.rowsBetweenQuestions
    for row in shown {
      salespeople[Int(table.salespersonCodes[row])] += 1
      types[Int(table.typeCodes[row])] += 1
      let seconds = table.updatedSeconds[row]
      if seconds == CustomerTable.unknownUpdate {
        unknownYears += 1
      } else {
        let year = LocalDateTime(secondsSinceEpoch: seconds).date.components.year
        years[min(max(year, 0), Self.yearCount - 1)] += 1
      }
      rest -= 1
      if rest == 0 {
        if isCancelled() { return nil }
        rest = Self.rowsBetweenQuestions
      }
    }
    values[.salesperson] = Self.values(table.salespeople.map(\.name), counts: salespeople)
    values[.type] = Self.values(table.types, counts: types)
    values[.year] = Self.nonempty(
      years.indices.reversed().map { Value(label: String($0), count: years[$0]) }
        + [Value(label: nil, count: unknownYears)])
    values[.status] = Self.statuses(of: table, in: matches)
  }

  private static let yearCount = 10_000
  private static let rowsBetweenQuestions = 1 << 16

  private static func statuses(of table: CustomerTable, in matches: RowSet) -> [Value] {
    var known = matches
    known.formIntersection(table.statusKnown)
    var inactive = matches
    inactive.formIntersection(table.inactive)
    return nonempty([
      Value(label: activeLabel, count: known.count - inactive.count),
      Value(label: inactiveLabel, count: inactive.count),
      Value(label: nil, count: matches.count - known.count),
    ])
  }

  private static let activeLabel = "active"
  private static let inactiveLabel = "inactive"

  /// Texts that the filter can't tell apart count together, under the most frequent spelling.
  private static func values(_ texts: [String], counts: [Int]) -> [Value] {
    var groups: [[UInt8]: (label: String, most: Int, count: Int)] = [:]
    for (text, count) in zip(texts, counts) where count > 0 {
      let folded = FoldedText(text).bytes
      var group = groups[folded] ?? (text, 0, 0)
      if count > group.most { (group.label, group.most) = (text, count) }
      group.count += count
      groups[folded] = group
    }
    let unknown = groups.removeValue(forKey: [])?.count ?? 0
    let known = groups.values.sorted { ($1.count, $0.label) < ($0.count, $1.label) }
    return nonempty(
      known.map { Value(label: $0.label, count: $0.count) } + [Value(label: nil, count: unknown)])
  }

  private static func nonempty(_ values: [Value]) -> [Value] { values.filter { $0.count > 0 } }

  /// The term of the filter that finds the customers of one group: `rep:"Ana Tran"`, `active:no`, `no:type`.
  ///
  /// Where another value holds this one as a part, the term asks for the whole field: `type:^Florist$`.
  package func term(for value: Value, of facet: Facet) -> String {
    guard let label = value.label else { return "no:\(facet.field.rawValue)" }
    switch facet {
    case .status:
      guard label == Self.activeLabel else { return "active:no" }
      // Who is not known to be inactive counts as active there, but not here.
      return self[.status].contains { $0.label == nil } ? "active:yes has:active" : "active:yes"
    case .year: return "updated:\(label.leftPadded(to: Self.yearDigits))"
    case .salesperson, .type: break
    }
    let folded = FoldedText(label).bytes
    let isPart = self[facet].contains { other in
      guard other != value, let text = other.label else { return false }
      return FoldedText(text).bytes.holds(folded)
    }
    let quoted = CustomerQuery.quotedIfNeeded(label)
    return "\(facet.field.rawValue):" + (isPart ? "^\(quoted)$" : quoted)
  }

  private static let yearDigits = 4
}

extension String {
  fileprivate func leftPadded(to width: Int) -> String {
    String(repeating: "0", count: Swift.max(0, width - count)) + self
  }
}

extension [UInt8] {
  fileprivate func holds(_ part: [UInt8]) -> Bool {
    part.count <= count && (0...count - part.count).contains { self[$0...].starts(with: part) }
  }
}
