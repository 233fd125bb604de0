import CustomerBrowser
import Customers
import Foundation
import KometAPI
import SettingsFile
import TerminalText
import TerminalUI
import Wording

extension Settings {
  /// Takes the config file in: the named one, which must be there, or else the usual one, which may be.
  mutating func applyFile(
    path named: String?, profile: String?, _ environment: Environment
  ) throws(UserFacingError) {
    let path = named ?? "\(environment.configFolder)/config.toml"
    guard FileManager.default.fileExists(atPath: path) else {
      guard named == nil else {
        throw UserFacingError(
          .usage, what: "There is no config file \(path).", advice: "Name another one, or none.")
      }
      guard profile == nil else { throw .noProfile(profile ?? "", in: path, known: []) }
      return
    }
    configPath = path
    do {
      let document = try config ?? TOMLDocument(contentsOf: path, subject: .settings)
      config = document
      let root = document.root
      try root.requireKeys(Self.tables + ["profile"], called: "table")
      try apply(root, path: path)
      defer { commandTables = [] }
      let profiles = try root.table("profile")
      browser.profiles = profiles?.keys ?? []
      for name in browser.profiles {
        try profiles?.table(name)?.requireKeys(Self.tables, called: "table")
      }
      guard let profile else { return try bindCommands() }
      guard let table = try profiles?.table(profile) else {
        throw UserFacingError.noProfile(profile, in: path, known: profiles?.keys ?? [])
      }
      try apply(table, path: path)
      try bindCommands()
      browser.source = profile
      browser.profile = profile
    } catch let failure as UserFacingError {
      throw failure
    } catch let error as SetupError {
      throw UserFacingError(error)
    } catch {
      preconditionFailure("an error of another module: \(type(of: error))")
    }
  }

  private static let tables = ["api", "ui", "keys", "filters", "export", "contacts", "open", "command"]

  private mutating func apply(_ tables: SettingsTable, path: String) throws {
    if let api = try tables.table("api") { try applyAPI(api, path: path) }
    if let ui = try tables.table("ui") { try applyUI(ui) }
    if let keys = try tables.table("keys") {
      keyMap = try keyMap.rebound(by: keys, tellsKeysApart: tellsKeysApart)
    }
    if let filters = try tables.table("filters") { try applyFilters(filters) }
    if let export = try tables.table("export") { try applyExport(export) }
    if let contacts = try tables.table("contacts") { try applyContacts(contacts) }
    if let open = try tables.table("open") { try applyOpen(open) }
    for command in try tables.tables("command") ?? [] { try applyCommand(command) }
  }

  private mutating func applyAPI(_ table: SettingsTable, path: String) throws {
    try table.requireKeys([
      "token", "token_command", "company_token", "company_token_command", "account", "sales_channel",
      "base_url", "salesperson_id", "location_id", "ca_file", "answer_limit_mb", "max_age", "daily_requests",
      "timeout",
    ])
    if let source = try Self.token("token", in: table, path: path) { userToken = source }
    if let source = try Self.token("company_token", in: table, path: path) { companyToken = source }
    if let account = try table.integer("account") { api.account = String(account) }
    if let channel = try table.choice("sales_channel", of: SalesChannel.self) { api.salesChannel = channel }
    if let url = try table.string("base_url") { api.baseURL = url }
    if let id = try Self.id("salesperson_id", in: table) { api.salespersonID = id }
    if let id = try Self.id("location_id", in: table) { api.locationID = id }
    if let file = try table.string("ca_file") { api.caFile = file }
    if let minutes = try table.integer("max_age") {
      guard (1...Self.longestAge).contains(minutes) else {
        throw table.error(at: "max_age", "`max_age` is in minutes, from 1 to \(Self.longestAge)")
      }
      browser.maxAge = Double(minutes) * 60
    }
    if let count = try table.integer("daily_requests") {
      guard count > 0 else { throw table.error(at: "daily_requests", "`daily_requests` must be positive") }
      browser.dailyRequestLimit = count
    }
    if let megabytes = try table.integer("answer_limit_mb") {
      guard (1...Self.largestAnswer).contains(megabytes) else {
        throw table.error(at: "answer_limit_mb", "`answer_limit_mb` must be from 1 to \(Self.largestAnswer)")
      }
      api.limits.maxAnswerBytes = megabytes << 20
    }
    if let seconds = try table.integer("timeout") {
      guard (1...Self.longestTimeout).contains(seconds) else {
        throw table.error(at: "timeout", "`timeout` is in seconds, from 1 to \(Self.longestTimeout)")
      }
      api.limits.wait(.seconds(seconds))
    }
  }

  /// An hour.
  private static let longestTimeout = 3_600
  /// In minutes, about two years.
  private static let longestAge = 1_000_000

  /// In megabytes; a table's texts are addressed by 32 bits.
  private static let largestAnswer = 4_000

  /// A token or the command that prints it; a file with a token must be its owner's alone.
  private static func token(_ key: String, in table: SettingsTable, path: String) throws -> TokenSource? {
    let command = "\(key)_command"
    if let token = try table.string(key).flatMap(Secret.init(trimming:)) {
      var status = stat()
      guard stat(path, &status) == 0, status.st_mode & 0o077 == 0 else {
        throw table.error(
          at: key, "`\(key)` stands in a file that others may read", advice: "run: chmod 600 \(path)")
      }
      return .value(token)
    }
    guard let arguments = try table.strings(command) else { return nil }
    guard let program = arguments.first, !program.isEmpty else {
      throw table.error(
        at: command, "`\(command)` names no program", advice: "for example [\"pass\", \"komet\"]")
    }
    return .command(arguments)
  }

  private static func id(_ key: String, in table: SettingsTable) throws(SetupError) -> UInt64? {
    guard let number = try table.integer(key) else { return nil }
    guard let id = UInt64(exactly: number) else {
      throw table.error(at: key, "`\(key)` must not be negative")
    }
    return id
  }

  private mutating func applyUI(_ table: SettingsTable) throws {
    try table.requireKeys([
      "theme", "ascii", "ambiguous_width", "mouse", "scope", "status", "sort", "columns",
    ])
    if let name = try table.string("theme") { browser.theme = name }
    if let ascii = try table.boolean("ascii") { usesASCII = ascii }
    if let mouse = try table.boolean("mouse") { reportsMouse = mouse }
    if let width = try table.integer("ambiguous_width") {
      guard (1...2).contains(width) else {
        throw table.error(at: "ambiguous_width", "`ambiguous_width` must be 1 or 2")
      }
      ambiguousWidth = width
    }
    if let scope = try table.choice("scope", of: CustomerScope.self) { browser.scope = scope }
    if let status = try table.choice("status", of: StatusFilter.self) { browser.status = status }
    if let order = try Self.order(in: table) { browser.sort = order }
    if let columns = try Self.columns(in: table) { browser.columns = columns }
  }

  private static func order(in table: SettingsTable) throws -> CustomerOrder? {
    guard let sort = try table.string("sort") else { return nil }
    do {
      return try OrderArgument(sort).order
    } catch {
      throw table.error(at: "sort", "`sort` can't be `\(sort)`", advice: "\(error)")
    }
  }

  private static func columns(in table: SettingsTable) throws -> [CustomerColumn]? {
    guard let names = try table.strings("columns") else { return nil }
    let columns = try names.map { name in
      guard let column = CustomerColumn(rawValue: name) else {
        throw table.error(
          at: "columns", "there is no column `\(name)`",
          advice: nameAdvice(for: name, among: CustomerColumn.allCases.map(\.rawValue)))
      }
      return column
    }
    guard !names.isEmpty else { throw table.error(at: "columns", "`columns` names none") }
    if let twice = CustomerColumn.firstNamedTwice(in: columns) {
      throw table.error(at: "columns", "`columns` names `\(twice.rawValue)` twice")
    }
    return columns
  }

  /// Takes the named filters of a table in; each must be one that can be read.
  private mutating func applyFilters(_ table: SettingsTable) throws {
    for name in table.keys {
      guard let (text, look) = try Self.filter(name, in: table) else { continue }
      let query = CustomerQuery(text, today: LocalDate(Date()))
      if let problem = query.problems.first {
        throw table.error(at: name, "the filter `\(visibleText(name))` can't be read: \(problem.reason)")
      }
      guard text.utf8.count <= EditLine.maxBytes else {
        throw table.error(at: name, "the filter `\(visibleText(name))` is longer than 4 KB")
      }
      guard !query.isEmpty || look != FilterLook() else {
        throw table.error(at: name, "the filter `\(visibleText(name))` is empty")
      }
      browser.filters.removeAll { $0.name == name }
      browser.filters.append(NamedFilter(name: name, query: text, origin: .config, look: look))
    }
  }

  /// A named filter: its query alone, or a table with how its customers are looked at.
  private static func filter(
    _ name: String, in table: SettingsTable
  ) throws -> (query: String, look: FilterLook)? {
    guard case .table? = table.values[name]?.value, let filter = try table.table(name) else {
      return try table.string(name).map { ($0, FilterLook()) }
    }
    try filter.requireKeys(["query", "scope", "status", "sort", "columns"])
    let look = FilterLook(
      scope: try filter.choice("scope", of: CustomerScope.self),
      status: try filter.choice("status", of: StatusFilter.self), sort: try order(in: filter)?.spelling,
      columns: try columns(in: filter))
    return (try filter.string("query") ?? "", look)
  }

  private mutating func applyExport(_ table: SettingsTable) throws {
    try table.requireKeys(["folder", "format", "columns", "delimiter", "raw"])
    if let folder = try table.string("folder") { browser.exportFolder = folder }
    if let format = try table.choice("format", of: ExportFormat.self) { browser.exportFormat = format }
    if let columns = try table.choice("columns", of: ExportDialog.Columns.self) {
      browser.exportColumns = columns
    }
    if let delimiter = try table.string("delimiter") {
      do {
        browser.exportDelimiter = try RowOptions.delimiter(delimiter)
      } catch {
        throw table.error(at: "delimiter", "\(error)")
      }
    }
    if let raw = try table.boolean("raw") { exportsRaw = raw }
  }

  private mutating func applyContacts(_ table: SettingsTable) throws {
    try table.requireKeys(["daily"])
    guard let count = try table.integer("daily") else { return }
    guard count >= 0 else { throw table.error(at: "daily", "`daily` must be 0 or more") }
    browser.dailyContacts = count
  }
}

extension Settings {
  private mutating func applyOpen(_ table: SettingsTable) throws {
    try table.requireKeys(["url"])
    guard let link = try table.string("url") else { return }
    guard link.starts(with: PlaceholderText.scheme) else {
      throw table.error(
        at: "url", "`url` must begin with https: or another scheme",
        advice: "for example \"https://crm.example.com/customers/{id}\"")
    }
    browser.customerLink = try Self.text(link, at: "url", in: table)
  }

  /// Takes one of the person's own commands in, in the place of another of its name.
  private mutating func applyCommand(_ table: SettingsTable) throws {
    try table.requireKeys(["name", "key", "argv", "terminal", "timeout"])
    guard let name = try table.string("name"), name.contains(where: { !$0.isWhitespace }) else {
      throw table.error(at: "name", "a [[command]] needs a `name`", advice: "by which the palette offers it")
    }
    let shown = visibleText(name)
    guard let arguments = try table.strings("argv"), arguments.first?.isEmpty == false else {
      throw table.error(
        at: "argv", "the command `\(shown)` names no program",
        advice: "for example argv = [\"mail-to\", \"{mail}\"]; no shell is used")
    }
    let texts = try arguments.map { try Self.text($0, at: "argv", in: table) }
    guard texts.first?.asksForCustomer == false else {
      throw table.error(
        at: "argv", "the program of `\(shown)` can't depend on a customer",
        advice: "begin `argv` with a program")
    }
    guard !Self.isScript(texts) else {
      throw table.error(
        at: "argv", "`\(shown)` would run what customers are called as code of a shell",
        advice: "write \"$1\" in the script, and behind it \"\(shown)\" and what is to be filled in")
    }
    let timeout = try table.integer("timeout") ?? OwnCommand.usualTimeout
    guard (1...Self.longestTimeout).contains(timeout) else {
      throw table.error(at: "timeout", "`timeout` is in seconds, from 1 to \(Self.longestTimeout)")
    }
    let command = OwnCommand(
      name: name, arguments: texts, usesTerminal: try table.boolean("terminal") ?? false, timeout: timeout)
    _ = try table.stringOrStrings("key")
    if let place = browser.commands.firstIndex(where: { $0.name == name }) {
      guard commandTables[place].path != table.path else {
        throw table.error(at: "name", "there are two commands `\(shown)`", advice: "give one another name")
      }
      browser.commands[place] = command
      commandTables[place] = table
    } else {
      browser.commands.append(command)
      commandTables.append(table)
    }
  }

  /// Whether a shell is to read what is filled in: `sh -c "echo {name}"`.
  private static func isScript(_ arguments: [PlaceholderText]) -> Bool {
    let program = arguments.first?.spelling.split(separator: "/").last ?? ""
    guard ["sh", "bash", "dash", "zsh", "ksh", "fish"].contains(program),
      let option = arguments.firstIndex(where: { $0.spelling.starts(with: /-[a-z]*c/) })
    else { return false }
    return arguments.dropFirst(option).prefix(2).contains(where: \.asksForCustomer)
  }

  private static func text(
    _ text: String, at key: String, in table: SettingsTable
  ) throws(SetupError) -> PlaceholderText {
    guard !text.contains("\0") else { throw table.error(at: key, "`\(key)` holds a NUL") }
    do throws(PlaceholderText.UnknownPlaceholder) {
      return try PlaceholderText(text)
    } catch {
      throw table.error(at: key, "`{\(error.name)}` stands for nothing", advice: error.advice)
    }
  }

  /// Gives the person's own commands their keys, when all others are known.
  private mutating func bindCommands() throws(SetupError) {
    for (place, table) in commandTables.enumerated() {
      keyMap = try keyMap.binding(
        ownCommandAt: place, called: browser.commands[place].name, by: table, tellsKeysApart: tellsKeysApart)
    }
  }
}

extension UserFacingError {
  fileprivate static func noProfile(_ name: String, in path: String, known: [String]) -> UserFacingError {
    UserFacingError(
      .usage, what: "\(path) has no profile '\(name)': \(nameAdvice(for: name, among: known)).",
      advice: "Add a table [profile.\(name).api] or name another profile.")
  }
}
