import Wording

/// The themes there are, of which the one under the cursor shows.
package struct ThemePanel: Equatable, Sendable {
  /// Empty until they are known.
  package internal(set) var names: [String] = []
  package internal(set) var cursor = ListCursor()
  /// The one that was there before.
  package let original: String
  /// How far behind it the cursor begins.
  fileprivate var steps = 1
  /// Whether the theme under the cursor is still being read.
  fileprivate var isReading = false
  /// Whether the person keeps it as soon as it shows.
  fileprivate var isAccepted = false

  init(original: String) {
    self.original = original
  }

  fileprivate var chosen: String? { names.indices.contains(cursor.index) ? names[cursor.index] : nil }
}

/// The profiles of the config, and none.
package struct ProfilePanel: Equatable, Sendable {
  package enum Step: Equatable, Sendable {
    case choosing
    case opening(String?)
    /// It can't be used.
    case failed(UserFacingError)
  }

  /// Nil stands for no profile.
  package let names: [String?]
  package internal(set) var cursor = ListCursor()
  package internal(set) var step = Step.choosing

  /// What people call one.
  package static func title(_ name: String?) -> String { name ?? "default" }
}

extension BrowserState {
  /// Shows the theme after the one on the screen, in a list of all.
  mutating func openThemes() -> [BrowserEffect] {
    popup = .themes(ThemePanel(original: theme))
    return [.listThemes]
  }

  mutating func show(themes names: [String]) -> [BrowserEffect] {
    guard case .themes(var panel) = popup, panel.names.isEmpty, !names.isEmpty else { return [] }
    panel.names = names
    let place = names.firstIndex(of: panel.original) ?? names.count - 1
    panel.cursor.move(to: (place + panel.steps) % names.count, count: names.count, height: choiceHeight)
    return preview(panel)
  }

  /// Takes in that a theme shows, or can't be read.
  mutating func endPreview(of panel: ThemePanel, isReadable: Bool) {
    var panel = panel
    panel.isReading = false
    if panel.isAccepted, isReadable { return keepTheme(insteadOf: panel.original) }
    panel.isAccepted = false
    popup = .themes(panel)
  }

  private mutating func keepTheme(insteadOf original: String) {
    popup = nil
    if theme != original { notice = Notice(.info, "Theme: \(theme)") }
  }

  mutating func perform(_ command: BrowserCommand, in panel: ThemePanel) -> [BrowserEffect] {
    var panel = panel
    switch command {
    case .nextTheme where panel.names.isEmpty:
      // Typed faster than the folders are read.
      panel.steps += 1
      popup = .themes(panel)
      return []
    case .accept:
      panel.isAccepted = true
      popup = .themes(panel)
      if panel.names.isEmpty || panel.isReading { return [] }
      // One that could not be read may be whole by now.
      guard panel.chosen == theme else { return preview(panel) }
      keepTheme(insteadOf: panel.original)
      return []
    case .back:
      popup = nil
      theme = panel.original
      return [.restoreTheme]
    default:
      guard move(command, in: panel.cursor, count: panel.names.count), case .themes(let moved) = popup else {
        return []
      }
      return preview(moved)
    }
  }

  /// Lets the theme under the cursor be seen.
  mutating func preview(_ panel: ThemePanel) -> [BrowserEffect] {
    var panel = panel
    panel.isReading = panel.chosen != nil
    popup = .themes(panel)
    return panel.chosen.map { [.previewTheme(name: $0)] } ?? []
  }

  mutating func openProfiles() {
    guard !settings.profiles.isEmpty || settings.profile != nil else {
      notice = Notice(.info, "The config has no other profile; see: komet config init")
      return
    }
    var panel = ProfilePanel(names: [nil] + settings.profiles)
    let place = panel.names.firstIndex(of: settings.profile) ?? 0
    panel.cursor.move(to: place, count: panel.names.count, height: choiceHeight)
    popup = .profiles(panel)
  }

  mutating func perform(_ command: BrowserCommand, in panel: ProfilePanel) -> [BrowserEffect] {
    var panel = panel
    switch command {
    case .accept:
      if case .opening = panel.step { return [] }
      let name = panel.names[panel.cursor.index]
      guard name != settings.profile else {
        popup = nil
        return []
      }
      panel.step = .opening(name)
      popup = .profiles(panel)
      return [.openProfile(name)]
    case .back:
      popup = nil
      return []
    default:
      guard panel.step == .choosing || command != .nextTheme else { return [] }
      _ = move(command, in: panel.cursor, count: panel.names.count)
      if case .profiles(var moved) = popup, case .failed = moved.step {
        moved.step = .choosing
        popup = .profiles(moved)
      }
      return []
    }
  }

  /// Whether the person still waits for a profile.
  package func isOpening(_ name: String?) -> Bool {
    guard case .profiles(let panel) = popup else { return false }
    return panel.step == .opening(name)
  }

  /// Says why a profile can't be used, unless the person has gone on.
  mutating func show(_ failure: UserFacingError, ofProfile name: String?) {
    guard case .profiles(var panel) = popup, panel.step == .opening(name) else { return }
    panel.step = .failed(failure)
    popup = .profiles(panel)
  }

  /// Moves in the list of the popup, from its last entry on to the first one; false for any other command.
  private mutating func move(_ command: BrowserCommand, in cursor: ListCursor, count: Int) -> Bool {
    let page = max(min(choiceHeight, count) - 1, 1)
    switch command {
    case .moveUp: moveChoice { ($0 + count - 1) % max(count, 1) }
    case .moveDown, .nextTheme: moveChoice { ($0 + 1) % max(count, 1) }
    case .pageUp: moveChoice { $0 - page }
    case .pageDown: moveChoice { $0 + page }
    case .moveToTop: moveChoice { _ in 0 }
    case .moveToBottom: moveChoice { _ in count - 1 }
    default: return false
    }
    return true
  }
}
