import ArgumentParser
import CustomerBrowser
import Foundation
import KometAPI
import TerminalText
import TerminalUI
import Wording

/// `komet login`: a user name and a password for a token.
struct LoginCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "login",
    abstract: "Exchange a user name and a password for a token, and keep the token.",
    discussion: """
      Asks for what is not given; the password does not show and is not kept. The token goes to a file of yours \
      alone, beside the config, and counts while neither the environment nor the config gives another one. \
      Examples:
        komet login
        komet login --user ana --password-command pass show komet
        komet login --user ana --password-stdin < password.txt
      """)

  @Option(help: ArgumentHelp("Your user name at Komet Sales; asked for if not given.", valueName: "name"))
  var user: String?

  @Flag(help: "Write the token to stdout rather than keep it.")
  var print = false

  @Flag(help: "Read the password from stdin: its first line.")
  var passwordStdin = false

  @OptionGroup(title: "Account") var connection: ConnectionOptions

  @Option(
    parsing: .remaining,
    help: ArgumentHelp(
      "A program whose first line is the password, and its arguments: all that follows.",
      valueName: "command"))
  var passwordCommand: [String] = []

  mutating func validate() throws {
    if connection.demo != nil { throw ValidationError("With --demo there is nobody to log in to.") }
    if passwordStdin, !passwordCommand.isEmpty {
      throw ValidationError(
        "The password comes from --password-stdin or from --password-command, not from both.")
    }
    if connection.offline { throw ValidationError("--offline forbids what login does.") }
  }

  func run() throws {
    let settings = try Settings(connection, environment: Environment())
    try KometLogin.check(settings.api)
    let userName = try user ?? TerminalPrompt().line("User name: ")
    let password = try password(of: userName)
    let token = try KometLogin.token(of: userName, password, settings.api)
    guard !print else {
      try StandardOutput.write(token.exposed + "\n")
      return
    }
    try settings.tokenFile.keep(token)
    let path = settings.tokenFile.path
    StandardError.write(line: "Logged in as \(userName); the token is in \(path)")
    for remark in remarks(settings) { StandardError.write(line: "komet: \(remark)") }
  }

  private func password(of userName: String) throws -> Secret {
    if passwordStdin { return try passwordFromStdin() }
    guard passwordCommand.isEmpty else {
      let what = "The password command gave no password."
      return try SecretCommand(
        arguments: passwordCommand, what: what,
        otherWay: "For a password from a pipe there is --password-stdin."
      ).run()
    }
    return try TerminalPrompt().secret("Password of \(visibleText(userName)): ")
  }

  /// Far more than any password has.
  private static let maxPasswordBytes = 64 << 10

  /// The first line of stdin, with its blanks, which may be part of a password.
  private func passwordFromStdin() throws -> Secret {
    let advice = "Pipe it in, for example: komet login --user ana --password-stdin < password.txt"
    guard isatty(STDIN_FILENO) == 0 else {
      throw UserFacingError(
        .usage, what: "The password would be seen: stdin is the terminal.",
        advice: "\(advice); or leave --password-stdin out to be asked.")
    }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4 << 10)
    while bytes.count <= Self.maxPasswordBytes, !bytes.contains(UInt8(ascii: "\n")) {
      let count = read(STDIN_FILENO, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += piece[..<count]
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let line = text.drop { $0 == "\u{FEFF}" }.prefix { !$0.isNewline }
    guard !line.isEmpty, bytes.count <= Self.maxPasswordBytes else {
      throw UserFacingError(.usage, what: "There is no password on stdin.", advice: advice)
    }
    return Secret(String(line))
  }

  /// What still stands between the token and the customers.
  private func remarks(_ settings: Settings) -> [String] {
    var remarks: [String] = []
    switch settings.userToken {
    case .value, .command:
      remarks.append("KOMET_TOKEN or the config gives another token, which counts first.")
    case .file, nil: break
    }
    if settings.api.account == nil {
      remarks.append(
        "A user token needs your company's id besides: run komet setup, or set KOMET_ACCOUNT, or `account` in [api]."
      )
    }
    return remarks
  }
}

extension KometLogin {
  /// Checks the settings; nothing is sent.
  fileprivate static func check(_ api: APIConfiguration) throws(UserFacingError) {
    do {
      _ = try KometLogin(api)
    } catch {
      throw UserFacingError(error)
    }
  }

  /// Waits for the token of a user.
  static func token(
    of userName: String, _ password: Secret, _ api: APIConfiguration
  ) throws(UserFacingError) -> Secret {
    let outcome = waiting { () async -> Result<Secret, KometAPIError> in
      do throws(KometAPIError) {
        return .success(try await KometLogin(api).userToken(userName: userName, password: password))
      } catch {
        return .failure(error)
      }
    }
    do {
      return try outcome.get()
    } catch {
      throw UserFacingError(error)
    }
  }
}

/// `komet logout`: forgets the token that `komet login` keeps.
struct LogoutCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logout",
    abstract: "Remove the token that login keeps.",
    discussion: """
      The server keeps it valid: if somebody else has it, change your password. Examples:
        komet logout
        komet logout --profile north
      """)

  @OptionGroup(title: "Account") var connection: ConnectionOptions

  func run() throws {
    let file = try Settings(connection, environment: Environment()).tokenFile
    let words = try file.remove() ? "The token is gone from" : "komet: There was no token in"
    StandardError.write(line: "\(words) \(file.path)")
  }
}
