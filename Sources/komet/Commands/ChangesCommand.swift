import ArgumentParser
import CustomerBrowser
import Customers
import Foundation
import Wording

/// `komet changes`: what the syncs found changed.
struct ChangesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "changes",
    abstract: "List what changed: new, renamed, reassigned, deactivated, gone.",
    discussion: """
      Answers from the cache; run komet sync first for the latest. Examples:
        komet changes --since yesterday --scope mine
        komet changes rep:mejia --since 2026-11
        komet changes 'gone:<7d'
        komet changes is:starred
        komet changes --format csv > week.csv
      """)

  @Argument(
    help: ArgumentHelp(
      "Which customers to tell of, as in the browser's filter, by what they are now or were before.",
      valueName: "query"),
    completion: QueryCompletionWords.kind)
  var query: [String] = []

  @Option(
    help: ArgumentHelp(
      "The first day to tell of: a date as in the filter, or an age such as 7d (7d if not told).",
      valueName: "date"))
  var since: String?

  @Option(
    help: "Whose customers: all (if nothing else is set) or mine.", completion: CustomerScope.completion,
    transform: CustomerScope.argument)
  var scope: CustomerScope?

  @Option(
    help: "Customers of which status: all (if not told), active or inactive.",
    completion: StatusFilter.completion, transform: StatusFilter.argument)
  var status = StatusFilter.all

  @Option(
    help: "How to write them: table (if not told), csv, tsv, json or jsonl.",
    completion: ListCommand.Format.completion,
    transform: ListCommand.Format.argument)
  var format = ListCommand.Format.table

  @OptionGroup(title: "Account") var connection: ConnectionOptions

  private static let usualAge = "7d"

  mutating func validate() throws {
    _ = try firstDay
  }

  func run() throws {
    let session = try Session(connection)
    defer { session.close() }
    guard let account = session.account else { throw UserFacingError.nothingKept }
    var filter = try ChangeFilter(
      query: query, scope: scope ?? session.settings.browser.scope, status: status,
      salespersonID: session.settings.api.salespersonID)
    if filter.query.asksForNotes { filter.notes = try session.notes() }
    if filter.query.asksForContacts { filter.contacts = account.contactBook }
    if filter.query.asksForRecents || filter.query.asksForMarks {
      filter.remembered = session.memory?.recall() ?? RestoredSession()
    }
    var changes = try account.recordedChanges(since: try firstDay)
    guard let syncedAt = try account.syncedAt() else {
      throw session.settings.browser.isOffline ? UserFacingError.nothingOffline : .nothingSynced
    }
    if !session.isYoung(syncedAt) { session.tellAge(of: syncedAt, offlineBecause: nil) }
    if !filter.isEmpty, !changes.isEmpty, let customers = try account.cachedCustomers() {
      let (kept, unownedCount) = try filter.apply(to: changes, among: session.told(customers))
      changes = kept
      if unownedCount > 0 {
        let customers = "\(unownedCount.grouped) gone customer\(unownedCount == 1 ? " is" : "s are")"
        StandardError.write(line: "komet: \(customers) left out: nothing tells whose they were.")
      }
    }
    if let exportFormat = ExportFormat(rawValue: format.rawValue) {
      try RecordExport(changes).write(
        with: CustomerExport.Options(format: exportFormat), to: StandardOutput.write)
    } else if !changes.isEmpty {
      let table = AlignedTable(
        titles: RecordExport.changeColumns.map(\.title), rows: changes.map(\.cells),
        width: StandardOutput.columns)
      try StandardOutput.write(table)
    }
    if changes.isEmpty {
      let whom = filter.isEmpty ? "" : " about customers that match"
      StandardError.write(line: "komet: Nothing changed since then\(whom).")
      throw ExitStatus.noCustomerMatched
    }
  }

  private var firstDay: Date {
    get throws {
      let today = LocalDate(Date())
      guard let day = UpdatedTimes.firstDay(since ?? Self.usualAge, today: today) else {
        throw ValidationError(
          "--since takes a day such as 2026-11-01, 2026-11, yesterday or 7d, not '\(since ?? "")'.")
      }
      let seconds = Double(day.daysSinceEpoch) * Double(LocalDateTime.secondsPerDay)
      let midnight = Date(timeIntervalSince1970: seconds)
      return midnight.addingTimeInterval(-Double(TimeZone.current.secondsFromGMT(for: midnight)))
    }
  }
}

extension RecordExport {
  fileprivate static let changeColumns = [
    ExportColumn(title: "Seen", key: "syncedAt"), ExportColumn(title: "Change", key: "change"),
    ExportColumn(title: "ID", key: "id"), ExportColumn(title: "Name", key: "name"),
    ExportColumn(title: "Field", key: "field"), ExportColumn(title: "Before", key: "before"),
    ExportColumn(title: "After", key: "after"),
  ]

  fileprivate init(_ changes: [CustomerChange]) {
    self.init(
      columns: Self.changeColumns,
      rows: changes.map { change in
        [
          .text(change.time), .text(change.kind.rawValue), .number(change.customerID),
          .text(change.customerName), .text(change.field?.jsonKey), .text(change.oldValue),
          .text(change.newValue),
        ]
      })
  }
}

extension CustomerChange {
  /// When the sync saw it, on the clock here.
  fileprivate var time: String { LocalDateTime(syncedAt).description }

  fileprivate var cells: [String] {
    [
      time.replacing("T", with: " "), kind.rawValue, String(customerID), customerName, field?.title ?? "",
      oldValue ?? "", newValue ?? "",
    ]
  }
}

/// Which customers' changes are told, by the same query, scope and status as in a list.
///
/// A customer counts by what it is now or by what it was before the changes, so that those are found as well who were
/// given to somebody else. Of one that is gone only id and name are known.
struct ChangeFilter {
  let query: CustomerQuery
  private let scope: CustomerScope
  private let status: StatusFilter
  /// Whose customers are the person's own, where no list of the server tells.
  private let salespersonID: UInt64?
  /// What the person keeps, if it is asked for.
  var notes = CustomerNotes()
  /// The contacts that are known, if they are asked for.
  var contacts = ContactBook()
  /// Whom the person marked and looked at, if that is asked for.
  var remembered = RestoredSession()

  /// Throws a failure of kind `usage` if the query can't be read.
  init(
    query words: [String], scope: CustomerScope, status: StatusFilter, salespersonID: UInt64?
  ) throws(UserFacingError) {
    query = try CustomerQuery(arguments: words, tellsGone: true)
    self.scope = scope
    self.status = status
    self.salespersonID = salespersonID
  }

  /// Whether everybody's changes are told.
  var isEmpty: Bool { query.isEmpty && scope == .all && status == .all }

  /// The changes that are told, in their order, and how many gone customers are not, for nobody knows whose they were.
  func apply(
    to changes: [CustomerChange], among cached: FetchedCustomers
  ) throws(UserFacingError) -> (kept: [CustomerChange], unownedCount: Int) {
    guard scope == .all || cached.table.mine != nil else { throw .mineUnknown }
    var now: [Customer] = []
    var before: [Customer] = []
    for (_, changes) in Dictionary(grouping: changes, by: \.customerID) {
      guard let last = changes.last else { continue }
      let customer =
        cached.table.row(ofID: last.customerID).map(cached.table.customer(at:))
        ?? Customer(id: last.customerID, name: last.customerName)
      now.append(customer)
      // The earliest of several changes of a field is the last to be taken back.
      var old = changes.reversed().reduce(into: customer) { $0.takeBack($1) }
      if let salespersonID, old.salespersonID == salespersonID { old.isMine = true }
      before.append(old)
    }
    let history = ChangeHistory(changes)
    let matching = Set(search(now, cached, history) + search(before, cached, history))
    let goneIDs = scope == .all ? [] : now.filter { cached.table.row(ofID: $0.id) == nil }.map(\.id)
    return (changes.filter { matching.contains($0.customerID) }, Set(goneIDs).subtracting(matching).count)
  }

  /// The ids of those among the customers that match.
  private func search(
    _ customers: [Customer], _ cached: FetchedCustomers, _ history: ChangeHistory
  ) -> [UInt64] {
    var builder = CustomerTableBuilder()
    for customer in customers.sorted(by: { $0.id < $1.id }) { builder.append(customer) }
    var table = builder.finish().table
    let changedIDs = Set(cached.changedIDs)
    var (mine, changed) = (RowSet(rowCount: table.count), RowSet(rowCount: table.count))
    for customer in customers {
      guard let row = table.row(ofID: customer.id) else { continue }
      if customer.isMine == true { mine.insert(row) }
      if changedIDs.contains(customer.id) { changed.insert(row) }
    }
    if cached.table.mine != nil { table = table.withMine(mine) }
    var searcher = CustomerSearcher(CustomerSnapshot(table, contacts: contacts))
    let marked = remembered.marks.compactMap(table.row(ofID:)).map { UInt32($0) }
    let request = SearchRequest(
      query: query, scope: scope, status: status, sort: nil,
      marked: RowSet(rowCount: table.count, rows: marked), onlyMarked: false, changed: changed,
      history: history, notes: notes, recents: remembered.recents, includesSimilar: false)
    let result = searcher.search(request, isCancelled: { false })
    return (result?.rows ?? []).map { table.ids[Int($0)] }
  }
}

extension CustomerQuery {
  /// Reads a query as it stands on a command line; throws a failure of kind `usage` if a part of it can't be read.
  init(arguments: [String], tellsGone: Bool = false) throws(UserFacingError) {
    self.init(arguments.joined(separator: " "), today: LocalDate(Date()), tellsGone: tellsGone)
    guard let problem = problems.first else { return }
    throw UserFacingError(
      .usage, what: "The query can't be read: \(problem.reason).", advice: "Change that part of it.")
  }
}

extension Customer {
  /// Sets a field to what it was before a change.
  fileprivate mutating func takeBack(_ change: CustomerChange) {
    let old = change.oldValue
    switch change.field {
    case .name: name = old ?? ""
    case .code: code = old
    case .accountingCode: accountingCode = old
    case .type: customerType = old
    case .salesperson: salesperson = old
    case .salespersonID: salespersonID = old.flatMap { .init($0) }
    case .updated: updatedOn = old.flatMap { LocalDateTime($0) }
    case .active: isActive = old.map { $0 == "yes" }
    case .mine: isMine = old.map { $0 == "yes" }
    case .id, .phone, .mail, .star, .note, .due, nil: break
    }
  }
}
