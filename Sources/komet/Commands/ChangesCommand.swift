import ArgumentParser
import CustomerBrowser
import Customers
import Foundation

/// `komet changes`: what the syncs found changed.
struct ChangesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "changes",
    abstract: "List what changed: new, renamed, reassigned, deactivated, gone.",
    discussion: """
      Answers from the cache; run komet sync first for the latest. Examples:
        komet changes --since yesterday --scope mine
        komet changes rep:mejia --since 2026-11
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
    guard let account = session.account else { throw BrowserFailure.nothingKept }
    let filter = try ChangeFilter(
      query: query, scope: scope ?? session.settings.browser.scope, status: status,
      salespersonID: session.settings.api.salespersonID)
    var changes = try account.recordedChanges(since: try firstDay)
    guard let syncedAt = try account.syncedAt() else {
      throw session.settings.browser.isOffline ? BrowserFailure.nothingOffline : .nothingSynced
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
