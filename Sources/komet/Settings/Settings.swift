import CustomerBrowser
import CustomerStore
import Customers
import Foundation
import KometAPI
import SettingsFile
import TerminalText
import TerminalUI
import Wording

/// What the server is asked for as soon as the customers are old, while nobody asks for it.
enum RefreshHabit: String, CaseIterable {
  case auto
  case names
  case updates
  case manual

  /// Of the methods that there are tokens for, those that such a refresh asks.
  var extent: SyncPlan.Extent {
    switch self {
    case .auto, .manual: .everything
    case .names: .names
    case .updates: .updates
    }
  }
}

/// What the config, the environment and the options say together: options beat environment beats config.
struct Settings {
  var api = APIConfiguration()
  var userToken: TokenSource?
  /// What `komet login` keeps for the profile; used while nothing else gives a user token.
  var tokenFile: TokenFile
  var companyToken: TokenSource?
  var browser = BrowserSettings()
  var keyMap = KeyMap.standard
  /// The `[[command]]` of each of the person's own commands, while the config is read.
  var commandTables: [SettingsTable] = []
  /// What the config says, in seconds.
  private(set) var maxAge: TimeInterval = 0
  var refreshHabit = RefreshHabit.auto
  /// Up to so many minutes later than `max_age` customers count as old, each time komet starts another number, so that
  /// those of a whole office don't ask at once.
  var jitter = 0
  /// Whether to draw with ASCII only, even where the locale has more.
  var usesASCII = false
  /// How many columns the terminal gives to signs that are narrow or wide as the terminal likes: 1 or 2.
  var ambiguousWidth = 1
  /// Whether the terminal tells of clicks and the wheel, instead of selecting text with the mouse.
  var reportsMouse = true
  /// Whether the terminal is known to tell keys apart that others can't.
  private(set) var tellsKeysApart = false
  var exportsRaw = false
  /// The config file that was read, if there is one.
  var configPath: String?
  /// Those of the whole machine that lie under it, the one that counts most at the end.
  var systemConfigPaths: [String] = []
  /// Which file, variable or option each setting is from, as `api.account`; what nobody set is not there.
  var origins: [String: String] = [:]
  /// What stands in it: a pipe can't be read twice.
  var config: TOMLDocument?
  /// The profiles in it.
  var profiles: [String] { browser.profiles }
  /// Where the config and a person's themes are.
  var configFolder = ""
  /// The cache's file: one for each profile.
  var cachePath = ""
  /// The file of what the person keeps about customers: one for each profile.
  var notesPath = ""
  /// The saved filter that was named, with what it asks for and the columns that it has.
  private(set) var view: NamedFilter?

  /// Reads everything but the tokens' own sources.
  ///
  /// Throws a failure of kind `usage`, with file and line where a file is to blame.
  ///
  /// `config` is what was read before from the same file.
  init(
    _ options: ConnectionOptions, environment: Environment, config: TOMLDocument? = nil
  ) throws(UserFacingError) {
    self.config = config
    tellsKeysApart = TerminalCapabilities.tellsKeysApart(
      type: environment["TERM"] ?? "", program: environment["TERM_PROGRAM"] ?? "")
    configFolder = environment.configFolder
    tokenFile = TokenFile(folder: environment.configFolder, profile: options.profile)
    api.userAgent = "komet/\(Komet.version)"
    browser.currentFolder = FileManager.default.currentDirectoryPath
    try applyFile(path: options.config ?? environment["KOMET_CONFIG"], profile: options.profile, environment)
    try apply(environment)
    if userToken == nil, tokenFile.exists { userToken = .file(tokenFile) }
    let spread = Double(jitter * 60)
    maxAge = browser.maxAge
    browser.maxAge = refreshHabit == .manual ? .infinity : maxAge + Double.random(in: 0...spread)
    if let baseURL = options.baseURL {
      api.baseURL = baseURL
      origins["api.base_url"] = "--base-url"
    }
    browser.isOffline = options.offline
    cachePath = "\(environment.dataFolder)/\(options.profile ?? "default").sqlite"
    notesPath = "\(environment.dataFolder)/notes/\(options.profile ?? "default").sqlite"
  }

  /// The config file that is read if it is there.
  ///
  /// `named` is what the options say.
  static func path(named: String?, _ environment: Environment) -> String {
    named ?? environment["KOMET_CONFIG"] ?? "\(environment.configFolder)/config.toml"
  }

  /// What the browser draws with.
  var charset: Charset {
    guard !usesASCII else { return .ascii }
    return ambiguousWidth == 1 ? .unicode : .narrow
  }

  mutating func apply(_ options: ViewOptions) {
    if let scope = options.scope { browser.scope = scope }
    if let status = options.status { browser.status = status }
    if let sort = options.sort { browser.sort = sort.order }
    if options.scope != nil { origins["ui.scope"] = "--scope" }
    if options.status != nil { origins["ui.status"] = "--status" }
    if options.sort != nil { origins["ui.sort"] = "--sort" }
  }

  /// Looks at the customers as a filter of the config, or one that was saved, says.
  ///
  /// Throws a failure of kind `usage` if there is none of that name.
  mutating func applyView(named name: String, saved: [NamedFilter]) throws(UserFacingError) {
    let filters = NamedFilters(configured: browser.filters, saved: saved)
    guard let view = filters.filter(named: name) else {
      let names = filters.all.map(\.name)
      let advice =
        names.isEmpty
        ? "Save one in the browser (w), or write it into [filters] of the config."
        : nameAdvice(for: name, among: names).asSentence
      throw UserFacingError(.usage, what: "There is no saved filter '\(visibleText(name))'.", advice: advice)
    }
    let problem = CustomerQuery(view.query, today: LocalDate(Date())).problems.first
    if let problem {
      throw UserFacingError(
        .usage, what: "The saved filter '\(visibleText(name))' can't be read: \(problem.reason).",
        advice: "Save it anew.")
    }
    self.view = view
    browser.filter = view.query
    if let scope = view.look.scope { browser.scope = scope }
    if let status = view.look.status { browser.status = status }
    if view.look.sort != nil { browser.sort = view.look.order }
    if let columns = view.look.columns { browser.columns = columns }
  }

  private mutating func apply(_ environment: Environment) throws(UserFacingError) {
    if let token = environment["KOMET_TOKEN"].flatMap(Secret.init(trimming:)) { userToken = .value(token) }
    if let token = environment["KOMET_COMPANY_TOKEN"].flatMap(Secret.init(trimming:)) {
      companyToken = .value(token)
    }
    if let account = environment["KOMET_ACCOUNT"] { api.account = account }
    if let url = environment["KOMET_BASE_URL"] { api.baseURL = url }
    if let channel = environment["KOMET_SALES_CHANNEL"] {
      do {
        api.salesChannel = try SalesChannel(setting: channel)
      } catch {
        throw UserFacingError(error)
      }
    }
    if let id = try environment.integer("KOMET_SALESPERSON_ID") { api.salespersonID = id }
    if let id = try environment.integer("KOMET_LOCATION_ID") { api.locationID = id }
    let keys = [
      "token", "company_token", "account", "base_url", "sales_channel", "salesperson_id", "location_id",
    ]
    for key in keys {
      let variable = "KOMET_\(key.uppercased())"
      if environment[variable] != nil { origins["api.\(key)"] = variable }
    }
  }

  /// The configuration with the tokens in it, for the client.
  ///
  /// Runs the token commands, so it is asked for only when the server is.
  func apiConfiguration() throws(UserFacingError) -> APIConfiguration {
    var api = api
    api.userToken = try userToken?.token(for: "token_command")
    api.companyToken = try companyToken?.token(for: "company_token_command")
    guard api.userToken != nil || api.companyToken != nil else { throw .noToken }
    return api
  }
}

extension UserFacingError {
  /// Nobody said whose customers to ask for.
  static let noToken = UserFacingError(
    .usage, what: "There is no token yet, so the server would tell nothing.",
    advice: """
      Run komet setup, which asks what you have; scripts run komet login, or set KOMET_TOKEN (a user token, with \
      KOMET_ACCOUNT) or KOMET_COMPANY_TOKEN. Or look around with made-up customers: komet --demo
      """)
}

extension Settings {
  /// The settings as they count, as lines of a config; no secret is in them.
  var text: String {
    var lines = ["[api]"]
    lines += Self.lines(of: userToken, "token")
    lines += Self.lines(of: companyToken, "company_token")
    lines += [
      Self.line("account", api.account), Self.line("sales_channel", quoted: api.salesChannel.rawValue),
      Self.line("salesperson_id", api.salespersonID), Self.line("location_id", api.locationID),
      Self.line("base_url", quoted: api.baseURL), Self.line("ca_file", quoted: api.caFile),
      Self.line("max_age", Int(maxAge / 60)),
      Self.line("refresh", quoted: refreshHabit.rawValue), Self.line("jitter", jitter),
      Self.line("daily_requests", browser.dailyRequestLimit),
      Self.line("answer_limit_mb", api.limits.maxAnswerBytes >> 20),
      Self.line("timeout", api.limits.firstByteTimeout.components.seconds),
      "\n[ui]",
      Self.line("theme", quoted: browser.theme), Self.line("ascii", usesASCII),
      Self.line("ambiguous_width", ambiguousWidth), Self.line("mouse", reportsMouse),
      Self.line("scope", quoted: browser.scope.rawValue),
      Self.line("status", quoted: browser.status.rawValue),
      Self.line("sort", quoted: browser.sort?.spelling),
      "columns = [\(browser.columns.map { Self.quoted($0.rawValue) }.joined(separator: ", "))]",
      browser.filters.isEmpty ? nil : "\n[filters]",
    ].compactMap(\.self)
    lines += browser.filters.map { "\(Self.quoted($0.name)) = \(Self.text(of: $0))" }
    lines += [
      "\n[export]",
      Self.line("folder", quoted: browser.exportFolder),
      Self.line("format", quoted: browser.exportFormat.rawValue),
      Self.line("columns", quoted: browser.exportColumns.rawValue),
      Self.line("delimiter", quoted: Self.delimiterName(browser.exportDelimiter)),
      Self.line("raw", exportsRaw),
      "\n[contacts]",
      Self.line("daily", browser.dailyContacts),
    ].compactMap(\.self)
    if let link = browser.customerLink { lines += ["\n[open]", "url = \(Self.quoted(link.spelling))"] }
    for (place, command) in browser.commands.enumerated() {
      lines += [
        "\n[[command]]",
        Self.line("name", quoted: command.name),
        Self.line("key", quoted: keyMap.key(ofOwnCommandAt: place)),
        "argv = [\(command.arguments.map { Self.quoted($0.spelling) }.joined(separator: ", "))]",
        Self.line("terminal", command.usesTerminal), Self.line("timeout", command.timeout),
      ].compactMap(\.self)
    }
    return withOrigins(lines).joined(separator: "\n") + "\n"
  }

  /// The lines, each with where its value is from unless nobody set it.
  private func withOrigins(_ lines: [String]) -> [String] {
    var table = ""
    return lines.map { line in
      if let header = line.firstMatch(of: /^\n?\[([a-z]+)\]$/) { table = String(header.1) }
      guard let end = line.range(of: " = ")?.lowerBound, let origin = origins["\(table).\(line[..<end])"]
      else {
        return line
      }
      return "\(line)  # \(visibleText(origin))"
    }
  }

  private static func lines(of source: TokenSource?, _ key: String) -> [String] {
    switch source {
    case .value: ["\(key) = \(quoted(Secret.placeholder))"]
    case .command(let arguments): ["\(key)_command = [\(arguments.map(quoted).joined(separator: ", "))]"]
    case .file(let file): ["# \(key): the one that komet login keeps in \(visibleText(file.path))"]
    case nil: ["# \(key): not set"]
    }
  }

  /// The query alone, or a table if there is more than that.
  private static func text(of filter: NamedFilter) -> String {
    let look = filter.look
    guard look != FilterLook() else { return quoted(filter.query) }
    let columns = look.columns.map { $0.map { quoted($0.rawValue) }.joined(separator: ", ") }
    let values = [
      line("query", quoted: filter.query), line("scope", quoted: look.scope?.rawValue),
      line("status", quoted: look.status?.rawValue), line("sort", quoted: look.sort),
      line("columns", columns.map { "[\($0)]" }),
    ]
    return "{ \(values.compactMap(\.self).joined(separator: ", ")) }"
  }

  private static func line(_ key: String, quoted text: String?) -> String? {
    text.map { "\(key) = \(quoted($0))" }
  }

  private static func line(_ key: String, _ value: (some CustomStringConvertible)?) -> String? {
    value.map { "\(key) = \($0)" }
  }

  private static func delimiterName(_ delimiter: Unicode.Scalar) -> String {
    delimiter == "\t" ? "tab" : String(delimiter)
  }

  /// A TOML string.
  static func quoted(_ text: String) -> String {
    let escaped = visibleText(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"\(escaped)\""
  }
}

extension String {
  fileprivate var asSentence: String {
    prefix(1).uppercased() + dropFirst() + (hasSuffix("?") ? "" : ".")
  }
}
