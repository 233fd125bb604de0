import CustomerBrowser

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
  package func rebound(by table: SettingsTable, tellsKeysApart: Bool = false) throws(TerminalUIError)
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
      for context in KeyContext.allCases where !Self.standard.keys(for: command, in: context).isEmpty {
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

  private static func unreachable(_ key: Key, for name: String, in table: SettingsTable) -> TerminalUIError {
    let other = key.fallback.map { "`\($0)`" } ?? "another key"
    return table.error(
      at: name, "`\(key)` can't be `\(name)`, since terminals send it as \(other)",
      advice: """
        give `\(name)` another key; only terminals with the kitty keyboard protocol, such as kitty, foot, ghostty and \
        WezTerm, tell this one
        """)
  }

  private static func keys(of name: String, in table: SettingsTable) throws(TerminalUIError) -> [Key] {
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
