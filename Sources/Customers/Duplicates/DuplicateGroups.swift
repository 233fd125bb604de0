/// Groups of rows that are linked with each other, directly or by others.
struct DuplicateGroups {
  /// The parent of each row in a tree; a root's own is itself.
  private var parents: [UInt32]
  private var reasons: [DuplicateReasons]

  init(rowCount: Int) {
    parents = Array(0..<UInt32(rowCount))
    reasons = [DuplicateReasons](repeating: [], count: rowCount)
  }

  private mutating func root(_ row: UInt32) -> UInt32 {
    var row = row
    while parents[Int(row)] != row {
      parents[Int(row)] = parents[Int(parents[Int(row)])]
      row = parents[Int(row)]
    }
    return row
  }

  mutating func link(_ one: UInt32, _ other: UInt32, _ reason: DuplicateReasons) {
    let (first, second) = (root(one), root(other))
    let (low, high) = (min(first, second), max(first, second))
    parents[Int(high)] = low
    reasons[Int(low)].formUnion(reasons[Int(high)].union(reason))
  }

  /// Links all rows that have the same key, and those that links name with all that have the keys of these.
  ///
  /// Of `distinct` rows, each with a key of its own kind, no pair that `areDistinct` knows is linked directly.
  mutating func link(
    _ rows: KeyTable, keys: [UInt64], _ links: [DuplicateLink], _ distinct: DistinctRows
  ) {
    guard !distinct.isEmpty else {
      for row in keys.indices where keys[row] != 0 {
        if let first = rows.first(of: keys[row]), first != UInt32(row) { link(first, UInt32(row), .sameName) }
      }
      for pair in links { link(pair.one, pair.other, pair.reason) }
      return
    }
    /// Of each key that somebody has set apart: these rows, and the first of the others.
    var apart: [UInt64: [UInt32]] = [:]
    var plain: [UInt64: UInt32] = [:]
    for row in distinct.rows.sorted() where keys[Int(row)] != 0 {
      apart[keys[Int(row)], default: []].append(row)
    }
    for row in keys.indices where keys[row] != 0 && !distinct.rows.contains(UInt32(row)) {
      let (row, key) = (UInt32(row), keys[row])
      if let first = apart[key] == nil ? rows.first(of: key) : plain[key] {
        if first != row { link(first, row, .sameName) }
      } else {
        plain[key] = row
      }
    }
    func members(_ row: UInt32) -> [UInt32] {
      let key = keys[Int(row)]
      guard let apart = apart[key], key != 0 else { return [row] }
      return apart + [plain[key]].compactMap(\.self)
    }
    for key in apart.keys.sorted() {
      let rows = (apart[key] ?? []) + [plain[key]].compactMap(\.self)
      linkAll(rows, rows, .sameName, distinct)
    }
    for pair in links {
      if pair.reason == .similarName {
        linkAll(members(pair.one), members(pair.other), pair.reason, distinct)
      } else if !distinct.areDistinct(pair.one, pair.other) {
        link(pair.one, pair.other, pair.reason)
      }
    }
  }

  private mutating func linkAll(
    _ some: [UInt32], _ others: [UInt32], _ reason: DuplicateReasons, _ distinct: DistinctRows
  ) {
    for one in some {
      for other in others where one != other && !distinct.areDistinct(one, other) { link(one, other, reason) }
    }
  }

  /// The rows of all groups, one group after the other, by their first rows; where each begins, and why it is one.
  mutating func finish() -> (rows: [UInt32], starts: [UInt32], reasons: [DuplicateReasons]) {
    var counts = [UInt32](repeating: 0, count: parents.count)
    for row in parents.indices { counts[Int(root(UInt32(row)))] += 1 }
    var starts: [UInt32] = [0]
    var groupReasons: [DuplicateReasons] = []
    var total: UInt32 = 0
    /// Where the next row of each root's group goes.
    for row in counts.indices {
      guard counts[row] > 1 else {
        counts[row] = .max
        continue
      }
      let count = counts[row]
      counts[row] = total
      total += count
      starts.append(total)
      groupReasons.append(reasons[row])
    }
    var rows = [UInt32](repeating: 0, count: Int(total))
    for row in parents.indices {
      let root = Int(root(UInt32(row)))
      guard counts[root] != .max else { continue }
      rows[Int(counts[root])] = UInt32(row)
      counts[root] += 1
    }
    return (rows, starts, groupReasons)
  }
}

/// The rows of a table that the person has set apart from others.
struct DistinctRows: Sendable {
  /// All of these.
  let rows: Set<UInt32>
  private let pairs: Set<UInt64>

  init(_ pairs: Set<CustomerPair>, in table: CustomerTable) {
    let found = pairs.compactMap { pair in
      table.row(ofID: pair.one).flatMap { one in table.row(ofID: pair.other).map { (UInt32(one), UInt32($0)) }
      }
    }
    rows = Set(found.flatMap { [$0.0, $0.1] })
    self.pairs = Set(found.map { Self.key($0.0, $0.1) })
  }

  var isEmpty: Bool { pairs.isEmpty }

  func areDistinct(_ one: UInt32, _ other: UInt32) -> Bool { pairs.contains(Self.key(one, other)) }

  func areAllDistinct(_ members: [UInt32]) -> Bool {
    guard !isEmpty, rows.isSuperset(of: members) else { return false }
    return members.indices.allSatisfy { at in members[..<at].allSatisfy { areDistinct($0, members[at]) } }
  }

  private static func key(_ one: UInt32, _ other: UInt32) -> UInt64 {
    UInt64(min(one, other)) << 32 | UInt64(max(one, other))
  }
}
