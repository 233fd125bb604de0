import ArgumentParser
import CustomerBrowser
import Files
import Foundation
import KometAPI
import SettingsFile
import TerminalText
import Wording

/// `komet setup`: from what the person has to the browser.
struct SetupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setup",
    abstract: "Ask what you have, try it, write the config, and open the browser.",
    discussion: """
      Asks for the server, your user name and password or a token, and your company's id, and tries each on the \
      server. Nothing is written before you agree, and ^C leaves everything as it was. An existing config keeps all \
      of its other lines. Examples:
        komet setup
        komet setup --profile north
      """)

  @OptionGroup(title: "Account") var connection: ConnectionOptions

  mutating func validate() throws {
    if connection.demo != nil { throw ValidationError("With --demo there is nothing to set up.") }
    if connection.offline { throw ValidationError("--offline forbids what setup does.") }
  }

  func run() throws {
    guard isatty(STDIN_FILENO) == 1, StandardOutput.isTerminal else { throw UserFacingError.nobodyToAsk }
    let prompt = try TerminalPrompt()
    try setUp(prompt)
    _ = try prompt.line("Enter opens the browser; from now on, komet alone does: ")
    var browser = try BrowseCommand.parse([])
    browser.connection = connection.asWritten
    try browser.run()
  }

  /// Asks, tries, writes, and fetches the customers for the first time.
  ///
  /// Throws if nothing is set up in the end.
  func setUp(_ prompt: TerminalPrompt) throws {
    let environment = Environment()
    let config = try ConfigBefore(connection, environment)
    StandardError.write(line: "komet asks what you have, and tries it on the server.")
    StandardError.write(line: "Nothing is written before you agree; ^C leaves all as it is.")
    var interview = SetupInterview(prompt, before: config.settings.api)
    try interview.run()
    let tokenFile = TokenFile(folder: environment.configFolder, profile: connection.profile)
    let keptApart = config.givesUserToken ? nil : interview.api.userToken
    let text = try config.text(with: interview.api, keepsUserToken: keptApart == nil)
    StandardError.write("\n")
    for line in interview.outlook { StandardError.write(line: line) }
    StandardError.write(line: "To be written, for you alone to read:")
    StandardError.write(line: "  \(config.path)\(config.isThere ? ", in which all other lines stay" : "")")
    if keptApart != nil {
      StandardError.write(
        line: "  \(tokenFile.path)\(tokenFile.exists ? ", in place of the token there" : "")")
    }
    let replaces = config.isThere || keptApart != nil && tokenFile.exists
    guard try prompt.confirm("Write \(keptApart == nil ? "it" : "both")?", otherwise: !replaces) else {
      throw UserFacingError(.cancelled, what: "Nothing was written.", advice: "")
    }
    try config.write(text)
    if let keptApart { try tokenFile.keep(keptApart) }
    for name in interview.api.variablesThatDiffer(in: environment) {
      StandardError.write(
        line: "komet: \(name) is set in the environment, and counts before what was written.")
    }
    try fetch(after: interview.requestCount)
  }

  /// Fetches everything once, so that the browser opens on it, and says how much it is.
  private func fetch(after requestCount: Int) throws {
    let session = try Session(connection.asWritten)
    defer { session.close() }
    guard let account = session.account else { return }
    try account.count(requests: requestCount)
    let (_, customers) = try session.waitingWithProgress { (progress) async throws(UserFacingError) in
      try await account.sync(full: false, acceptsLosses: false, isAsked: true, progress: progress)
    }
    let table = session.told(customers).table
    let yours = table.mine.map { ", \($0.count.grouped) of them yours" } ?? ""
    StandardError.write(
      line: "\(table.count.grouped) customer\(table.count == 1 ? " is" : "s are") here\(yours).")
  }
}

extension APIConfiguration {
  /// The variables that say something else, and count first.
  fileprivate func variablesThatDiffer(in environment: Environment) -> [String] {
    let values = [
      ("KOMET_TOKEN", userToken?.exposed), ("KOMET_COMPANY_TOKEN", companyToken?.exposed),
      ("KOMET_ACCOUNT", account), ("KOMET_BASE_URL", baseURL),
    ]
    return values.filter { environment[$0.0] != nil && environment[$0.0] != $0.1 }.map(\.0)
  }
}

extension UserFacingError {
  fileprivate static let nobodyToAsk = UserFacingError(
    .usage,
    what:
      "komet setup asks questions, for which it needs a terminal; scripts write the config (komet config init) or set KOMET_TOKEN and KOMET_ACCOUNT, or KOMET_COMPANY_TOKEN.",
    advice: "")
}

extension ConnectionOptions {
  /// The same, where the config says by now which server to ask.
  var asWritten: ConnectionOptions {
    var options = self
    options.baseURL = nil
    return options
  }
}

/// The config as it is before the set-up, if there is one.
private struct ConfigBefore {
  let path: String
  let isThere: Bool
  let settings: Settings
  private let before: String
  private let profile: String?
  private let document: TOMLDocument

  init(_ options: ConnectionOptions, _ environment: Environment) throws(UserFacingError) {
    path = Settings.path(named: options.config, environment)
    isThere = FileManager.default.fileExists(atPath: path)
    profile = options.profile
    var options = options
    do throws(SetupError) {
      if isThere {
        document = try TOMLDocument(contentsOf: path, subject: .settings)
        before = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
      } else {
        before = ConfigTemplate.text
        document = try TOMLDocument(parsing: "", file: path, subject: .settings)
        options.config = nil
      }
      if let name = profile, try document.root.table("profile")?.table(name) == nil { options.profile = nil }
    } catch {
      throw UserFacingError(error)
    }
    settings = try Settings(
      options, environment: isThere ? environment : environment.without("KOMET_CONFIG"), config: document)
  }

  /// Whether it gives a user token itself, which counts before the one in the token's file.
  var givesUserToken: Bool {
    tables.contains { $0.values["token"] != nil || $0.values["token_command"] != nil }
  }

  /// Its tables about the account, the one that counts first before the other.
  private var tables: [SettingsTable] {
    let root = document.root
    let ofProfile = profile.flatMap { try? root.table("profile")?.table($0)?.table("api") }
    return [ofProfile, try? root.table("api")].compactMap(\.self)
  }

  private var baseURL: String {
    for case .string(let url)? in tables.map({ $0.values["base_url"]?.value }) { return url }
    return APIConfiguration.defaultBaseURL
  }

  /// The config with what the server took.
  func text(with api: APIConfiguration, keepsUserToken: Bool) throws(UserFacingError) -> String {
    var edit = ConfigEdit(table: profile.map { ["profile", $0, "api"] } ?? ["api"])
    if api.baseURL != baseURL { edit.settings.append(("base_url", .text(api.baseURL))) }
    if let account = api.account.flatMap({ Int($0) }), api.userToken != nil {
      edit.settings.append(("account", .number(account)))
    }
    if keepsUserToken, let token = api.userToken { edit.settings.append(("token", .text(token.exposed))) }
    if let token = api.companyToken { edit.settings.append(("company_token", .text(token.exposed))) }
    if api.userToken == nil, let id = api.salespersonID.flatMap({ Int(exactly: $0) }) {
      edit.settings.append(("salesperson_id", .number(id)))
    }
    do {
      return try edit.applied(to: before, file: path)
    } catch {
      throw UserFacingError(error)
    }
  }

  func write(_ text: String) throws {
    do {
      try PrivateFile(path: path).write(text, replacing: isThere)
    } catch {
      switch error {
      case .failed(let failure): throw failure
      case .exists:
        throw UserFacingError(
          .file, what: "Somebody has written \(path) meanwhile, so it was left alone.",
          advice: "Run komet setup again.")
      case .cancelled: throw ExitStatus.interrupted
      }
    }
  }
}
