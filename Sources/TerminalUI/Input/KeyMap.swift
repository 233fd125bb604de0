import CustomerBrowser
import SettingsFile
import TerminalText
import Wording

/// Which key does what, in each place.
package struct KeyMap: Sendable {
  private var commands: [KeyContext: [Key: BrowserCommand]] = [:]
  /// The keys of each command, the one that hints name first.
  private var keys: [KeyContext: [BrowserCommand: [Key]]] = [:]
  /// The person's own commands by their place in the config, and the key of each.
  private var ownCommands: [KeyContext: [Key: Int]] = [:]
  private var ownKeys: [Int: Key] = [:]
  /// Why a key of the config was left out, which could never come; the first one.
  package internal(set) var unreachableKey: SetupError?

  /// What a key press means, or nil if nothing.
  ///
  /// A key that means nothing itself does what it would in a terminal that can't tell it from its `fallback`.
  package func event(for key: Key, in context: KeyContext) -> BrowserEvent? {
    if let command = commands[context]?[key] { return .commandGiven(command) }
    if let place = ownCommands[context]?[key] { return .ownCommandGiven(place) }
    guard context.takesText, case .character(let character) = key.code, key.modifiers.isEmpty else {
      return key.fallback.flatMap { event(for: $0, in: context) }
    }
    return .textTyped(String(character))
  }

  /// What Esc with a key at its heels is: Alt with that key where this means something, else the one and then the other.
  func keys(escaped key: Key, in context: KeyContext) -> [Key] {
    let alt = Key(key.code, key.modifiers.union(.alt))
    return event(for: alt, in: context) == nil ? [Key(.escape), key] : [alt]
  }

  /// The key that hints name for a command.
  func firstKey(for command: BrowserCommand, in context: KeyContext) -> Key? {
    keys(for: command, in: context).first
  }

  /// The key of one of the person's own commands, as the config spells it.
  package func key(ofOwnCommandAt place: Int) -> String? { ownKeys[place].map { "\($0)" } }

  /// The key of one of the person's own commands, if it has one there.
  func key(ofOwnCommandAt place: Int, in context: KeyContext) -> Key? {
    ownKeys[place].flatMap { ownCommands[context]?[$0] == place ? $0 : nil }
  }

  func keys(for command: BrowserCommand, in context: KeyContext) -> [Key] {
    keys[context]?[command] ?? []
  }

  func command(for key: Key, in context: KeyContext) -> BrowserCommand? {
    commands[context]?[key]
  }

  mutating func unbind(_ command: BrowserCommand, in context: KeyContext) {
    for key in keys(for: command, in: context) { commands[context]?[key] = nil }
    keys[context]?[command] = nil
  }

  mutating func bind(_ command: BrowserCommand, to newKeys: [Key], in contexts: [KeyContext]) {
    for context in contexts {
      for key in newKeys { commands[context, default: [:]][key] = command }
      keys[context, default: [:]][command, default: []] += newKeys.filter { key in
        !keys(for: command, in: context).contains(key)
      }
    }
  }
}

/// The place that decides what a key means.
package enum KeyContext: CaseIterable, Sendable {
  case filter
  case list
  case detail
  /// The line in which something is looked for in the details.
  case find
  case help
  /// A list to choose from by typing.
  case menu
  case facets
  case columns
  case copyMenu
  case contacts
  case duplicates
  case text
  case nameDialog
  case noteDialog
  case dialog
  /// A short list to choose from by moving: themes, profiles.
  case choices
  case message

  package init(_ state: BrowserState) {
    switch state.popup {
    case .help: self = .help
    case .sortMenu, .commands, .changes: self = .menu
    case .facets: self = .facets
    case .columns: self = .columns
    case .copyMenu: self = .copyMenu
    case .contacts: self = .contacts
    case .duplicates: self = .duplicates
    case .text: self = .text
    case .filterName, .contactBudget, .due: self = .nameDialog
    case .note: self = .noteDialog
    case .export: self = .dialog
    case .themes, .profiles: self = .choices
    case .failure: self = .message
    case nil where state.isTypingFind: self = .find
    case nil: self.init(state.focus)
    }
  }

  init(_ focus: Focus) {
    switch focus {
    case .filter: self = .filter
    case .list: self = .list
    case .detail: self = .detail
    }
  }

  /// What a person calls it.
  var name: String {
    switch self {
    case .filter: "filter"
    case .list: "list"
    case .detail: "details"
    case .find: "search in the details"
    case .help: "help"
    case .menu: "menus"
    case .facets: "facets"
    case .columns: "columns"
    case .copyMenu: "copy menu"
    case .contacts: "contacts"
    case .duplicates: "duplicates"
    case .text: "text"
    case .nameDialog: "name of a filter"
    case .noteDialog: "note"
    case .dialog: "export dialog"
    case .choices: "list of themes or profiles"
    case .message: "messages"
    }
  }

  /// Whether keys that make a character are text here.
  var takesText: Bool { [.filter, .find, .help, .menu, .nameDialog, .noteDialog, .dialog].contains(self) }
}

extension KeyMap {
  /// The map with the keys of a `[keys]` table in the place of those that its actions had.
  ///
  /// Each key of the table is an action, its value a key's spelling, or a list of them; an empty list leaves
  /// the action without a key. A key goes wherever the standard map binds the action. Where letters are text
  /// only other keys count, and the old ones stay if there is none. Throws, with file and line, for an unknown
  /// action, for what is no key, and for a key that would do two things in one place.
  ///
  /// A key that terminals send as another one is left out and told by `unreachableKey`, unless the terminal is known to
  /// have a protocol that tells them apart, or the action has both.
  package func rebound(by table: SettingsTable, tellsKeysApart: Bool = false) throws(SetupError)
    -> KeyMap
  {
    try table.requireKeys(BrowserCommand.allCases.map(\.rawValue), called: "action")
    var map = self
    var bindings: [(command: BrowserCommand, context: KeyContext, keys: [Key])] = []
    for name in table.keys {
      guard let command = BrowserCommand(rawValue: name) else { continue }
      let named = try Self.keys(of: name, in: table)
      let unreachable = named.filter { key in
        !tellsKeysApart && key.fallback.map { !named.contains($0) } ?? false
      }
      let keys = named.filter { !unreachable.contains($0) }
      if let key = unreachable.first {
        map.unreachableKey = map.unreachableKey ?? Self.unreachable(key, for: name, in: table)
        guard !keys.isEmpty else { continue }
      }
      let usual = KeyContext.allCases.filter { !Self.standard.keys(for: command, in: $0).isEmpty }
      // What only the palette has gets its key where the customers are.
      for context in usual.isEmpty ? Self.browser : usual {
        let fitting = keys.filter { !context.takesText || !$0.isText }
        guard keys.isEmpty || !fitting.isEmpty else { continue }
        map.unbind(command, in: context)
        bindings.append((command, context, fitting))
      }
    }
    for (command, context, keys) in bindings {
      for key in keys {
        if let other = map.command(for: key, in: context), other != command {
          throw table.error(
            at: command.rawValue,
            "`\(key)` can't be `\(command.rawValue)` in the \(context.name), where it is `\(other.rawValue)`",
            advice: "give `\(other.rawValue)` another key in [keys], too")
        }
      }
      map.bind(command, to: keys, in: [context])
    }
    return map
  }

  /// The map with a key for one of the person's own commands, which stands at `place` in the config.
  ///
  /// `table` is its `[[command]]`. The key goes wherever customers show, one of a letter not into the filter. Throws, with
  /// file and line, for what is no key, and for a key that does something else there.
  package func binding(
    ownCommandAt place: Int, called name: String, by table: SettingsTable, tellsKeysApart: Bool = false
  ) throws(SetupError) -> KeyMap {
    guard let key = try Self.keys(of: "key", in: table).first else { return self }
    var map = self
    guard tellsKeysApart || key.fallback == nil else {
      map.unreachableKey = map.unreachableKey ?? Self.unreachable(key, for: name, at: "key", in: table)
      return map
    }
    for context in Self.browser where !context.takesText || !key.isText {
      let other = self.command(for: key, in: context).map { "`\($0.rawValue)`" }
      if let other = other ?? (ownCommands[context]?[key]).map({ _ in "another command of yours" }) {
        throw table.error(
          at: "key", "`\(key)` can't be `\(visibleText(name))` in the \(context.name), where it is \(other)",
          advice: "take another key, or give that one another in [keys]")
      }
      map.ownCommands[context, default: [:]][key] = place
    }
    map.ownKeys[place] = key
    return map
  }

  private static func unreachable(
    _ key: Key, for name: String, at setting: String? = nil, in table: SettingsTable
  ) -> SetupError {
    let other = key.fallback.map { "`\($0)`" } ?? "another key"
    return table.error(
      at: setting ?? name, "`\(key)` can't be `\(name)`, since terminals send it as \(other)",
      advice: """
        give `\(name)` another key; only terminals with the kitty keyboard protocol, such as kitty, foot, ghostty and \
        WezTerm, tell this one
        """)
  }

  private static func keys(of name: String, in table: SettingsTable) throws(SetupError) -> [Key] {
    var keys: [Key] = []
    for spelling in try table.stringOrStrings(name) ?? [] {
      guard let key = Key(parsing: spelling) else {
        throw table.error(
          at: name, "`\(visibleText(spelling))` is no key",
          advice: "write it like `m`, `G`, `ctrl-s`, `alt-b`, `f2`, `space` or `pgup`")
      }
      if !keys.contains(key) { keys.append(key) }
    }
    return keys
  }
}

extension Key {
  /// Whether it is a letter or another sign, where such are text.
  fileprivate var isText: Bool {
    if case .character = code { modifiers.isEmpty } else { false }
  }
}
