import CustomerBrowser
import KometAPI

/// Where a token comes from.
enum TokenSource {
  case value(Secret)
  /// The first line that a program prints: its path or name, and its arguments.
  case command([String])
  /// What `komet login` keeps.
  case file(TokenFile)

  /// The token; `setting` is the command's name in the config, for messages.
  func token(for setting: String) throws(BrowserFailure) -> Secret {
    switch self {
    case .value(let token): token
    case .command(let arguments):
      try SecretCommand(arguments: arguments, what: "The program in [api] \(setting) gave no token.").run()
    case .file(let file): try file.token()
    }
  }
}
