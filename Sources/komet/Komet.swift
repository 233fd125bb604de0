import ArgumentParser
import CustomerBrowser
import Foundation
import Wording

/// The program: reads the command line, runs a command, and turns what failed into a sentence and an exit code.
///
/// This room joins the others. In reading order:
/// - `Commands`: a file for each, and `Options`, which they share, with what shells complete;
/// - `Settings`: options, environment and config become `Settings`; where a token comes from (`TokenSource`);
/// - `Wiring`: a `Session` gives the customers of an account, from cache and server (`CachedAccount`);
/// - `Doctor`: what can be wrong, and what to do; `Manual`: the manual page, made of the commands;
/// - `Output`, `Terminal`, `Processes`: stdout and stderr, the password's prompt, other programs.
@main
struct Komet: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "komet",
    abstract: "Browse, filter and export the customers that a company keeps in Komet Sales.",
    discussion: """
      Without a command, opens the browser. Examples:
        komet --demo
        komet list mejia
        komet export mine.xlsx --scope mine
        komet doctor
      """,
    version: version,
    subcommands: [
      BrowseCommand.self, ListCommand.self, CountCommand.self, ExportCommand.self, ShowCommand.self,
      SyncCommand.self, ChangesCommand.self, DuplicatesCommand.self, ContactsCommand.self, NotesCommand.self,
      LoginCommand.self, LogoutCommand.self,
      ConfigCommand.self,
      DoctorCommand.self,
      ThemesCommand.self, SimulateCommand.self, ManualCommand.self,
    ],
    defaultSubcommand: BrowseCommand.self)

  static func main() {
    StandardDescriptors.fillGaps()
    // Writing into a closed pipe, or beyond the size that files may have, then fails like any other write.
    for number in [SIGPIPE, SIGXFSZ] { signal(number, SIG_IGN) }
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      if let script = CompletionScript(arguments) { return try StandardOutput.write(script.text) }
      if arguments.first == CompletedKomet.request { _ = try CompletedKomet.parseAsRoot(arguments) }
      if let failure = UserFacingError.unknownCommand(in: arguments, of: Komet.self) { throw failure }
      var command = try parseAsRoot(try ConnectionOptions.spellingOutDemo(arguments))
      try command.run()
    } catch {
      Foundation.exit(status(after: error, arguments))
    }
  }

  /// Tells what ended the command, and returns what to tell the shell.
  private static func status(after error: any Error, _ arguments: [String]) -> Int32 {
    do {
      if let status = error as? ExitStatus { return status.rawValue }
      if let failure = error as? UserFacingError { throw failure }
      // The parser throws its help as well.
      guard exitCode(for: error).isSuccess else {
        throw UserFacingError.wrongUsage(error, of: Komet.self, in: arguments)
      }
      let help = ConnectionOptions.showingOptionalDemoCount(in: fullMessage(for: error))
      try StandardOutput.write(help + "\n")
      return ExitStatus.done.rawValue
    } catch let failure as UserFacingError {
      StandardError.write(failure)
      return ExitStatus(failure.kind).rawValue
    } catch {
      return (error as? ExitStatus ?? .wrongUsage).rawValue
    }
  }
}
