import ArgumentParser
import CustomerBrowser
import Foundation

/// The program: reads the command line, runs a command, and turns what failed into a sentence and an exit code.
@main
struct Komet: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "komet",
    abstract: "Browse, filter and export the customers that a company keeps in Komet Sales.",
    discussion: """
      Without a command, opens the browser. To look around without an account: komet --demo
      """,
    version: version,
    subcommands: [
      BrowseCommand.self, ListCommand.self, ExportCommand.self, ShowCommand.self, SyncCommand.self,
      ChangesCommand.self, LoginCommand.self, LogoutCommand.self, ConfigCommand.self, DoctorCommand.self,
      ThemesCommand.self, SimulateCommand.self,
    ],
    defaultSubcommand: BrowseCommand.self)

  static func main() {
    // Writing into a closed pipe then fails like any other write.
    signal(SIGPIPE, SIG_IGN)
    do {
      let arguments = Array(CommandLine.arguments.dropFirst())
      if let failure = BrowserFailure.unknownCommand(in: arguments, of: Komet.self) { throw failure }
      var command = try parseAsRoot(ConnectionOptions.spellingOutDemo(arguments))
      try command.run()
    } catch let failure as BrowserFailure {
      StandardError.write(failure)
      exit(ExitStatus(failure.kind))
    } catch let status as ExitStatus {
      exit(status)
    } catch {
      exit(reporting: error)
    }
  }

  /// Ends with what the argument parser says: help on stdout, or a wrong usage on stderr.
  private static func exit(reporting error: any Error) -> Never {
    let text = fullMessage(for: error)
    guard exitCode(for: error).isSuccess else {
      StandardError.write(line: text)
      exit(.wrongUsage)
    }
    print(text)
    exit(.done)
  }

  private static func exit(_ status: ExitStatus) -> Never {
    Foundation.exit(status.rawValue)
  }
}
