import Customers
import Foundation
import Wording

/// The recorded changes as they are told to people: by day, the latest first, the person's own customers before others.
///
/// Made where nobody waits for it, from then on only looked through.
package final class ChangeList: Sendable {
  /// One change of one customer.
  package struct Entry: Sendable {
    package let customerID: UInt64
    package let customerName: String
    package let kind: CustomerChange.Kind
    /// What changed: `Ana Tran → Julian Mejía`; empty if the kind says it all.
    package let words: String
    package let day: LocalDate
    package let isMine: Bool
    fileprivate let time: Date
    fileprivate let line: FoldedLine
  }

  package enum Line: Equatable, Sendable {
    /// Above the changes of a day that are about the person's own customers, or about others.
    case day(LocalDate, isMine: Bool)
    /// The place of an entry.
    case change(Int)
  }

  package let entries: [Entry]
  /// How many lines there are while nothing is typed.
  package let lineCount: Int
  /// Whether it is known whose customers are whose.
  package let tellsMine: Bool
  /// Why the changes could not be read; empty if they could.
  package let obstacle: String

  /// Nothing was recorded.
  package static let empty = ChangeList(ChangeHistory([]), in: CustomerTableBuilder().finish().table)

  /// Lists what is recorded; the table tells whose the customers are now.
  package init(_ history: ChangeHistory, in table: CustomerTable) {
    let record = history.record()
    obstacle = record.obstacle
    tellsMine = table.mine != nil
    var entries: [Entry] = []
    entries.reserveCapacity(record.changes.count)
    var changes = record.changes[...]
    while let first = changes.first {
      let ofOneSync = changes.prefix {
        $0.customerID == first.customerID && $0.syncedAt == first.syncedAt
      }
      changes = changes.dropFirst(ofOneSync.count)
      let row = table.row(ofID: first.customerID)
      let isMine =
        row.map { table.mine?.contains($0) ?? false } == true
        || ofOneSync.contains { $0.tookAway(from: history.salespersonID) }
      let day = LocalDate(first.syncedAt, in: history.timeZone)
      for change in ofOneSync where !change.isTold(by: ofOneSync) {
        entries.append(Entry(change, day: day, isMine: isMine))
      }
    }
    entries.sort(by: Self.isBefore)
    self.entries = entries
    let dayCount = zip(entries, entries.dropFirst()).count { $1.beginsDay(after: $0) }
    lineCount = entries.count + (entries.isEmpty ? 0 : dayCount + 1)
  }

  private static func isBefore(_ one: Entry, _ other: Entry) -> Bool {
    if one.day != other.day { return one.day > other.day }
    if one.isMine != other.isMine { return one.isMine }
    if one.time != other.time { return one.time > other.time }
    return one.line < other.line
  }

  /// The changes that hold each of the words typed, below their days.
  func lines(matching typed: String) -> [Line] {
    let finders = typed.split(whereSeparator: \.isWhitespace).map { TextFinder(String($0)) }
      .filter { !$0.isEmpty }
    var lines: [Line] = []
    var last: Entry?
    for (place, entry) in entries.enumerated()
    where finders.allSatisfy({ $0.isFound(in: entry.line) }) {
      if entry.beginsDay(after: last) {
        lines.append(.day(entry.day, isMine: entry.isMine))
      }
      lines.append(.change(place))
      last = entry
    }
    return lines
  }
}

extension ChangeList: Equatable {
  package static func == (one: ChangeList, other: ChangeList) -> Bool { one === other }
}

extension ChangeList.Entry {
  /// Whether the line of a day stands between an entry and the one before it.
  fileprivate func beginsDay(after other: Self?) -> Bool {
    other?.day != day || other?.isMine != isMine
  }

  fileprivate init(_ change: CustomerChange, day: LocalDate, isMine: Bool) {
    customerID = change.customerID
    customerName = change.customerName
    kind = change.kind
    let values = "\(change.oldValue ?? "unknown") → \(change.newValue ?? "unknown")"
    words =
      switch change.kind {
      case .new, .gone, .returned, .deactivated, .reactivated: ""
      case .renamed, .reassigned: values
      case .edited: change.field.map { "\($0.title.lowercased()): \(values)" } ?? values
      }
    self.day = day
    self.isMine = isMine
    time = change.syncedAt
    // The name first, by which they stand.
    line = FoldedLine(
      "\(change.customerName) \(change.customerID) \(change.kind.rawValue) \(words) \(day)"
        + (isMine ? " mine" : ""))
  }
}

extension CustomerChange {
  /// Whether another change by the same sync tells it, too: a number by its name, whose a customer is by why.
  fileprivate func isTold(by changes: ArraySlice<CustomerChange>) -> Bool {
    switch field {
    case .salespersonID: changes.contains { $0.field == .salesperson }
    case .mine: changes.contains { $0.field != .mine }
    default: false
    }
  }

  /// Whether the customer was the person's own before.
  fileprivate func tookAway(from salespersonID: UInt64?) -> Bool {
    switch field {
    case .mine: oldValue == "yes"
    case .salespersonID: salespersonID.map { oldValue == String($0) } ?? false
    default: false
    }
  }
}
