import ArgumentParser
import CustomerBrowser
import Customers

/// `komet list`: rows on stdout.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Write customers to stdout.",
    discussion: """
      Examples:
        komet list mejia
        komet list --scope mine --format csv > mine.csv
        komet list --sort type,-updated --limit 20
        komet list bella --count
        komet list --view 'my florists'
        komet list mejai --similar
        komet list --from codes.txt --columns code,name,salesperson
      """)

  enum Format: String, CaseIterable {
    case table
    case csv
    case tsv
    case json
    case jsonl
  }

  @OptionGroup var rows: RowOptions

  @Option(
    help: "How to write them: table (if not told), csv, tsv, json or jsonl.", completion: Format.completion,
    transform: Format.argument)
  var format = Format.table

  @Flag(help: "Write only how many there are.")
  var count = false

  @OptionGroup(title: "Which customers") var view: ViewOptions
  @OptionGroup(title: "Which customers") var saved: SavedViewOption
  @OptionGroup(title: "Account") var connection: ConnectionOptions

  mutating func validate() throws {
    try connection.check(refreshing: rows.refresh)
    try rows.checkDelimiter(for: format.rawValue)
  }

  func run() throws {
    let session = try Session(connection, view: view, saved: saved)
    defer { session.close() }
    let found = try FoundCustomers(rows, view, session: session)
    if count {
      try StandardOutput.write("\(found.rows.count)\n")
    } else if let export = ExportFormat(rawValue: format.rawValue) {
      try found.export(as: export, hasByteOrderMark: false).write(to: StandardOutput.write)
    } else {
      let usual = session.settings.browser.columns
      let hasNamesOnly = found.table.hasNamesOnly
      let columns = try rows.chosenColumns ?? (hasNamesOnly ? CustomerColumn.known(of: usual) : usual)
      let table = found.export(columns)
      let reaches = table.reaches
      let cells = found.rows.lazy.map { row in
        let customer = table.customer(at: row, reaches)
        return columns.map(customer.plainText)
      }
      try StandardOutput.write(
        AlignedTable(titles: columns.map(\.title), rows: cells, width: StandardOutput.columns))
    }
    if found.table.hasNamesOnly, StandardOutput.isTerminal {
      StandardError.write(line: "komet: \(CustomerSearcher.namesOnly).")
    }
    try session.finishSync()
    if found.rows.isEmpty, found.hint == nil { throw ExitStatus.noCustomerMatched }
    if let hint = found.hint {
      if !count { StandardError.write(line: hint.message()) }
      throw ExitStatus.noCustomerMatched
    }
  }
}
