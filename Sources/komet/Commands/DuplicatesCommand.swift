import ArgumentParser
import CustomerBrowser
import Customers
import Wording

/// `komet duplicates`: customers who seem to be there more than once, in groups.
struct DuplicatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "duplicates",
    abstract: "List customers who seem to be there more than once, in groups, with what differs.",
    discussion: """
      Their names are the same but for case, accents, signs, legal forms and the order of the words, or have a word \
      misspelled; or they share a code or a contact that is on this machine (see komet contacts), or nearly. Branches \
      (#2 and #3, Miami and Orlando), and father and son (Sr. and Jr.), are left alone. With a query, the groups of whom \
      it finds. Examples:
        komet duplicates
        komet duplicates bella --scope mine
        komet duplicates --format csv --columns all > duplicates.csv
        komet duplicates --not-same T3526,T3527
      """)

  @OptionGroup var rows: RowOptions

  @Option(
    help: "How to write them: table (if not told), csv, tsv, json or jsonl.",
    completion: ListCommand.Format.completion, transform: ListCommand.Format.argument)
  var format = ListCommand.Format.table

  @Flag(help: "Write only how many groups there are.")
  var count = false

  @Option(
    help: ArgumentHelp(
      "List nothing; keep that these are different customers, by their codes or ids.", valueName: "customers")
  )
  var notSame: String?

  @Option(
    help: ArgumentHelp("List nothing; take such a remark about these back.", valueName: "customers"))
  var same: String?

  @OptionGroup(title: "Which customers") var view: ViewOptions
  @OptionGroup(title: "Account") var connection: ConnectionOptions

  mutating func validate() throws {
    try connection.check(refreshing: rows.refresh)
    try rows.checkDelimiter(for: format.rawValue)
    for (option, names) in [("--not-same", notSame), ("--same", same)] {
      guard let names else { continue }
      guard Self.names(in: names).count > 1 else {
        throw ValidationError("\(option) takes two customers or more, such as T3526,T3527.")
      }
      guard connection.demo == nil else {
        throw ValidationError("\(option) is about your own customers: leave --demo out.")
      }
    }
    if notSame != nil, same != nil { throw ValidationError("Name either --not-same or --same.") }
  }

  func run() throws {
    let session = try Session(connection, view: view)
    defer { session.close() }
    if let names = notSame ?? same {
      return try keep(Self.names(in: names), areApart: notSame != nil, session)
    }
    let found = try FoundCustomers(rows, view, session: session, asDuplicates: true)
    guard let groups = found.groups else { return }
    if count {
      try StandardOutput.write("\(groups.groupCount)\n")
    } else if let export = ExportFormat(rawValue: format.rawValue) {
      try found.export(as: export, hasByteOrderMark: false).write(to: StandardOutput.write)
    } else if groups.groupCount > 0 {
      try write(groups, found, try rows.chosenColumns ?? session.settings.browser.columns)
    }
    try session.finishSync()
    if let hint = found.hint, groups.groupCount == 0, !rows.query.isEmpty {
      if !count { StandardError.write(line: hint.message()) }
      throw ExitStatus.noCustomerMatched
    }
    guard groups.groupCount == 0 else { return }
    let whom = rows.query.isEmpty ? "" : " whom the query finds"
    if !count { StandardError.write(line: "komet: No customer\(whom) seems to be there twice.") }
    throw ExitStatus.noCustomerMatched
  }

  private func write(_ groups: DuplicateList, _ found: FoundCustomers, _ columns: [CustomerColumn]) throws {
    let table = found.export(columns)
    let reaches = table.reaches
    let cells = groups.rows.indices.lazy.map { place in
      let group = groups.cells(ofPlace: place)
      let customer = table.customer(at: groups.rows[place], reaches)
      return ["\(group.group)", group.why, group.differs] + columns.map(customer.plainText)
    }
    try StandardOutput.write(
      AlignedTable(
        titles: DuplicateList.columns.map(\.title) + columns.map(\.title), rows: cells,
        width: StandardOutput.columns))
  }

  private static func names(in list: String) -> [String] {
    list.split(separator: ",").map { $0.trimmingWhitespace }.filter { !$0.isEmpty }
  }

  /// Keeps of each pair of some customers that they are not the same, or that this was a mistake.
  private func keep(_ names: [String], areApart: Bool, _ session: Session) throws {
    let table = try session.freshCustomers(refreshing: rows.refresh).table
    var ids: [UInt64] = []
    for name in names {
      guard let row = try CustomerName(name).row(in: table) else {
        StandardError.write(line: "komet: No customer has the id or code \(name); nothing was kept.")
        throw ExitStatus.noCustomerMatched
      }
      if !ids.contains(table.ids[row]) { ids.append(table.ids[row]) }
    }
    for (place, id) in ids.enumerated().dropLast() {
      _ = try session.noteSource.keep(
        NoteChange(.apart(Array(ids[(place + 1)...]), areApart), ofCustomer: id))
    }
    try session.finishSync()
    let words = areApart ? "are kept as different customers" : "may be the same again"
    StandardError.write(line: "\(ids.map(String.init).joined(separator: ", ")) \(words)")
  }
}

extension Substring {
  fileprivate var trimmingWhitespace: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
