import ArgumentParser
import CustomerBrowser
import KometAPI
import Wording

/// Which account is asked, and where.
struct ConnectionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The profile of the config to use.", valueName: "name"),
    completion: NameCompletion.profiles)
  var profile: String?

  @Option(
    help: ArgumentHelp("The config file to read instead of the usual one.", valueName: "file"),
    completion: .file(extensions: ["toml"]))
  var config: String?

  @Option(help: ArgumentHelp("The address of the API.", valueName: "url"))
  var baseURL: String?

  @Flag(help: "Never ask the server; use what the cache has.")
  var offline = false

  @Option(
    help: ArgumentHelp(
      "Use a sample server with so many made-up customers (\(standardDemoCount) if not told).",
      valueName: "count"))
  var demo: Int?

  /// Refuses to insist on the server and to forbid it at once.
  func check(refreshing: Bool) throws {
    guard offline, refreshing else { return }
    throw ValidationError("--offline forbids what --refresh insists on: leave one of them out.")
  }

  private static let standardDemoCount = 5_000

  /// Gives a bare `--demo` its number: the parser knows no options with a value that may be left out.
  ///
  /// Throws if a number follows, which may have been meant as that one or as something to look for.
  static func spellingOutDemo(_ arguments: [String]) throws(UserFacingError) -> [String] {
    let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
    for (word, next) in zip(arguments[..<end], arguments[..<end].dropFirst())
    where word == demoOption && !next.isEmpty && next.allSatisfy(\.isNumber) {
      throw UserFacingError(
        .usage, what: "Did you mean \(demoOption)=\(next)?",
        advice: "If \(next) is what to look for, put it before \(demoOption).")
    }
    return arguments[..<end].map { $0 == demoOption ? "\(demoOption)=\(standardDemoCount)" : $0 }
      + arguments[end...]
  }

  private static let demoOption = "--demo"

  /// A help text in which that option looks as it is written; what stands in a column behind it stays there.
  static func showingOptionalDemoCount(in help: String) -> String {
    help.replacing(/--demo <count>(?:  )?/, with: "--demo[=<count>]")
  }
}
