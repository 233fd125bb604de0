import CustomerBrowser
import Wording

/// Whatever opens the profiles of the config.
package protocol ProfileOpening: Sendable {
  /// Makes everything ready that a browser needs for a profile, nil for none; the one at hand stays as it is.
  ///
  /// Waits for the disk and for other programs.
  func open(_ name: String?) throws(UserFacingError) -> BrowserProfile
}

/// A profile that is ready: its settings, its customers, and what is kept of it.
package struct BrowserProfile: Sendable {
  let settings: BrowserSettings
  let recollection: RestoredSession
  let theme: Theme
  let keyMap: KeyMap
  let customers: any CustomerSource
  let memory: SessionStore?
  let notes: any NoteSource
  /// Lets go of all of it.
  package let close: @Sendable () -> Void

  package init(
    settings: BrowserSettings, recalling recollection: RestoredSession, theme: Theme, keyMap: KeyMap,
    customers: any CustomerSource, memory: SessionStore?, notes: any NoteSource,
    close: @escaping @Sendable () -> Void
  ) {
    self.settings = settings
    self.recollection = recollection
    self.theme = theme
    self.keyMap = keyMap
    self.customers = customers
    self.memory = memory
    self.notes = notes
    self.close = close
  }
}

/// What came of opening a profile.
struct ProfileOpened: Sendable {
  let name: String?
  let outcome: Result<BrowserProfile, UserFacingError>
}
