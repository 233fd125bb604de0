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
