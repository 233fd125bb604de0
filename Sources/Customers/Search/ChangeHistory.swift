import Foundation
import Threading

/// One thing that one sync changed about one customer.
package struct CustomerChange: Equatable, Sendable {
  /// The raw value stands in the cache file.
  package enum Kind: String, CaseIterable, Sendable {
    case new
    case renamed
    /// Given to another salesperson.
    case reassigned
    case deactivated
    case reactivated
    /// Any other field.
    case edited
    /// No longer among the customers that the server tells.
    case gone
    /// There again after it was gone.
    case returned
  }

  package let customerID: UInt64
  /// The name after the sync, or the last one known.
  package let customerName: String
  package let kind: Kind
  /// The column that changed; nil for `new`, `gone` and `returned`, which are about the whole customer.
  package let field: CustomerColumn?
  /// The texts as exports show them, dates as the API gives them; nil for unknown.
  package let oldValue: String?
  package let newValue: String?
  /// When the sync asked the server.
  package let syncedAt: Date

  package init(
    customerID: UInt64, customerName: String, kind: Kind, field: CustomerColumn? = nil,
    oldValue: String? = nil, newValue: String? = nil, syncedAt: Date
  ) {
    self.customerID = customerID
    self.customerName = customerName
    self.kind = kind
    self.field = field
    self.oldValue = oldValue
    self.newValue = newValue
    self.syncedAt = syncedAt
  }
}

/// What the recorded syncs changed, read when somebody first asks for it.
///
/// `changed:`, `new:` and `gone:` ask for it, and so does whoever wants to see the changes themselves; nobody else
/// waits for it. Making one costs nothing. Safe to share between threads.
package final class ChangeHistory: Sendable {
  /// What came of reading it.
  package struct Record: Sendable {
    /// The earliest first, then by customer.
    package let changes: [CustomerChange]
    /// Why they could not be read, in sentences; empty if they could.
    package let obstacle: String
    /// When each was seen, in seconds since 1970 on the person's clock.
    fileprivate let seconds: [Int64]

    fileprivate init(_ changes: [CustomerChange], obstacle: String, in timeZone: TimeZone) {
      self.changes = changes
      self.obstacle = obstacle
      var latest: (time: Date, seconds: Int64)?
      // All changes of a sync have its time.
      seconds = changes.map { change in
        if let latest, latest.time == change.syncedAt { return latest.seconds }
        let seconds =
          Int64(change.syncedAt.timeIntervalSince1970.rounded(.down))
          + Int64(timeZone.secondsFromGMT(for: change.syncedAt))
        latest = (change.syncedAt, seconds)
        return seconds
      }
    }
  }

  /// By which days are told.
  package let timeZone: TimeZone
  /// Whose customers are the person's own, where no list of the server tells.
  package let salespersonID: UInt64?
  private let reading: Deferred<Record>

  /// Makes a history that `load` reads, from any thread, at most once.
  package init(
    in timeZone: TimeZone, salespersonID: UInt64? = nil,
    load: @escaping @Sendable () -> (changes: [CustomerChange], obstacle: String)
  ) {
    self.timeZone = timeZone
    self.salespersonID = salespersonID
    reading = Deferred {
      let (changes, obstacle) = load()
      return Record(changes, obstacle: obstacle, in: timeZone)
    }
  }

  package convenience init(_ changes: [CustomerChange], in timeZone: TimeZone = .current) {
    self.init(in: timeZone) { (changes, "") }
  }

  /// What is recorded, read on this thread unless another one began before.
  package func record() -> Record { reading.made() }

  /// The rows of a table whose customers changed so at one of these seconds; nil if cancelled.
  func rows(
    with change: RecordedChange, at times: ClosedRange<Int64>, in table: CustomerTable,
    isCancelled: () -> Bool
  ) -> RowSet? {
    guard let record = reading.value(isCancelled: isCancelled) else { return nil }
    var rows = RowSet(rowCount: table.count)
    for (known, seconds) in zip(record.changes, record.seconds)
    where times.contains(seconds) && change.includes(known.kind) {
      if let row = table.row(ofID: known.customerID) { rows.insert(row) }
    }
    return rows
  }
}

extension ChangeHistory: Equatable {
  package static func == (one: ChangeHistory, other: ChangeHistory) -> Bool { one === other }
}

/// Which of the recorded changes a term asks for.
enum RecordedChange: Hashable, Sendable {
  case any
  case new
  case gone

  func includes(_ kind: CustomerChange.Kind) -> Bool {
    switch self {
    case .any: true
    case .new: kind == .new
    case .gone: kind == .gone
    }
  }
}
