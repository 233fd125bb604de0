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
