/// The first thing that bytes from a terminal mean: a letter, a control character, or a sequence.
///
/// Source: ECMA-48, 5.4; XTerm Control Sequences, "PC-Style Function Keys" and "Mouse Tracking"; what rxvt, PuTTY and the
/// Linux console send otherwise.
struct InputPiece: Equatable {
  enum Meaning: Equatable {
    /// A sequence that says nothing of interest.
    case nothing
    case key(Key)
    /// A key at the heels of Esc.
    case escaped(Key)
    case mouse(MouseAction, at: Position)
    case pasteStart
    /// An answer of the terminal (OSC, DCS, APC), which goes on until its terminator.
    case controlString
    /// The terminal has it.
    case keyboardProtocol(KeyboardProtocol)
    /// The terminal has said what it is (DA1).
    case identity
  }

  /// In bytes.
  let length: Int
  let meaning: Meaning

  init(length: Int, meaning: Meaning) {
    self.length = length
    self.meaning = meaning
  }

  /// Nil if more bytes must come first; `bytes` are not empty.
  ///
  /// `letters` are what bytes from 0x80 on stand for, in a locale other than UTF-8.
  init?(of bytes: ArraySlice<UInt8>, reportsMouse: Bool, letters: [Unicode.Scalar?]?) {
    guard bytes.first == Byte.escape else {
      self.init(character: bytes, letters: letters)
      return
    }
    guard let second = bytes.dropFirst().first else { return nil }
    let third = bytes.dropFirst(2).first
    switch second {
    case UInt8(ascii: "["): self.init(controlSequence: bytes, reportsMouse: reportsMouse)
    case UInt8(ascii: "O"): self.init(singleShift: bytes)
    case Byte.escape:
      guard let third else { return nil }
      guard third == UInt8(ascii: "[") || third == UInt8(ascii: "O") else {
        self.init(length: 1, meaning: .key(Key(.escape)))
        return
      }
      guard let next = Self(of: bytes.dropFirst(), reportsMouse: reportsMouse, letters: letters) else {
        return nil
      }
      guard case .key(let key) = next.meaning else {
        self.init(length: 1, meaning: .key(Key(.escape)))
        return
      }
      self.init(length: next.length + 1, meaning: .escaped(key))
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"):
      guard let third else { return nil }
      self =
        Self.beginsControlString(second, third)
        ? Self(length: 2, meaning: .controlString) : Self(escaped: second)
    default:
      guard let next = Self(character: bytes.dropFirst(), letters: letters), case .key(let key) = next.meaning
      else { return nil }
      self.init(length: next.length + 1, meaning: .escaped(key))
    }
  }

  private init(escaped letter: UInt8) {
    self.init(length: 2, meaning: .escaped(Key(.character(Character(Unicode.Scalar(letter))))))
  }

  /// Alt with one of the letters that introduce an answer is not followed by what answers begin with.
  private static func beginsControlString(_ introducer: UInt8, _ next: UInt8) -> Bool {
    switch introducer {
    case UInt8(ascii: "]"): UInt8(ascii: "0")...UInt8(ascii: "9") ~= next
    case UInt8(ascii: "P"): 0x21...0x3F ~= next
    default: 0x21...0x7E ~= next
    }
  }

  // MARK: - Letters

  private init?(character bytes: ArraySlice<UInt8>, letters: [Unicode.Scalar?]?) {
    guard let first = bytes.first else { return nil }
    if first < 0x80 {
      self.init(length: 1, meaning: .key(Key(ascii: first)))
    } else if let letters {
      let scalar = Self.scalar(of: first, among: letters)
      self.init(length: 1, meaning: .key(Key(.character(Character(scalar)))))
    } else {
      guard let (scalar, length) = Self.utf8Scalar(at: bytes) else { return nil }
      self.init(length: length, meaning: .key(Key(.character(Character(scalar)))))
    }
  }

  /// What a byte stands for in a locale where each is a letter.
  static func scalar(of byte: UInt8, among letters: [Unicode.Scalar?]) -> Unicode.Scalar {
    byte < 0x80 ? Unicode.Scalar(byte) : letters[Int(byte) - 0x80] ?? replacement
  }

  private static let replacement: Unicode.Scalar = "\u{FFFD}"

  /// Nil if the rest of it must come first; U+FFFD for the longest beginning of a scalar that can't go on
  /// (Unicode Standard, table 3-7).
  private static func utf8Scalar(at bytes: ArraySlice<UInt8>) -> (Unicode.Scalar, length: Int)? {
    guard let first = bytes.first else { return nil }
    let count: Int
    var range: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0xC2...0xDF: count = 2
    case 0xE0...0xEF:
      count = 3
      if first == 0xE0 { range = 0xA0...0xBF }
      if first == 0xED { range = 0x80...0x9F }
    case 0xF0...0xF4:
      count = 4
      if first == 0xF0 { range = 0x90...0xBF }
      if first == 0xF4 { range = 0x80...0x8F }
    default: return (replacement, 1)
    }
    var value = UInt32(first) & (0xFF >> UInt32(count + 1))
    for offset in 1..<count {
      guard let byte = bytes.dropFirst(offset).first else { return nil }
      guard range ~= byte else { return (replacement, offset) }
      range = 0x80...0xBF
      value = value << 6 | UInt32(byte & 0x3F)
    }
    return (Unicode.Scalar(value) ?? replacement, count)
  }

  // MARK: - Sequences

  /// SS3 and a letter, maybe with a modifier before it.
  private init?(singleShift bytes: ArraySlice<UInt8>) {
    let parameters = bytes.dropFirst(2).prefix { 0x30...0x3B ~= $0 }
    guard parameters.count <= Self.longestParameters else {
      self.init(escaped: UInt8(ascii: "O"))
      return
    }
    guard let final = bytes[parameters.endIndex...].first else { return nil }
    let numbers = ControlSequence.numbers(in: parameters)
    guard let modifiers = ControlSequence.modifiers(numbers.last?.first ?? nil),
      var key = Key(singleShift: final)
    else {
      self.init(escaped: UInt8(ascii: "O"))
      return
    }
    key.modifiers.formUnion(modifiers)
    self.init(length: parameters.count + 3, meaning: .key(key))
  }

  /// CSI with what belongs to it.
  private init?(controlSequence bytes: ArraySlice<UInt8>, reportsMouse: Bool) {
    guard let third = bytes.dropFirst(2).first else { return nil }
    if third == UInt8(ascii: "[") {
      // F1 to F5 of the Linux console.
      guard let fourth = bytes.dropFirst(3).first else { return nil }
      guard UInt8(ascii: "A")...UInt8(ascii: "E") ~= fourth else {
        self.init(escaped: third)
        return
      }
      self.init(length: 4, meaning: .key(Key(.function(Int(fourth - UInt8(ascii: "A")) + 1))))
      return
    }
    if third == UInt8(ascii: "M"), reportsMouse {
      guard bytes.count >= 6 else { return nil }
      let values = bytes.dropFirst(3).prefix(3).map { Int($0) - 0x20 }
      let meaning = Self.mouse(button: values[0], column: values[1], row: values[2], isPress: true)
      self.init(length: 6, meaning: meaning)
      return
    }
    let body = bytes.dropFirst(2).prefix(Self.longestParameters).prefix { 0x20...0x3F ~= $0 }
    let digits = body.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    if !digits.isEmpty, bytes[digits.endIndex...].first == UInt8(ascii: "$") {
      // A key with Shift, as rxvt sends it.
      let sequence = ControlSequence(body: digits, final: UInt8(ascii: "$"))
      self.init(length: digits.count + 3, meaning: sequence.meaning)
      return
    }
    guard let final = bytes[body.endIndex...].first else { return nil }
    guard 0x40...0x7E ~= final else {
      // Broken off, the sequence is dropped; nothing but its introducer was Alt.
      self = body.isEmpty ? Self(escaped: UInt8(ascii: "[")) : Self(length: body.count + 2, meaning: .nothing)
      return
    }
    let meaning = ControlSequence(body: body, final: final).meaning
    self.init(length: body.count + 3, meaning: meaning)
  }

  private static let longestParameters = 64

  /// A mouse event by its number: the button in the two lowest bits, 32 for a motion, 64 for the wheel.
  static func mouse(button: Int, column: Int, row: Int, isPress: Bool) -> Meaning {
    guard isPress, column > 0, row > 0 else { return .nothing }
    let position = Position(column: column - 1, row: row - 1)
    // Shift 4, Alt 8 and Ctrl 16 don't matter.
    switch button & ~0b1_1100 {
    case 0: return .mouse(.press, at: position)
    case 64: return .mouse(.wheelUp, at: position)
    case 65: return .mouse(.wheelDown, at: position)
    default: return .nothing
    }
  }
}
