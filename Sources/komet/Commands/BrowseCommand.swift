import ArgumentParser
import CustomerBrowser
import Foundation
import TerminalUI

/// `komet browse`: the browser.
struct BrowseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "browse",
    abstract: "Open the browser (this is what komet does without a command).")

  @Option(help: ArgumentHelp("What stands in the filter at first.", valueName: "text"))
  var query: String?

  @Option(help: ArgumentHelp("The theme to use.", valueName: "name"), completion: NameCompletion.themes)
  var theme: String?

  @Flag(help: "Draw with ASCII only.")
  var ascii = false

  @OptionGroup(title: "Which customers") var view: ViewOptions
  @OptionGroup(title: "Account") var connection: ConnectionOptions

  func run() throws {
    guard isatty(STDIN_FILENO) == 1, StandardOutput.isTerminal else { throw BrowserFailure.noTerminal }
    let session = try Session(connection, view: view)
    defer { session.close() }
    var settings = session.settings
    if let query { settings.browser.filter = query }
    let environment = Environment()
    do throws(TerminalUIError) {
      let folders = ThemeFolders(
        configFolder: settings.configFolder, executable: Bundle.main.executablePath ?? "")
      let theme = try folders.theme(named: self.theme ?? settings.theme)
      let wakeup = try WakeupPipe()
      // Made before the terminal, so that ncurses leaves its signals alone.
      let signals = SignalWatcher(waking: wakeup)
      let terminal = try NcursesTerminal(
        usesColor: environment["NO_COLOR"] == nil, forcesASCII: ascii || settings.usesASCII)
      var browser = BrowserLoop(
        state: BrowserState(settings: settings.browser, now: Date()),
        look: Look(
          theme: theme.quantised(to: terminal.colorDepth), charset: terminal.charset, keyMap: .standard),
        terminal: terminal, wakeup: wakeup, customers: session.customers)
      withExtendedLifetime(signals) { browser.run() }
    } catch {
      throw BrowserFailure(error)
    }
  }
}

extension BrowserFailure {
  static let noTerminal = BrowserFailure(
    .usage, what: "The browser needs a terminal.",
    advice: "In a script or a pipe, use komet list; see komet list --help.")
}
