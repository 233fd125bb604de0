import ArgumentParser
import CustomerBrowser
import Customers
import Files
import TerminalUI
import Wording

/// `komet count`: how many customers there are of each kind.
struct CountCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "count",
    abstract: "Count customers by type, salesperson, status, year, month, or several of them.",
    discussion: """
      The largest group comes first. Without --by, writes one number. By status, every status counts unless \
      --status says otherwise. Examples:
        komet count --by salesperson
        komet count 'updated:<1y' --by type,salesperson --scope mine
        komet count --by year --format csv
        komet count --by type -o types.xlsx
      """)

  @Argument(
    help: ArgumentHelp(
      "What to look for, as in the browser's filter; all words must match.", valueName: "query"),
    completion: QueryCompletionWords.kind)
  var query: [String] = []

  @Option(
    help: ArgumentHelp(
      "What to count by: \(GroupField.allCases.map(\.rawValue).joined(separator: ", ")), or several behind commas.",
      valueName: "fields"),
    completion: NameCompletion.groupFields)
  var by: String?

  @Option(
    help: "How to write it: table (if not told), csv, tsv, json or jsonl.",
    completion: ListCommand.Format.completion, transform: ListCommand.Format.argument)
  var format: ListCommand.Format?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "The file to write instead of stdout: .csv, .tsv, .json, .jsonl or .xlsx.", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "Replace the file if there is one.")
  var force = false

  @Flag(help: "Ask the server even if the cache is young.")
  var refresh = false

  @Option(
    help: "Whose customers: all (if nothing else is set) or mine.", completion: CustomerScope.completion,
    transform: CustomerScope.argument)
  var scope: CustomerScope?

  @Option(
    help: "Customers of which status: active (if nothing else is set), inactive or all.",
    completion: StatusFilter.completion, transform: StatusFilter.argument)
  var status: StatusFilter?

  @OptionGroup var saved: SavedViewOption
  @OptionGroup(title: "Account") var connection: ConnectionOptions

  mutating func validate() throws {
    try connection.check(refreshing: refresh)
    _ = try fields
    if output != nil, format != nil {
      throw ValidationError("--format is for stdout: the file's ending says how it is written.")
    }
    if force, output == nil { throw ValidationError("--force is for a file: name one by --output.") }
  }

  /// The fields that `--by` names.
  private var fields: [GroupField] {
    get throws {
      guard let by else { return [] }
      let fields = try by.split(separator: ",", omittingEmptySubsequences: false).map { part in
        let name = part.trimmingCharacters(in: .whitespaces)
        if let field = GroupField(rawValue: name) { return field }
        guard name != "location" else {
          throw ValidationError(
            "Customers can't be counted by location: the API does not tell it; use a profile for each location_id."
          )
        }
        throw ValidationError(
          "There is nothing to count by called '\(name)': "
            + nameAdvice(for: name, among: GroupField.allCases.map(\.rawValue)))
      }
      for (place, field) in fields.enumerated() where fields[..<place].contains(field) {
        throw ValidationError("--by names `\(field.rawValue)` twice.")
      }
      return fields
    }
  }

  func run() throws {
    let fields = try fields
    var fileFormat: ExportFormat?
    if let output {
      fileFormat = ExportFormat(path: output)
      if fileFormat == nil { throw UserFacingError.noFormat(of: output) }
    }
    var view = try ViewOptions.parse([])
    view.scope = scope
    // The groups of the status are those of every status, unless somebody wants fewer.
    view.status = status ?? (fields.contains(.status) ? .all : nil)
    let session = try Session(connection, view: view, saved: saved)
    defer { session.close() }
    let asked = try AskedCustomers(query, refreshing: refresh, session: session)
    var searcher = CustomerSearcher(asked.snapshot)
    guard let rows = searcher.matchingRows(of: asked.request, isCancelled: { false }) else {
      throw ExitStatus.interrupted
    }
    let groups = CustomerGroups(of: asked.table, rows: rows, by: fields)
    let isNobody = groups.total == 0
    if let output, let fileFormat, !isNobody {
      try write(groups, to: output, as: fileFormat, delimiter: session.settings.browser.exportDelimiter)
    } else if output == nil {
      try write(groups, delimiter: session.settings.browser.exportDelimiter)
    }
    try session.finishSync()
    guard isNobody else { return }
    asked.warnOfUnknownFields()
    if let hint = asked.hint(&searcher) {
      StandardError.write(line: hint.message(output == nil ? "" : ", so no file was written"))
    }
    throw ExitStatus.noCustomerMatched
  }

  private func write(
    _ groups: CustomerGroups, to file: String, as format: ExportFormat, delimiter: Unicode.Scalar
  ) throws {
    let interrupt = Interrupt()
    do throws(FileError) {
      let path = try ExportFile(path: file, contents: "counts").write(
        groups.records,
        with: CustomerExport.Options(format: format, delimiter: delimiter, hasByteOrderMark: true),
        replacing: force, isCancelled: interrupt.hasCome)
      let count = groups.groups.count
      StandardError.write(line: "\(count.grouped) group\(count == 1 ? "" : "s") written to \(path)")
    } catch {
      throw error.failure(writing: file)
    }
  }

  private func write(_ groups: CustomerGroups, delimiter: Unicode.Scalar) throws {
    if let export = format.flatMap({ ExportFormat(rawValue: $0.rawValue) }) {
      return try groups.records.write(
        with: CustomerExport.Options(format: export, delimiter: delimiter), to: StandardOutput.write)
    }
    guard !groups.fields.isEmpty else { return try StandardOutput.write("\(groups.total)\n") }
    guard groups.total > 0 else { return }
    let columns = groups.records.columns.map(\.title)
    let countWidth = max(String(groups.total).count, columns.last?.count ?? 0)
    func row(_ values: [String], _ count: Int) -> [String] {
      let digits = String(count)
      return values + [String(repeating: " ", count: countWidth - digits.count) + digits]
    }
    let sum = ["Total"] + groups.fields.dropFirst().map { _ in "" }
    let rows =
      groups.groups.map { row($0.values.map { $0 ?? "unknown" }, $0.count) } + [row(sum, groups.total)]
    try StandardOutput.write(AlignedTable(titles: columns, rows: rows, width: StandardOutput.columns))
  }
}
