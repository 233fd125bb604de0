import ArgumentParser
import CustomerBrowser
import Foundation
import TerminalUI
import Wording

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

  @Flag(help: "Start as the config says, not as the last session ended; marks stay.")
  var fresh = false

  @OptionGroup(title: "Which customers") var view: ViewOptions
  @OptionGroup(title: "Which customers") var saved: SavedViewOption
  @OptionGroup(title: "Account") var connection: ConnectionOptions

  func run() throws {
    guard isatty(STDIN_FILENO) == 1, StandardOutput.isTerminal else { throw UserFacingError.noTerminal }
    let session = try startSession()
    defer { session.close() }
    var settings = session.settings
    let environment = Environment()
    let memory =
      connection.demo == nil
      ? SessionStore(folder: environment.stateFolder, profile: connection.profile) : nil
    if let query { settings.browser.filter = query }
    if let theme { settings.browser.theme = theme }
    settings.browser.isRemembered = memory != nil
    var recollection = memory.map(recall) ?? RestoredSession()
    if settings.keyMap.unreachableKey != nil {
      recollection.remark = "A key of the config can never come, so it is left out; see: komet config check"
    }
    do throws(SetupError) {
      let folders = ThemeFolders(
        configFolder: settings.configFolder, executable: Bundle.main.executablePath ?? "")
      let theme = try recollection.theme(settings, in: folders)
      let wakeup = try WakeupPipe()
      // Made before the terminal, so that ncurses leaves its signals alone.
      let signals = SignalWatcher(waking: wakeup)
      let terminal = try NcursesTerminal(
        usesColor: environment["NO_COLOR"] == nil, charset: ascii ? .ascii : settings.charset,
        reportsMouse: settings.reportsMouse)
      recollection.remark = recollection.remark ?? terminal.remark
      var browser = BrowserLoop(
        state: BrowserState(settings: settings.browser, recalling: recollection, now: Date()),
        appearance: Appearance(
          theme: theme.quantised(to: terminal.colorDepth), charset: terminal.charset, keyMap: settings.keyMap),
        themes: folders, terminal: terminal, wakeup: wakeup, customers: session.customers,
        clipboard: ClipboardPrograms(environment), opener: DesktopOpener(environment),
        programs: OwnPrograms(), memory: memory, notes: session.noteSource,
        profiles: memory.map { _ in
          ProfileOpener(
            config: connection.config, baseURL: connection.baseURL, isOffline: connection.offline,
            themes: folders)
        })
      let unkept = withExtendedLifetime(signals) { browser.run() }
      for failure in unkept { StandardError.write(failure) }
    } catch {
      throw UserFacingError(error)
    }
  }

  /// The session; where nothing says yet whose customers to show, after the set-up that is offered then.
  private func startSession() throws -> Session {
    do throws(UserFacingError) {
      return try Session(connection, view: view, saved: saved, ownsScreen: true)
    } catch {
      guard error == .noToken, !connection.offline else { throw error }
      let prompt = try TerminalPrompt()
      let question = "komet doesn't know yet whose customers to show. Set it up now?"
      guard try prompt.confirm(question, otherwise: true) else { throw error }
      var setup = try SetupCommand.parse([])
      setup.connection = connection
      try setup.setUp(prompt)
      return try Session(connection.asWritten, view: view, saved: saved, ownsScreen: true)
    }
  }

  /// What earlier sessions left, as far as no option says otherwise.
  private func recall(_ memory: SessionStore) -> RestoredSession {
    var recollection = memory.recall()
    guard !fresh else {
      recollection.view = SavedView()
      return recollection
    }
    if saved.name != nil {
      recollection.view = recollection.view.withoutView
    }
    if query != nil { recollection.view.filter = nil }
    if theme != nil { recollection.view.theme = nil }
    if view.scope != nil { recollection.view.scope = nil }
    if view.status != nil { recollection.view.status = nil }
    if view.sort != nil { recollection.view.sort = nil }
    return recollection
  }
}

extension UserFacingError {
  static let noTerminal = UserFacingError(
    .usage, what: "The browser needs a terminal.",
    advice: "In a script or a pipe, use komet list; see komet list --help.")
}

/// Opens the profiles of the config for a browser that runs, as the command line would have.
struct ProfileOpener: ProfileOpening {
  let config: String?
  let baseURL: String?
  let isOffline: Bool
  let themes: ThemeFolders

  func open(_ name: String?) throws(UserFacingError) -> BrowserProfile {
    var options: ConnectionOptions
    do {
      options = try ConnectionOptions.parse([])
    } catch {
      preconditionFailure("no option is required: \(error)")
    }
    options.profile = name
    options.config = config
    options.baseURL = baseURL
    options.offline = isOffline
    let session = try Session(options, ownsScreen: true)
    let memory = SessionStore(folder: Environment().stateFolder, profile: name)
    var recollection = memory.recall()
    let theme: Theme
    do {
      theme = try recollection.theme(session.settings, in: themes)
    } catch {
      session.close()
      throw UserFacingError(error)
    }
    // The session is used no more but for this, by whoever leaves the profile.
    nonisolated(unsafe) let opened = session
    return BrowserProfile(
      settings: session.settings.browser, recalling: recollection, theme: theme,
      keyMap: session.settings.keyMap, customers: session.customers, memory: memory,
      notes: session.noteSource, close: { opened.close() })
  }
}

extension RestoredSession {
  /// The theme of the last session, else of the option or the config.
  mutating func theme(_ settings: Settings, in folders: ThemeFolders) throws(SetupError) -> Theme {
    if let last = view.theme {
      // One that is gone by now is no reason not to start.
      if let theme = try? folders.theme(named: last) { return theme }
      view.theme = nil
    }
    return try folders.theme(named: settings.browser.theme)
  }
}
