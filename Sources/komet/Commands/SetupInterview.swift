import CustomerBrowser
import Foundation
import KometAPI
import TerminalText
import TerminalUI
import Wording

/// What the person has, asked for in words that they know, each tried on the server before the next.
///
/// What the server does not take is told and asked for again. Nothing is written.
struct SetupInterview {
  let prompt: TerminalPrompt
  /// At first what was set before, afterwards what the server takes.
  private(set) var api: APIConfiguration
  /// What all that has cost of the company's requests.
  private(set) var requestCount = 0

  init(_ prompt: TerminalPrompt, before api: APIConfiguration) {
    self.prompt = prompt
    self.api = api
    self.api.userToken = nil
    self.api.companyToken = nil
  }

  /// Throws a failure of kind `usage` if the person has neither a login nor a token.
  mutating func run() throws {
    try askServer()
    try askUser()
    if api.companyToken == nil { try askCompanyToken() }
    guard api.userToken != nil || api.companyToken != nil else { throw UserFacingError.nothingToAskWith }
    if api.userToken == nil { try askSalesperson() }
  }

  /// What the tokens let komet show.
  var outlook: [String] {
    guard api.companyToken != nil else {
      return [
        "You will see all customers of your company by name and id, and which are yours.",
        "For their details you would need the company's token besides.",
      ]
    }
    let all = "You will see all customers of your company with every detail"
    guard api.userToken == nil else { return ["\(all), and which are yours."] }
    return [
      "\(all),",
      api.salespersonID.map { "and those of salesperson \($0) as yours." } ?? "but not which are yours.",
    ]
  }

  private mutating func askServer() throws {
    while true {
      let answer = try prompt.line("Server (Enter for \(visibleText(api.baseURL))): ")
      var tried = api
      if !answer.isEmpty { tried.baseURL = answer }
      let isReached = try ServerChecks(api: tried).run { name, finding in
        switch finding {
        case .good where name != "server", .absent: break
        case .good, .warning, .bad: tell(name, finding)
        }
      }
      guard isReached else { continue }
      api = tried
      return
    }
  }

  /// A user name and a password, or a user token, and the company's id, which goes with them.
  private mutating func askUser() throws {
    while true {
      let name = try prompt.line("Your user name at Komet Sales (Enter if you have a token instead): ")
      guard name.isEmpty else {
        guard let token = try logIn(name) else { continue }
        while try !accepts(userToken: token) {}
        return
      }
      let answer = try prompt.secret("Your user token, which does not show (Enter if you have none): ")
      guard let token = Secret(trimming: answer.exposed) else { return }
      if try accepts(userToken: token) { return }
    }
  }

  private mutating func logIn(_ userName: String) throws -> Secret? {
    let password = try prompt.secret("Your password, which does not show: ")
    do throws(UserFacingError) {
      requestCount += 1
      let token = try KometLogin.token(of: userName, password, api)
      tell("login", .good("the server knows you"))
      return token
    } catch {
      tell("login", .bad(error))
      return nil
    }
  }

  /// Asks for the company's id and tries both; true if they fit, or if it is the company's token after all.
  private mutating func accepts(userToken token: Secret) throws -> Bool {
    let before = api.account.map { " (Enter for \(visibleText($0)))" } ?? ""
    let answer = try prompt.line("Your company's id, a number from Komet Sales\(before): ")
    var tried = api
    tried.userToken = token
    if !answer.isEmpty { tried.account = answer }
    let outcome = try tryOut { [tried] in await TokenChecks(api: tried).userToken() }
    if outcome.isOfOtherKind {
      tell("company token", .good("that is the company's token, and the server takes it"))
      api.companyToken = token
      return true
    }
    tell("user token", outcome.finding)
    guard case .good = outcome.finding else { return false }
    api = tried
    return true
  }

  private mutating func askCompanyToken() throws {
    while true {
      let answer = try prompt.secret(
        "The company's token, for every detail; it does not show (Enter if none): ")
      guard let token = Secret(trimming: answer.exposed) else { return }
      var tried = api
      tried.companyToken = token
      let outcome = try tryOut { [tried] in await TokenChecks(api: tried).companyToken() }
      tell("company token", outcome.finding)
      guard case .good = outcome.finding else { continue }
      api = tried
      return
    }
  }

  private mutating func askSalesperson() throws {
    let before = api.salespersonID.map { "Enter for \($0)" } ?? "Enter if you don't know it"
    while true {
      let answer = try prompt.line("Your id as a salesperson, to know which are yours (\(before)): ")
      guard !answer.isEmpty else { return }
      if let id = UInt64(answer), Int(exactly: id) != nil {
        api.salespersonID = id
        return
      }
      StandardError.write(line: "  That is no whole number, such as 1819.")
    }
  }

  private mutating func tryOut(
    _ ask: @escaping @Sendable () async -> TokenChecks.Outcome
  ) throws -> TokenChecks.Outcome {
    let outcome = waiting(ask)
    requestCount += outcome.requestCount
    return outcome
  }

  /// As `komet doctor` tells it.
  private func tell(_ name: String, _ finding: Finding) {
    let charset: Charset = CharacterLocale.current.isUTF8 ? .unicode : .ascii
    StandardError.write(finding.text(named: name, in: charset, width: StandardOutput.columns))
  }
}

extension UserFacingError {
  fileprivate static let nothingToAskWith = UserFacingError(
    .usage, what: "Without a user name or a token the server tells nothing, so nothing was written.",
    advice:
      "Ask Komet Sales, or whoever looks after it in your company; until then, look around with komet --demo")
}
