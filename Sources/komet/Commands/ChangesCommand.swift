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
        komet changes --since 2026-11-01
        komet changes --format csv > week.csv
      """)

  @Option(help: ArgumentHelp("The first day to tell of (seven days ago if not told).", valueName: "date"))
  var since: String?

  @Option(
    help: "How to write them: table (if not told), csv, tsv, json or jsonl.",
    completion: ListCommand.Format.completion,
    transform: ListCommand.Format.argument)
  var format = ListCommand.Format.table

  @OptionGroup(title: "Account") var connection: ConnectionOptions

  private static let usualDays = 7

  mutating func validate() throws {
    _ = try firstDay
  }

  func run() throws {
    let session = try Session(connection)
    defer { session.close() }
    guard let account = session.account else { throw BrowserFailure.nothingKept }
    let changes = try account.recordedChanges(since: try firstDay)
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
      StandardError.write(line: "komet: Nothing changed since then.")
      throw ExitStatus.noCustomerMatched
    }
  }

  private var firstDay: Date {
    get throws {
      let today = LocalDate(Date())
      var day = LocalDate(daysSinceEpoch: today.daysSinceEpoch - Self.usualDays)
      if let since {
        guard let date = LocalDate(since) else {
          throw ValidationError("--since takes a day such as 2026-11-01, not '\(since)'.")
        }
        day = date
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
