import CustomerBrowser
import Foundation
import KometAPI
import TerminalUI

/// Checks everything that the browser needs, and says what to do where something is wrong.
struct Doctor {
  let options: ConnectionOptions
  let environment: Environment

  /// Calls `tell` with each finding as it comes; returns what the program should end with.
  func run(tell: (_ name: String, Finding) throws -> Void) throws -> ExitStatus {
    var status = ExitStatus.done
    func check(_ name: String, _ finding: Finding) throws {
      try tell(name, finding)
      if case .bad(let failure) = finding, status == .done { status = ExitStatus(failure.kind) }
    }
    do {
      let settings = try Settings(options, environment: environment)
      try check("config", config(settings))
      try check("theme", theme(settings))
      try check("terminal", terminal)
      try check("characters", characters)
      let session = try Session(options)
      let api = try session.settings.apiConfiguration()
      try check(
        "user token",
        api.userToken == nil ? .absent("not set: a company token alone tells all but whose") : .good("set"))
      try check(
        "company token",
        api.companyToken == nil ? .absent("not set: only ids and names are told") : .good("set"))
      for (name, finding) in try Self.askServer(api) { try check(name, finding) }
    } catch let failure as BrowserFailure {
      try check("settings", .bad(failure))
    }
    return status
  }

  private func config(_ settings: Settings) -> Finding {
    if let path = settings.configPath { return .good(path) }
    return .absent("none at \(settings.configFolder)/config.toml; the environment and the options count")
  }

  private func theme(_ settings: Settings) -> Finding {
    let folders = ThemeFolders(
      configFolder: settings.configFolder, executable: Bundle.main.executablePath ?? "")
    do {
      _ = try folders.theme(named: settings.theme)
      return .good("\(settings.theme) (there is \(folders.names.joined(separator: ", ")))")
    } catch {
      return .bad(BrowserFailure(error))
    }
  }

  private var terminal: Finding {
    guard isatty(STDIN_FILENO) == 1, StandardOutput.isTerminal else {
      return .absent("none here; komet list works")
    }
    let colors = environment["NO_COLOR"] == nil ? "" : ", without colours (NO_COLOR)"
    return .good("\(environment["TERM"] ?? "TERM is not set")\(colors)")
  }

  private var characters: Finding {
    environment.isUTF8
      ? .good("UTF-8") : .absent("the locale has no UTF-8, so lines and accents are drawn with ASCII")
  }
}
