import ArgumentParser
import Foundation

/// `komet manual`: the manual page, for `make install`.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Write the manual page to stdout.", shouldDisplay: false)

  func run() throws {
    let dump = Data(Komet._dumpHelp().utf8)
    let document = try JSONDecoder().decode(CommandDescription.Document.self, from: dump)
    try StandardOutput.write(ManualPage(root: document.command, version: Komet.version).text)
  }
}

/// The manual page of the program, made from its commands.
///
/// Source: man(7), man-pages(7).
struct ManualPage {
  let root: CommandDescription
  let version: String

  var text: String {
    var page = RoffText()
    page.macro("TH", root.commandName.uppercased(), "1", "", "komet \(version)", "User Commands")
    page.macro("SH", "NAME")
    page.line("\(root.commandName) - \(Self.phrase(root.abstract))")
    page.macro("SH", "SYNOPSIS")
    page.bold(root.commandName, plain: "[command] [options] [arguments]")
    page.macro("SH", "DESCRIPTION")
    page.paragraphs(root.discussion ?? "")
    page.macro("SH", "COMMANDS")
    for command in root.shownSubcommands { add(command, path: "", to: &page) }
    addSharedOptions(to: &page)
    for (title, entries) in Self.closingSections {
      page.macro("SH", title)
      for (name, words) in entries { page.entry(name, words) }
    }
    return page.text
  }

  private func add(_ command: CommandDescription, path: String, to page: inout RoffText) {
    let name = path + command.commandName
    let arguments = command.ownArguments
    page.macro(
      "SS", ([name] + arguments.filter { $0.kind == .positional }.map(\.spelling)).joined(separator: " "))
    page.line(command.abstract ?? "")
    for argument in arguments where argument.sectionTitle == nil {
      page.entry(argument.spelling, argument.abstract ?? "")
    }
    if let discussion = command.discussion {
      page.macro("PP")
      page.paragraphs(discussion)
    }
    for subcommand in command.shownSubcommands { add(subcommand, path: name + " ", to: &page) }
  }

  /// The options that several commands have, once each.
  private func addSharedOptions(to page: inout RoffText) {
    var titles: [String] = []
    var arguments: [String: [CommandDescription.Argument]] = [:]
    for argument in Self.allArguments(of: root) {
      guard let title = argument.sectionTitle, arguments[title]?.contains(argument) != true else { continue }
      if arguments[title] == nil { titles.append(title) }
      arguments[title, default: []].append(argument)
    }
    page.macro("SH", "OPTIONS")
    page.line("Most commands take these as well; --help after a command lists exactly what it takes.")
    for title in titles {
      page.macro("SS", title)
      for argument in arguments[title] ?? [] { page.entry(argument.spelling, argument.abstract ?? "") }
    }
  }

  private static func allArguments(of command: CommandDescription) -> [CommandDescription.Argument] {
    command.ownArguments + command.shownSubcommands.flatMap(allArguments)
  }

  /// A sentence as a phrase: without the capital and the full stop.
  private static func phrase(_ sentence: String?) -> String {
    let sentence = sentence ?? ""
    let end = sentence.hasSuffix(".") ? sentence.dropLast() : sentence[...]
    return end.prefix(1).lowercased() + end.dropFirst()
  }

  private static let closingSections: [(title: String, entries: [(name: String, words: String)])] = [
    (
      "EXIT STATUS",
      [
        ("0", "Done."), ("1", "No customer matched."), ("2", "Wrong usage."),
        ("3", "Refused by the server: token or account."), ("4", "Server not reached."),
        ("5", "Answer not understood."), ("6", "File or cache trouble."), ("130", "Interrupted."),
      ]
    ),
    (
      "ENVIRONMENT",
      [
        ("KOMET_TOKEN", "A user token."), ("KOMET_COMPANY_TOKEN", "A company or vendor token."),
        ("KOMET_ACCOUNT", "The id of the company; goes with the user token."),
        ("KOMET_SALES_CHANNEL", "WEB_APP, MOBILE_APP, K2K or ECOMMERCE_LITE."),
        ("KOMET_BASE_URL", "The address of the API."),
        ("KOMET_SALESPERSON_ID", "Which customers are yours, without a user token."),
        ("KOMET_LOCATION_ID", "One location of a company with several."),
        ("KOMET_CONFIG", "The config file."),
        ("HTTPS_PROXY, ALL_PROXY", "The proxy that the server is asked through."),
        ("NO_PROXY", "The hosts that are asked without it."), ("NO_COLOR", "If set, no colours are used."),
      ]
    ),
    (
      "SECURITY",
      [
        (
          "Other users of the machine",
          """
          Token, cache, notes and session are files that only you can read; a token in a file that \
          others may read is refused. No token or password stands in an argument list, a message, \
          a log or an export. Exports obey your umask; files that you name are yours to protect.
          """
        ),
        (
          "The network",
          """
          HTTPS with verified certificates, which nothing turns off (ca_file adds an authority); \
          redirects only within the same host; plain HTTP only to this machine. The API has the \
          token in the address of a request, so whoever runs the server, or a proxy that opens \
          HTTPS with an authority you trust, sees it.
          """
        ),
        (
          "A hostile server",
          """
          Answers are limited in size (answer_limit_mb) and time, and refused as a whole if they \
          are no whole answer; many customers missing at once are not taken for gone until you say \
          so. What it tells about customers is believed.
          """
        ),
        (
          "Hostile names",
          """
          Control characters and hidden letters are shown as visible signs, on the screen and in \
          messages. Cells that a spreadsheet would run get an apostrophe (not with --raw, TSV or \
          JSON). Your own commands get values as arguments, without a shell; what they do with \
          them is theirs.
          """
        ),
        (
          "A lost laptop",
          """
          Nothing here is encrypted: use the disk's encryption. Change your Komet Sales password, \
          and have the company token replaced; komet logout removes the kept token only. A \
          token_command keeps tokens in a password manager.
          """
        ),
        (
          "Not protected from",
          """
          The machine's administrator, programs that run as you, and whoever reads your screen, \
          clipboard or exports.
          """
        ),
      ]
    ),
    (
      "FILES",
      [
        ("$XDG_CONFIG_HOME/komet/config.toml", "The config; komet setup or komet config init writes one."),
        (
          "/etc/xdg/komet/config.toml",
          "The config for everybody on the machine, under the person's own; XDG_CONFIG_DIRS names other folders."
        ),
        (
          "$XDG_CONFIG_HOME/komet/token",
          "The token that komet setup and komet login keep; token-NAME for a profile."
        ),
        ("$XDG_CONFIG_HOME/komet/themes/", "Themes of your own."),
        ("$XDG_DATA_HOME/komet/", "The cache, one file a profile."),
        (
          "$XDG_DATA_HOME/komet/notes/",
          "Stars, notes, follow-ups and who is not the same, one file a profile, with a copy for each of the last 7 days."
        ),
      ]
    ),
  ]
}

extension CommandDescription.Argument {
  /// `--limit <count>`, `[<query> ...]`.
  fileprivate var spelling: String {
    let value = "<\(valueName)>\(isRepeating ? " ..." : "")"
    switch kind {
    case .positional: return isOptional ? "[\(value)]" : value
    case .flag: return (names ?? []).map(\.spelling).joined(separator: ", ")
    case .option:
      return ConnectionOptions.showingOptionalDemoCount(
        in: (names ?? []).map(\.spelling).joined(separator: ", ") + " " + value)
    }
  }
}

/// What the argument parser tells of a command (`--experimental-dump-help`).
struct CommandDescription: Decodable {
  let commandName: String
  let abstract: String?
  let discussion: String?
  let shouldDisplay: Bool
  let subcommands: [CommandDescription]?
  let arguments: [Argument]?

  struct Argument: Decodable, Equatable {
    let kind: Kind
    let names: [Name]?
    let valueName: String
    let abstract: String?
    /// The title of the group that several commands share.
    let sectionTitle: String?
    let isOptional: Bool
    let isRepeating: Bool
    let shouldDisplay: Bool
  }

  enum Kind: String, Decodable {
    case positional
    case option
    case flag
  }

  struct Name: Decodable, Equatable {
    let kind: String
    let name: String

    var spelling: String { kind == "long" ? "--\(name)" : "-\(name)" }
  }

  /// The whole of it, as the parser wraps it up.
  struct Document: Decodable {
    let command: CommandDescription
  }

  var shownSubcommands: [CommandDescription] {
    (subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
  }

  /// The arguments but for those that every command has.
  var ownArguments: [Argument] {
    (arguments ?? []).filter { argument in
      argument.shouldDisplay && argument.names?.contains { ["help", "version"].contains($0.name) } != true
    }
  }
}
