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

  /// What the facet is called as the key of a record.
  package var key: String {
    switch self {
    case .salesperson: CustomerColumn.salesperson.jsonKey
    case .type: CustomerColumn.type.jsonKey
    case .status: "status"
    case .year: "year"
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
///
/// What the filter asks of a facet itself does not count there: of the other groups one sees how many more each would bring.
package struct FacetCounts: Equatable, Sendable {
  /// A group of customers that have the same value.
  package struct Value: Equatable, Sendable {
    /// The value as people say it; nil if the API did not tell.
    package let label: String?
    package let count: Int
    /// Whether the filter asks for this one, and maybe others of the facet.
    package var isChosen = false
    /// Whether the filter asks for all but this one, and maybe others.
    package var isExcluded = false
  }

  private var values: [Facet: [Value]] = [:]
  /// How many customers are found, whatever their group.
  package let total: Int

  /// The groups that are not empty: the largest first, years the latest first, and what is unknown last.
  package subscript(facet: Facet) -> [Value] { values[facet] ?? [] }

  /// The groups of a facet whose customers are found.
  package func found(_ facet: Facet) -> [Value] {
    let isAnyChosen = self[facet].contains(where: \.isChosen)
    return self[facet].filter { !$0.isExcluded && ($0.isChosen || !isAnyChosen) }
  }

  /// Counts those rows that `status` lets through; for the facet of the status, all.
  ///
  /// One pass over the rows' codes, and one more for each facet that the filter asks something of; nil if cancelled.
  init?(of table: CustomerTable, in matches: FacetMatches, status: StatusFilter, isCancelled: () -> Bool) {
    let shown = table.rows(scope: .all, status: status)
    let found = matches.all.intersection(shown)
    total = found.count
    let coded: [Facet] = [.salesperson, .type, .year]
    guard
      var tallies = FacetTally.counting(
        found, by: coded.filter { matches.own[$0] == nil }, in: table, isCancelled)
    else { return nil }
    for facet in coded {
      guard let own = matches.own[facet] else { continue }
      guard
        let tally = FacetTally.counting(own.rows.intersection(shown), by: [facet], in: table, isCancelled)
      else { return nil }
      tallies.merge(tally) { $1 }
    }
    func value(_ label: String?, _ count: Int, _ facet: Facet, firstRow: Int) -> Value {
      let own = matches.own[facet]
      return Value(
        label: label, count: count, isChosen: count > 0 && own?.chosen?.contains(firstRow) == true,
        isExcluded: count > 0 && own?.excluded?.contains(firstRow) == true)
    }
    for (facet, texts) in [(Facet.salesperson, table.salespeople.map(\.name)), (.type, table.types)] {
      guard let tally = tallies[facet] else { continue }
      values[facet] = Self.groups(texts, tally).map {
        value($0.label, $0.count, facet, firstRow: $0.firstRow)
      }
    }
    if let years = tallies[.year] {
      let known = (0..<FacetTally.unknownYear).reversed().map { (label: String($0), code: $0) }
      values[.year] = Self.nonempty(
        known.map { value($0.label, years.counts[$0.code], .year, firstRow: Int(years.firstRows[$0.code])) }
          + [
            value(
              nil, years.counts[FacetTally.unknownYear], .year,
              firstRow: Int(years.firstRows[FacetTally.unknownYear]))
          ])
    }
    let ofEachStatus = Self.statuses(of: table, in: matches.own[.status]?.rows ?? matches.all)
    values[.status] = ofEachStatus.filter { !$0.rows.isEmpty }.map { label, rows in
      value(label, rows.count, .status, firstRow: rows.first { _ in true } ?? 0)
    }
  }

  private static func statuses(
    of table: CustomerTable, in matches: RowSet
  ) -> [(label: String?, rows: RowSet)] {
    let known = matches.intersection(table.statusKnown)
    var active = known
    active.subtract(table.inactive)
    var unknown = matches
    unknown.subtract(known)
    return [
      (activeLabel, active), (inactiveLabel, matches.intersection(table.inactive)), (nil, unknown),
    ]
  }

  private static let activeLabel = "active"
  private static let inactiveLabel = "inactive"

  /// Texts that the filter can't tell apart count together, under the most frequent spelling.
  private static func groups(
    _ texts: [String], _ tally: FacetTally
  ) -> [(label: String?, count: Int, firstRow: Int)] {
    var groups: [[UInt8]: (label: String?, most: Int, count: Int, firstRow: Int)] = [:]
    for (code, text) in texts.enumerated() where tally.counts[code] > 0 {
      let (count, folded) = (tally.counts[code], FoldedText(text).bytes)
      var group = groups[folded] ?? (nil, 0, 0, Int(tally.firstRows[code]))
      if count > group.most, !folded.isEmpty { (group.label, group.most) = (text, count) }
      group.count += count
      groups[folded] = group
    }
    return groups.values.map { ($0.label, $0.count, $0.firstRow) }.sorted { first, second in
      guard let name = first.label, let other = second.label else { return first.label != nil }
      return (second.count, name) < (first.count, other)
    }
  }

  private static func nonempty(_ values: [Value]) -> [Value] { values.filter { $0.count > 0 } }

  /// The term of the filter that finds the customers of one group: `rep:"Ana Tran"`, `active:no`, `no:type`.
  ///
  /// Where another value holds this one as a part, the term asks for the whole field: `type:^Florist$`.
  package func term(for value: Value, of facet: Facet) -> String {
    let term = singleTerm(for: value, of: facet)
    // Who is not known to be inactive counts as active there, but not here.
    let isAlone =
      facet == .status && value.label == Self.activeLabel && self[.status].contains { $0.label == nil }
    return isAlone ? "\(term) has:active" : term
  }

  /// The one term that stands for a group among others; of those who are active it finds those of unknown status, too.
  func singleTerm(for value: Value, of facet: Facet) -> String {
    guard let label = value.label else { return "no:\(facet.field.rawValue)" }
    switch facet {
    case .status: return label == Self.activeLabel ? "active:yes" : "active:no"
    case .year: return "updated:\(label.leftPadded(to: Self.yearDigits))"
    case .salesperson, .type: break
    }
    let folded = FoldedText(label).bytes
    let isPart = self[facet].contains { other in
      guard other.label != label, let text = other.label else { return false }
      return FoldedText(text).bytes.holds(folded)
    }
    return Self.spellings(of: label, facet)[isPart ? 1 : 0]
  }

  /// The terms that may ask for the customers of a text: those that hold it, and those that are just it.
  static func spellings(of label: String, _ facet: Facet) -> [String] {
    let (field, quoted) = (facet.field.rawValue, CustomerQuery.quotedIfNeeded(label))
    return ["\(field):\(quoted)", "\(field):^\(quoted)$"]
  }

  private static let yearDigits = 4
}

/// The rows that the facets count.
struct FacetMatches {
  /// What the filter asks of one facet, apart from the rest of it.
  struct Own {
    /// Those that match the rest.
    let rows: RowSet
    /// Of these, those whose group is asked for; nil if none is.
    let chosen: RowSet?
    /// Of these, those whose group is left out; nil if none is.
    let excluded: RowSet?
  }

  /// Those that match all of it, of every status.
  let all: RowSet
  var own: [Facet: Own] = [:]
}

/// How many rows have each code of a facet, and the first one that has.
private struct FacetTally {
  private(set) var counts: [Int]
  private(set) var firstRows: [UInt32]

  /// The code of an unknown year; others stand for themselves.
  static let unknownYear = 10_000
  private static let rowsBetweenQuestions = 1 << 16

  private init(_ codeCount: Int) {
    counts = Array(repeating: 0, count: codeCount)
    firstRows = Array(repeating: 0, count: codeCount)
  }

  /// Counts by several facets in one pass; nil if cancelled.
  static func counting(
    _ rows: RowSet, by facets: [Facet], in table: CustomerTable, _ isCancelled: () -> Bool
  ) -> [Facet: FacetTally]? {
    var salespeople = FacetTally(facets.contains(.salesperson) ? table.salespeople.count : 0)
    var types = FacetTally(facets.contains(.type) ? table.types.count : 0)
    var years = FacetTally(facets.contains(.year) ? unknownYear + 1 : 0)
    let (hasSalespeople, hasTypes, hasYears) = (
      !salespeople.counts.isEmpty, !types.counts.isEmpty, !years.counts.isEmpty
    )
    var rest = rowsBetweenQuestions
    for row in rows where !facets.isEmpty {
      if hasSalespeople { salespeople.add(Int(table.salespersonCodes[row]), row) }
      if hasTypes { types.add(Int(table.typeCodes[row]), row) }
      if hasYears { years.add(yearCode(table.updatedSeconds[row]), row) }
      rest -= 1
      if rest == 0 {
        if isCancelled() { return nil }
        rest = rowsBetweenQuestions
      }
    }
    let all: [Facet: FacetTally] = [.salesperson: salespeople, .type: types, .year: years]
    return all.filter { facets.contains($0.key) }
  }

  @inline(__always)
  private mutating func add(_ code: Int, _ row: Int) {
    if counts[code] == 0 { firstRows[code] = UInt32(truncatingIfNeeded: row) }
    counts[code] += 1
  }

  private static func yearCode(_ seconds: Int64) -> Int {
    guard seconds != CustomerTable.unknownUpdate else { return unknownYear }
    let date = LocalDateTime(secondsSinceEpoch: seconds).date
    if commonYears.indices.contains(date.daysSinceEpoch) { return Int(commonYears[date.daysSinceEpoch]) }
    return min(max(date.components.year, 0), unknownYear - 1)
  }

  /// The years of the days since 1970, up to 2079: reckoning each takes a multiple of the time.
  private static let commonYears: [UInt16] = (0..<40_000).map {
    UInt16(LocalDate(daysSinceEpoch: $0).components.year)
  }
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
