/// A control sequence (CSI) that a terminal has sent.
///
/// Source: XTerm Control Sequences; kitty, "Comprehensive keyboard handling in terminals".
struct ControlSequence {
  /// `<`, `=`, `>` or `?`, which mark what no standard tells.
  private let marker: UInt8?
  /// Between semicolons, and within each between colons; what is left out is nil.
  private let parameters: [[Int?]]
  private let hasIntermediates: Bool
  private let final: UInt8

  /// `body` is what stands between the introducer and the final byte.
  init(body: ArraySlice<UInt8>, final: UInt8) {
    marker = body.first.flatMap { 0x3C...0x3F ~= $0 ? $0 : nil }
    let numbers = body.dropFirst(marker == nil ? 0 : 1).prefix { 0x30...0x3B ~= $0 }
    parameters = Self.numbers(in: numbers)
    hasIntermediates = numbers.endIndex < body.endIndex
    self.final = final
  }

  /// Greater ones, which nothing has, are as good as this.
  private static let largestNumber = 0x11_0000

  static func numbers(in bytes: ArraySlice<UInt8>) -> [[Int?]] {
    bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { parameter in
      parameter.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map { digits in
        digits.isEmpty
          ? nil : digits.reduce(0) { min($0 * 10 + Int($1 & 0x0F), largestNumber) }
      }
    }
  }

  private func number(_ index: Int, _ part: Int = 0) -> Int? {
    guard parameters.indices.contains(index), parameters[index].indices.contains(part) else { return nil }
    return parameters[index][part]
  }

  var meaning: InputPiece.Meaning {
    guard !hasIntermediates else { return .nothing }
    switch (marker, final) {
    case (UInt8(ascii: "<"), UInt8(ascii: "M")), (UInt8(ascii: "<"), UInt8(ascii: "m")):
      return InputPiece.mouse(
        button: number(0) ?? 0, column: number(1) ?? 0, row: number(2) ?? 0,
        isPress: final == UInt8(ascii: "M"))
    case (UInt8(ascii: "?"), UInt8(ascii: "u")): return .keyboardProtocol(.kitty)
    case (UInt8(ascii: "?"), UInt8(ascii: "c")): return .identity
    case (UInt8(ascii: ">"), UInt8(ascii: "c")):
      return KeyboardProtocol(terminalType: number(0) ?? 0).map { .keyboardProtocol($0) } ?? .nothing
    case (UInt8(ascii: ">"), UInt8(ascii: "m")) where number(0) == 4:
      return number(1).map { .keyboardProtocol(.modifyOtherKeys(before: $0)) } ?? .nothing
    case (nil, UInt8(ascii: "~")) where number(0) == 200: return .pasteStart
    case (nil, _): return key.map { .key($0) } ?? .nothing
    default: return .nothing
    }
  }

  private var key: Key? {
    let isRelease = number(1, 1) == 3
    guard !isRelease, let modifiers = Self.modifiers(number(1)) else { return nil }
    switch final {
    case UInt8(ascii: "u"):
      return Key(
        codePoint: number(0) ?? 1, shifted: number(0, 1), base: number(0, 2), text: number(2),
        modifiers, capsLock: capsLock)
    case UInt8(ascii: "~") where number(0) == 27 && parameters.count >= 3:
      return Key(codePoint: number(2) ?? 0, modifiers, capsLock: false)
    case UInt8(ascii: "~"): return numbered(modifiers)
    // As rxvt says Shift, Ctrl and both.
    case UInt8(ascii: "$"): return numbered(.shift)
    case UInt8(ascii: "^"): return numbered(.control)
    case UInt8(ascii: "@"): return numbered([.control, .shift])
    case UInt8(ascii: "Z"): return Key(.tab, modifiers.union(.shift))
    case UInt8(ascii: "a")...UInt8(ascii: "d") where number(0) == nil:
      return Self.lettered[final - 0x20].map { Key($0, .shift) }
    default:
      // With another number it tells where the cursor is.
      guard number(0) ?? 1 == 1 else { return nil }
      return Self.lettered[final].map { Key($0, modifiers) }
    }
  }

  private func numbered(_ modifiers: Key.Modifiers) -> Key? {
    number(0).flatMap { Self.numbered[$0] }.map { Key($0, modifiers) }
  }

  /// One more than the sum of Shift 1, Alt 2 and Ctrl 4; Caps Lock 64 and Num Lock 128 are no modifiers.
  ///
  /// Nil with Super and the like, which belong to the window system.
  static func modifiers(_ parameter: Int?) -> Key.Modifiers? {
    let bits = max((parameter ?? 1) - 1, 0)
    guard bits & 0b11_1000 == 0 else { return nil }
    var modifiers: Key.Modifiers = []
    if bits & 1 != 0 { modifiers.insert(.shift) }
    if bits & 2 != 0 { modifiers.insert(.alt) }
    if bits & 4 != 0 { modifiers.insert(.control) }
    return modifiers
  }

  private var capsLock: Bool { max((number(1) ?? 1) - 1, 0) & 64 != 0 }

  static let lettered: [UInt8: Key.Code] = [
    UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
    UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end, UInt8(ascii: "P"): .function(1),
    UInt8(ascii: "Q"): .function(2), UInt8(ascii: "R"): .function(3), UInt8(ascii: "S"): .function(4),
  ]

  private static let numbered: [Int: Key.Code] = [
    1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
    17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
    23: .function(11), 24: .function(12),
  ]
}
