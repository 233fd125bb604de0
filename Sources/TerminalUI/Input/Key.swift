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

extension Key {
  /// The key of a byte below 0x80.
  init(ascii byte: UInt8) {
    switch byte {
    case 0: self.init(.character(" "), .control)
    case 8, 0x7F: self.init(.backspace)
    case 9: self.init(.tab)
    case 13: self.init(.enter)
    case 27: self.init(.escape)
    case 1...26: self.init(.character(Character(Unicode.Scalar(byte | 0x60))), .control)
    case 28...31: self.init(.character(Character(Unicode.Scalar(byte | 0x40))), .control)
    default: self.init(.character(Character(Unicode.Scalar(byte))))
    }
  }

  /// The key of a letter after SS3: cursor keys, F1 to F4, and the keypad in its application mode.
  init?(singleShift letter: UInt8) {
    switch letter {
    case UInt8(ascii: "M"): self.init(.enter)
    case UInt8(ascii: "I"): self.init(.tab)
    case UInt8(ascii: "X"): self.init(.character("="))
    case UInt8(ascii: "j")...UInt8(ascii: "y"):
      // Each stands 0x40 behind its character.
      self.init(.character(Character(Unicode.Scalar(letter - 0x40))))
    case UInt8(ascii: "a")...UInt8(ascii: "d"):
      // As rxvt says Ctrl.
      guard let code = ControlSequence.lettered[letter - 0x20] else { return nil }
      self.init(code, .control)
    default:
      guard let code = ControlSequence.lettered[letter] else { return nil }
      self.init(code)
    }
  }

  /// The key of a code point, as the kitty protocol and modifyOtherKeys send it.
  ///
  /// `shifted` is what Shift makes of it, `base` what stands there on a Latin keyboard, `text` what was typed, each if
  /// the terminal says it. Nil for keys that do nothing by themselves.
  init?(
    codePoint: Int, shifted: Int? = nil, base: Int? = nil, text: Int? = nil, _ modifiers: Modifiers,
    capsLock: Bool
  ) {
    switch codePoint {
    case 8, 0x7F: self.init(.backspace, modifiers)
    case 9: self.init(.tab, modifiers)
    case 13: self.init(.enter, modifiers)
    case 27: self.init(.escape, modifiers)
    case Self.privateCodes:
      guard let code = Self.keypad[codePoint] else { return nil }
      self.init(code, modifiers)
    default:
      guard let character = Self.character(codePoint) else { return nil }
      let isShifted = modifiers.contains(.shift)
      self.init(.character(character), modifiers)
      if !modifiers.isDisjoint(with: [.control, .alt]), codePoint > 0x7F,
        let base = base.flatMap(Self.character)
      {
        // A command is meant, whatever the letters are on that keyboard.
        code = .character(base)
      } else if !modifiers.contains(.control),
        let written = (text ?? (isShifted ? shifted : nil)).flatMap(Self.character)
      {
        code = .character(written)
        self.modifiers.remove(.shift)
      }
      normalize()
      guard case .character(let letter) = code, letter != " ", !self.modifiers.contains(.control) else {
        return
      }
      self.modifiers.remove(.shift)
      if capsLock, text == nil, letter.isLetter {
        code = .character(Character(isShifted ? letter.lowercased() : letter.uppercased()))
      }
    }
  }

  private static func character(_ codePoint: Int) -> Character? {
    guard codePoint >= 0x20, !(0x7F...0x9F ~= codePoint) else { return nil }
    return Unicode.Scalar(UInt32(clamping: codePoint)).map { Character($0) }
  }

  /// Kitty gives them to keys without a character.
  private static let privateCodes = 0xE000...0xF8FF

  private static let keypad: [Int: Code] = {
    let codes: [Code] =
      "0123456789./*-+".map { .character($0) } + [.enter, .character("="), .character(",")] + [
        .left, .right, .up, .down, .pageUp, .pageDown, .home, .end, .insert, .delete,
      ]
    return Dictionary(uniqueKeysWithValues: codes.enumerated().map { (57_399 + $0.offset, $0.element) })
  }()

  /// What a terminal sends for the key if it has no protocol to tell it from that one; nil if it sends this very key.
  var fallback: Key? {
    var key = self
    switch code {
    case .character(let character) where modifiers.contains(.control):
      guard let byte = Self.controlByte(of: character) else {
        key.modifiers.subtract([.control, .shift])
        break
      }
      key = Key(ascii: byte)
      if modifiers.contains(.alt) { key.modifiers.insert(.alt) }
    case .character: key.modifiers.remove(.shift)
    case .enter, .backspace: key.modifiers.subtract([.control, .shift])
    case .tab: key.modifiers.remove(.control)
    case .escape: key.modifiers = []
    default: break
    }
    return key == self ? nil : key
  }

  /// The byte that Ctrl makes of a character, on most keyboards.
  private static func controlByte(of character: Character) -> UInt8? {
    switch character {
    case " ", "2": return 0
    case "3"..."7": return character.asciiValue.map { $0 - 0x18 }
    case "8", "?": return 0x7F
    case "/": return 0x1F
    default:
      guard let ascii = character.asciiValue, 0x40...0x7A ~= ascii else { return nil }
      return ascii & 0x1F
    }
  }
}
