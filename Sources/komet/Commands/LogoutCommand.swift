import ArgumentParser
import TerminalUI

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
