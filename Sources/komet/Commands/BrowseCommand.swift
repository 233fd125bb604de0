import ArgumentParser
import CustomerBrowser
import Foundation
import TerminalUI

/// `komet browse`: the browser.
struct BrowseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "browse",
    abstract: "Open the browser (this is what komet does without a command).",
    discussion: """
      It begins where the last session ended. Examples:
        komet --query 'rep:ana type:wholesale'
        komet --fresh --scope mine --theme nord
        komet --demo
      """)

  @Option(help: ArgumentHelp("What stands in the filter at first.", valueName: "text"))
  var query: String?

  @Option(help: ArgumentHelp("The theme to use.", valueName: "name"), completion: NameCompletion.themes)
  var theme: String?

  @Flag(help: "Draw with ASCII only.")
  var ascii = false

  @Flag(help: "Start as the config says, not as the last session ended.")
  var fresh = false

  @OptionGroup(title: "Which customers") var view: ViewOptions
  @OptionGroup(title: "Account") var connection: ConnectionOptions

  func run() throws {
    guard isatty(STDIN_FILENO) == 1, StandardOutput.isTerminal else { throw BrowserFailure.noTerminal }
    let session = try Session(connection, view: view)
    defer { session.close() }
    var settings = session.settings
    let configured = settings.browser
    let environment = Environment()
    let memory =
      connection.demo == nil
      ? BrowserMemory(folder: environment.stateFolder, profile: connection.profile) : nil
    if let memory { recall(memory, in: &settings) }
    if let query { settings.browser.filter = query }
    do throws(TerminalUIError) {
      let folders = ThemeFolders(
        configFolder: settings.configFolder, executable: Bundle.main.executablePath ?? "")
      let theme = try startTheme(settings, folders)
      let wakeup = try WakeupPipe()
      // Made before the terminal, so that ncurses leaves its signals alone.
      let signals = SignalWatcher(waking: wakeup)
      let terminal = try NcursesTerminal(
        usesColor: environment["NO_COLOR"] == nil, forcesASCII: ascii || settings.usesASCII)
      var browser = BrowserLoop(
        state: BrowserState(settings: settings.browser, now: Date()),
        look: Look(
          theme: theme.quantised(to: terminal.colorDepth), charset: terminal.charset, keyMap: settings.keyMap),
        themes: folders, terminal: terminal, wakeup: wakeup, customers: session.customers)
      withExtendedLifetime(signals) { browser.run() }
      guard let memory else { return }
      var history = browser.state.history
      history.remember(browser.state.filter.text)
      var view = SavedView(browser.state, configured: configured)
      view.theme = browser.themeName == (self.theme ?? settings.theme) ? nil : browser.themeName
      do {
        try memory.append(history.newEntries)
        try memory.save(view)
      } catch {
        StandardError.write(line: "komet: the session could not be kept in \(environment.stateFolder)")
      }
    } catch {
      throw BrowserFailure(error)
    }
  }

  /// Begins where the last session ended, as far as no option says otherwise.
  private func recall(_ memory: BrowserMemory, in settings: inout Settings) {
    if let history = memory.history() {
      settings.browser.history = history
    } else {
      settings.browser.remark = "The filter history can't be read, so there is none"
    }
    guard !fresh else { return }
    do {
      guard let saved = try memory.view() else { return }
      settings.browser.filter = saved.filter ?? settings.browser.filter
      settings.browser.scope = view.scope ?? saved.scope ?? settings.browser.scope
      settings.browser.status = view.status ?? saved.status ?? settings.browser.status
      if view.sort == nil, let order = saved.order { settings.browser.sort = order }
      if let columns = saved.columns, !columns.isEmpty { settings.browser.columns = columns }
      settings.lastTheme = saved.theme
    } catch {
      settings.browser.remark = "The last session can't be read, so this one starts afresh"
    }
  }

  /// The theme of the option, else of the last session, else of the config.
  private func startTheme(
    _ settings: Settings, _ folders: ThemeFolders
  ) throws(TerminalUIError) -> Theme {
    // A theme of the last session that is gone by now is no reason not to start.
    if theme == nil, let last = settings.lastTheme, let theme = try? folders.theme(named: last) {
      return theme
    }
    return try folders.theme(named: theme ?? settings.theme)
  }
}

extension BrowserFailure {
  static let noTerminal = BrowserFailure(
    .usage, what: "The browser needs a terminal.",
    advice: "In a script or a pipe, use komet list; see komet list --help.")
}
