import ArgumentParser
import CustomerBrowser
import Files
import Foundation
import KometAPI
import TerminalText
import TerminalUI
import Wording

/// `komet config`: the settings.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Write, find, show and check the config.",
    discussion: """
      Examples:
        komet config init
        komet config check
      """,
    subcommands: [Init.self, Path.self, Show.self, Check.self],
    defaultSubcommand: Show.self)

  /// `komet config init`.
  struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "init",
      abstract: "Write a config with every setting explained; an existing one stays.",
      discussion: """
        Examples:
          komet config init
          komet config init --config north.toml
        """)

    @Option(
      help: ArgumentHelp("The file to write instead of the usual one.", valueName: "file"),
      completion: .file(extensions: ["toml"]))
    var config: String?

    func run() throws {
      let path = Settings.path(named: config, Environment())
      do {
        try PrivateFile(path: path).write(ConfigTemplate.text, replacing: false)
      } catch {
        switch error {
        case .exists:
          throw UserFacingError(
            .file, what: "There is a config \(path) already.", advice: "Edit it, or move it away first.")
        case .failed(let failure): throw failure
        case .cancelled: throw ExitStatus.interrupted
        }
      }
      StandardError.write(
        line: "The config is in \(path); edit it, then run: komet config check")
    }
  }

  /// `komet config path`.
  struct Path: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "path",
      abstract: "Say which config is read, whether or not it is there.",
      discussion: """
        Examples:
          komet config path
          $EDITOR "$(komet config path)"
        """)

    @OptionGroup(title: "Account") var connection: ConnectionOptions

    func run() throws {
      let path = Settings.path(named: connection.config, Environment())
      try StandardOutput.write((StandardOutput.isTerminal ? visibleText(path) : path) + "\n")
    }
  }

  /// `komet config show`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show the settings that count, and which file, variable or option each is from; no secrets.",
      discussion: """
        Examples:
          komet config show
          komet config show --profile north
        """)

    @OptionGroup(title: "Which customers") var view: ViewOptions
    @OptionGroup(title: "Account") var connection: ConnectionOptions

    func run() throws {
      var settings = try Settings(connection, environment: Environment())
      settings.apply(view)
      try StandardOutput.write(settings.text)
    }
  }

  /// `komet config check`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Check every setting of the config and its profiles, without asking the server.",
      discussion: """
        Examples:
          komet config check
          komet config check --config north.toml
        """)

    @OptionGroup(title: "Account") var connection: ConnectionOptions

    func run() throws {
      let environment = Environment()
      let settings = try Settings(connection, environment: environment)
      try settings.check()
      for profile in settings.profiles where connection.profile == nil {
        var options = connection
        options.profile = profile
        try Settings(options, environment: environment, config: settings.config).check()
      }
      let names = settings.profiles.isEmpty ? "" : ", profiles \(settings.profiles.joined(separator: ", "))"
      let path = Settings.path(named: connection.config, environment)
      let words =
        settings.configPath == nil
        ? "There is no config at \(path); environment and options are good" : "\(path) is good\(names)"
      try StandardOutput.write(visibleText(words) + "\n")
    }
  }
}

extension Settings {
  /// Checks what reading them alone can't tell: the theme, and what the API takes.
  ///
  /// Runs no token command and asks no server.
  fileprivate func check() throws(UserFacingError) {
    let folders = ThemeFolders(configFolder: configFolder, executable: Bundle.main.executablePath ?? "")
    do {
      _ = try folders.theme(named: browser.theme)
    } catch {
      throw UserFacingError(error)
    }
    if let problem = keyMap.unreachableKey { throw UserFacingError(problem) }
    var api = api
    api.userToken = try Self.tokenAtHand(userToken)
    api.companyToken = try Self.tokenAtHand(companyToken)
    do {
      _ = try KometClient(api)
    } catch {
      throw UserFacingError(error)
    }
  }

  private static func tokenAtHand(_ source: TokenSource?) throws(UserFacingError) -> Secret? {
    switch source {
    case .value(let token): token
    case .file(let file): try file.token()
    case .command, nil: nil
    }
  }
}
