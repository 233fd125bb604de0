import ArgumentParser

/// The program as shells complete it: the options of the browser stand without a command, too.
///
/// The parser itself looks for them in the default command, of which its completions know nothing.
struct CompletedKomet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: Komet.configuration.commandName, abstract: Komet.configuration.abstract,
    version: Komet.version, subcommands: Komet.configuration.subcommands)

  @OptionGroup var browse: BrowseCommand

  /// What asks the program for completions, as the scripts do.
  static let request = "---completion"
}
