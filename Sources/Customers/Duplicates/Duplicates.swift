import Synchronization
import Threading

/// Customers who seem to be entered more than once, in groups.
///
/// Two customers are linked if
/// - their names are the same, but for case, accents, signs, articles, legal forms and the order of the words;
/// - one word of the name is misspelled or two are run together, by the search's prices (`AlikeWords`);
/// - they have the same code, or a contact's address or number in common; or a code or number of which two signs are swapped,
///   and nearly the same name.
///
/// Names that differ in a number, a single letter or a generation (`#2` and `#3`, `Jr.` and `Sr.`), or in a word that both
/// sides have instead of the other's (`Miami` and `Orlando`), are those of two of a kind, whatever else they share. In
/// reading order:
/// - `NameWords`: names as sums of words; `AlikeWords`: which words stand for each other;
/// - `DuplicateLinks`: pairs, looked up by these sums and other keys (`KeyTable`), never compared all with all;
/// - `DuplicateGroups`: the pairs become groups, but for those that the person set apart.
struct Duplicates: Sendable {
  /// The rows of all groups, one group after the other; those of a group ascend.
  private let rows: [UInt32]
  private let starts: [UInt32]
  private let reasons: [DuplicateReasons]
  private let distinct: DistinctRows

  var groupCount: Int { reasons.count }

  /// The rows of a group, ascending.
  func rows(ofGroup group: Int) -> ArraySlice<UInt32> { rows[Int(starts[group])..<Int(starts[group + 1])] }

  /// The allowed rows of a group; none if only one is left, or if those left are all set apart from each other.
  private func rows(ofGroup group: Int, allowed: RowSet) -> [UInt32] {
    let members = rows(ofGroup: group).filter { allowed.contains(Int($0)) }
    return members.count > 1 && !distinct.areAllDistinct(members) ? members : []
  }

  /// Nil as soon as the work is to end.
  init?(
    _ index: SearchIndex, _ table: CustomerTable, _ contacts: [ContactKey], apart pairs: Set<CustomerPair>,
    _ work: DuplicateWork
  ) {
    guard let names = NameWords(index, work) else { return nil }
    work.set(DuplicateWork.words)
    guard let alike = AlikeWords(names.vocabulary, work) else { return nil }
    work.set(DuplicateWork.alike)
    let links = DuplicateLinks(names: names, alike: alike, work: work)
    var groups = DuplicateGroups(rowCount: table.count)
    distinct = DistinctRows(pairs, in: table)
    do {
      let rows = KeyTable(names.sums)
      guard let found = links.ofNames(rows), let coded = links.ofCodes(index),
        let reached = links.ofContacts(contacts, in: table)
      else { return nil }
      groups.link(rows, keys: names.sums, found + coded + reached, distinct)
    }
    (rows, starts, reasons) = groups.finish()
  }

  /// The rows that are in a group with another one of `status`, themselves of that status.
  func rows(in table: CustomerTable, status: StatusFilter) -> RowSet {
    let allowed = table.rows(scope: .all, status: status)
    var found = RowSet(rowCount: table.count)
    for group in 0..<groupCount {
      for row in rows(ofGroup: group, allowed: allowed) { found.insert(Int(row)) }
    }
    return found
  }

  /// The groups of `status` that have one of `chosen`, in the order in which these come up, each as a whole.
  ///
  /// The chosen ones of a group stand first, in their order.
  func list(of chosen: [UInt32], in table: CustomerTable, status: StatusFilter) -> DuplicateList {
    let allowed = table.rows(scope: .all, status: status)
    let none = UInt32.max
    var groupOfRow = [UInt32](repeating: none, count: table.count)
    for group in 0..<groupCount {
      for row in rows(ofGroup: group, allowed: allowed) { groupOfRow[Int(row)] = UInt32(group) }
    }
    var order: [Int] = []
    var chosenRows = [[UInt32]](repeating: [], count: groupCount)
    for row in chosen where groupOfRow[Int(row)] != none {
      let group = Int(groupOfRow[Int(row)])
      if chosenRows[group].isEmpty { order.append(group) }
      chosenRows[group].append(row)
      // It stands in the list already.
      groupOfRow[Int(row)] = none
    }
    var (listed, starts): ([UInt32], [Int]) = ([], [0])
    for group in order {
      listed += chosenRows[group]
      listed += rows(ofGroup: group).filter { groupOfRow[Int($0)] != none }
      starts.append(listed.count)
    }
    return DuplicateList(table, rows: listed, starts: starts, reasons: order.map { reasons[$0] })
  }
}

/// Why customers are taken for the same one.
package struct DuplicateReasons: OptionSet, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let sameName = DuplicateReasons(rawValue: 1)
  package static let similarName = DuplicateReasons(rawValue: 2)
  package static let sameCode = DuplicateReasons(rawValue: 4)
  package static let similarCode = DuplicateReasons(rawValue: 8)
  package static let sameContact = DuplicateReasons(rawValue: 16)
  package static let similarContact = DuplicateReasons(rawValue: 32)

  /// For example `same name, similar code`.
  package var words: String {
    let names = ["same name", "similar name", "same code", "similar code", "same contact", "similar contact"]
    return names.enumerated().filter { rawValue >> UInt8($0.offset) & 1 != 0 }.map(\.element).joined(
      separator: ", ")
  }
}

/// How far a search for duplicates is, and whether it is to end.
final class DuplicateWork: Sendable {
  private let stopped = Atomic(false)
  /// In thousandths.
  private let done = Atomic(0)

  func stop() { stopped.store(true, ordering: .relaxed) }

  func isStopped() -> Bool { stopped.load(ordering: .relaxed) }

  /// From 0 to 1.
  var progress: Double { min(Double(done.load(ordering: .relaxed)) / 100_000, 1) }

  // Where each step ends, and how much the steps take that are done by parts.
  static let words = 20_000
  static let alike = 35_000
  static let ofNames = 35_000
  static let ofCodes = 20_000
  static let ofContacts = 10_000

  func set(_ done: Int) { self.done.store(done, ordering: .relaxed) }

  func advance(by share: Int, of parts: Int) { done.add(share / max(parts, 1), ordering: .relaxed) }
}

/// A search for duplicates of one table, which may be over.
final class DuplicateSearch: Sendable {
  let pairs: Set<CustomerPair>
  let work: DuplicateWork
  let found: Deferred<Duplicates?>
  private let rows = Mutex<[StatusFilter: RowSet]>([:])

  init(pairs: Set<CustomerPair>, work: DuplicateWork, found: Deferred<Duplicates?>) {
    self.pairs = pairs
    self.work = work
    self.found = found
  }

  /// The rows of a status that are there more than once; nil as `value` is.
  func rows(in table: CustomerTable, status: StatusFilter, isCancelled: () -> Bool) -> RowSet? {
    guard let found = value(isCancelled: isCancelled) else { return nil }
    return rows.withLock { rows in
      let known = rows[status] ?? found.rows(in: table, status: status)
      rows[status] = known
      return known
    }
  }

  /// The duplicates, waiting for them if need be; nil if `isCancelled` said so before, or the search was stopped.
  func value(isCancelled: () -> Bool) -> Duplicates? { found.value(isCancelled: isCancelled) ?? nil }
}
