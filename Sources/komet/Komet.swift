import ArgumentParser
import CustomerBrowser
import CustomerStore
import Foundation
import KometAPI
import TerminalText
import TerminalUI
import Wording

/// The program: reads the command line, runs a command, and turns what failed into a sentence and an exit code.
///
/// This room joins the others. In reading order:
/// - `Commands`: a file for each, and `Options`, which they share, with what shells complete;
/// - `Settings`: options, environment and config become `Settings`; where a token comes from (`TokenSource`);
/// - `Wiring`: a `Session` gives the customers of an account, from cache and server (`CachedAccount`);
/// - `Doctor`: what can be wrong, and what to do; `Manual`: the manual page, made of the commands;
/// - `Output`: stdin, stdout and stderr, the password's prompt, ^C; `Processes`: other programs; `ExitStatus`: what the
///   shell is told.
@main
struct Komet: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "komet",
    abstract: "Browse, filter and export the customers that a company keeps in Komet Sales.",
    discussion: """
      Without a command, opens the browser. Examples:
        komet --demo
        komet setup
        komet list mejia
        komet export mine.xlsx --scope mine
        komet doctor
      """,
    version: version,
    subcommands: [
      BrowseCommand.self, ListCommand.self, CountCommand.self, ExportCommand.self, ShowCommand.self,
      SyncCommand.self, ChangesCommand.self, DuplicatesCommand.self, ContactsCommand.self, NotesCommand.self,
      SetupCommand.self, LoginCommand.self, LogoutCommand.self,
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
      if fullMessage(for: error) == version {
        try StandardOutput.write(VersionReport(executable: Bundle.main.executablePath ?? "").text)
        return ExitStatus.done.rawValue
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

/// What `komet --version` tells: the version, alone on its line, and what else a report of a fault should say.
struct VersionReport {
  /// The program's own file.
  let executable: String

  var text: String {
    let lines = [
      Komet.version,
      build.map { "commit \($0.commit), built \($0.date)" } ?? "commit unknown, as it was built without make",
      NetworkLibrary.version ?? "libcurl is not here",
      "SQLite \(CacheLibrary.version)",
      TerminalCapabilities.libraryVersion,
    ]
    return lines.map { visibleText($0) }.joined(separator: "\n") + "\n"
  }

  /// What `make` noted beside the program, or below `share` where it is installed; so that nothing need be built anew
  /// because of another commit.
  private var build: (commit: Substring, date: Substring)? {
    let file = URL(fileURLWithPath: executable).resolvingSymlinksInPath()
    let beside = file.deletingLastPathComponent().appending(path: "komet-build.txt")
    let installed = file.deletingLastPathComponent().deletingLastPathComponent().appending(
      path: "share/komet/build")
    // One that is older than the program is about another one.
    let isNew = Self.date(of: beside).map { $0 >= Self.date(of: file) ?? .distantFuture } == true
    guard let note = try? String(contentsOf: isNew ? beside : installed, encoding: .utf8) else { return nil }
    let words = note.split(whereSeparator: \.isWhitespace)
    return words.count == 2 ? (words[0], words[1]) : nil
  }

  private static func date(of file: URL) -> Date? {
    try? FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate] as? Date
  }
}
