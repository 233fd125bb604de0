import CustomerBrowser
import TerminalUI
import Wording

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
