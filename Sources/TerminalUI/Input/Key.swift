import TerminalText

/// A key as a person presses it.
///
/// Terminals tell Ctrl and Alt of most keys, Shift only of those that give no character; what they can't tell without a
/// protocol for it has a `fallback`.
package struct Key: Hashable, Sendable {
  package enum Code: Hashable, Sendable {
    /// What was typed; for Ctrl and Alt in lower case if it was typed so.
    case character(Character)
    case up
    case down
    case left
    case right
    case home
    case end
    case pageUp
    case pageDown
    case insert
    case delete
    case enter
    case tab
    case escape
    case backspace
    /// F1 to F12.
    case function(Int)
  }

  package struct Modifiers: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    package static let control = Modifiers(rawValue: 1 << 0)
    package static let alt = Modifiers(rawValue: 1 << 1)
    package static let shift = Modifiers(rawValue: 1 << 2)
  }

  package var code: Code
  package var modifiers: Modifiers

  package init(_ code: Code, _ modifiers: Modifiers = []) {
    self.code = code
    self.modifiers = modifiers
  }
}

extension Key {
  /// What hints and help call the key: `^S`, `F2`, `Space`, `↑`, `Alt-B`, `Shift-Tab`.
  package func label(in charset: Charset = .unicode) -> String {
    if modifiers == .control, case .character(let character) = code, character != " " {
      return "^" + character.uppercased()
    }
    var prefix = ""
    if modifiers.contains(.control) { prefix += "Ctrl-" }
    if modifiers.contains(.alt) { prefix += "Alt-" }
    if modifiers.contains(.shift) { prefix += "Shift-" }
    guard case .character(let character) = code, character != " " else { return prefix + name(in: charset) }
    guard !modifiers.isEmpty else { return String(character) }
    return prefix + (character.isUppercase ? "Shift-" : "") + character.uppercased()
  }

  private func name(in charset: Charset) -> String {
    let isUnicode = charset == .unicode
    switch code {
    case .up: return isUnicode ? "↑" : "Up"
    case .down: return isUnicode ? "↓" : "Down"
    case .left: return isUnicode ? "←" : "Left"
    case .right: return isUnicode ? "→" : "Right"
    case .home: return "Home"
    case .end: return "End"
    case .pageUp: return "PgUp"
    case .pageDown: return "PgDn"
    case .insert: return "Ins"
    case .delete: return "Del"
    case .enter: return "Enter"
    case .tab: return "Tab"
    case .escape: return "Esc"
    case .backspace: return "Backspace"
    case .function(let number): return "F\(number)"
    case .character: return "Space"
    }
  }
}

extension Key: CustomStringConvertible {
  /// Reads a key as people write it in settings: `ctrl-s`, `^S`, `alt-b`, `f2`, `space`, `G`, `shift-tab`.
  ///
  /// Names and modifiers may be in any case, joined by `-` or `+`. Returns nil for anything else.
  package init?(parsing text: String) {
    if text.count == 2, text.first == "^", let last = text.last {
      self.init(.character(Character(last.lowercased())), .control)
      return
    }
    var rest = text[...]
    var modifiers: Modifiers = []
    while let (modifier, length) = Self.modifierPrefix(of: rest) {
      modifiers.insert(modifier)
      rest = rest.dropFirst(length)
    }
    guard let code = Self.code(named: rest) else { return nil }
    self.init(code, modifiers)
    normalize()
  }

  /// The spelling for settings, which `init(parsing:)` reads back: `ctrl-s`, `f2`, `space`.
  package var description: String {
    let prefix = Self.modifierNames.filter { modifiers.contains($0.modifier) }.map { $0.name + "-" }.joined()
    switch code {
    case .character(" "): return prefix + "space"
    case .character(let character): return prefix + String(character)
    case .function(let number): return "\(prefix)f\(number)"
    default: return prefix + (Self.names.first { $0.code == code }?.name ?? "")
    }
  }

  private static let modifierNames: [(name: String, modifier: Modifiers)] = [
    ("ctrl", .control), ("alt", .alt), ("shift", .shift),
  ]

  /// The first name of each key is the one that is written.
  private static let names: [(name: String, code: Code)] = [
    ("up", .up), ("down", .down), ("left", .left), ("right", .right), ("home", .home), ("end", .end),
    ("pgup", .pageUp), ("pgdn", .pageDown), ("ins", .insert), ("del", .delete), ("enter", .enter),
    ("tab", .tab), ("esc", .escape), ("backspace", .backspace), ("space", .character(" ")),
    ("pageup", .pageUp), ("page-up", .pageUp), ("pagedown", .pageDown), ("page-down", .pageDown),
    ("insert", .insert), ("delete", .delete), ("return", .enter), ("escape", .escape),
  ]

  private static func modifierPrefix(of text: Substring) -> (modifier: Modifiers, length: Int)? {
    let lowercased = text.lowercased()
    for (name, modifier) in modifierNames {
      for separator in ["-", "+"] where lowercased.hasPrefix(name + separator) && text.count > name.count + 1
      {
        return (modifier, name.count + 1)
      }
    }
    return nil
  }

  private static func code(named text: Substring) -> Code? {
    if text.count == 1, let character = text.first { return .character(character) }
    let name = text.lowercased()
    if let known = names.first(where: { $0.name == name }) { return known.code }
    guard name.first == "f", let number = Int(name.dropFirst()), (1...12).contains(number) else { return nil }
    return .function(number)
  }

  /// Makes one key of those that a terminal can't tell apart: Shift with a letter is the capital, Ctrl knows none.
  mutating func normalize() {
    guard case .character(let character) = code, character.isLetter else { return }
    if modifiers.contains(.control) {
      code = .character(Character(character.lowercased()))
    } else if modifiers.remove(.shift) != nil {
      code = .character(Character(character.uppercased()))
    }
  }
}
