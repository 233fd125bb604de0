import CustomerBrowser
import Customers
import Foundation
import KometAPI
import TerminalUI

/// What the config, the environment and the options say together: options beat environment beats config.
struct Settings {
  var api = APIConfiguration()
  var userToken: TokenSource?
  /// What `komet login` keeps for the profile; used while nothing else gives a user token.
  var tokenFile: TokenFile
  var companyToken: TokenSource?
  var browser = BrowserSettings()
  var keyMap = KeyMap.standard
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
  /// What stands in it: a pipe can't be read twice.
  var config: TOMLDocument?
  /// The profiles in it.
  var profiles: [String] = []
  /// Where the config and a person's themes are.
  var configFolder = ""
  /// The cache's file: one for each profile.
  var cachePath = ""

  /// Reads everything but the tokens' own sources.
  ///
  /// Throws a failure of kind `usage`, with file and line where a file is to blame.
  ///
  /// `config` is what was read before from the same file.
  init(
    _ options: ConnectionOptions, environment: Environment, config: TOMLDocument? = nil
  ) throws(BrowserFailure) {
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
    if let baseURL = options.baseURL { api.baseURL = baseURL }
    browser.isOffline = options.offline
    cachePath = "\(environment.dataFolder)/\(options.profile ?? "default").sqlite"
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
  }

  private mutating func apply(_ environment: Environment) throws(BrowserFailure) {
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
        throw BrowserFailure(error)
      }
    }
    if let id = try environment.integer("KOMET_SALESPERSON_ID") { api.salespersonID = id }
    if let id = try environment.integer("KOMET_LOCATION_ID") { api.locationID = id }
  }

  /// The configuration with the tokens in it, for the client.
  ///
  /// Runs the token commands, so it is asked for only when the server is.
  func apiConfiguration() throws(BrowserFailure) -> APIConfiguration {
    var api = api
    api.userToken = try userToken?.token(for: "token_command")
    api.companyToken = try companyToken?.token(for: "company_token_command")
    guard api.userToken != nil || api.companyToken != nil else { throw .noToken }
    return api
  }
}

extension BrowserFailure {
  /// Nobody said whose customers to ask for.
  static let noToken = BrowserFailure(
    .usage, what: "There is no token yet, so the server would tell nothing.",
    advice: """
      Run komet login, or set KOMET_TOKEN (a user token, with KOMET_ACCOUNT) or KOMET_COMPANY_TOKEN, in the \
      environment or the config; or look around with made-up customers: komet --demo
      """)
}
