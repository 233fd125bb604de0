import CustomerBrowser

/// Which key does what, in each place.
package struct KeyMap: Sendable {
  private var commands: [KeyContext: [Key: BrowserCommand]] = [:]
  /// The keys of each command, the one that hints name first.
  private var keys: [KeyContext: [BrowserCommand: [Key]]] = [:]
  /// Why a key of the config was left out, which could never come; the first one.
  package internal(set) var unreachableKey: TerminalUIError?

  /// What a key press means, or nil if nothing.
  ///
  /// A key that means nothing itself does what it would in a terminal that can't tell it from its `fallback`.
  package func event(for key: Key, in context: KeyContext) -> BrowserEvent? {
    if let command = commands[context]?[key] { return .commandGiven(command) }
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
