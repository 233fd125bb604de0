/// Styles as terminals are told them: by numbers in an escape sequence (ECMA-48, SGR).
extension Style {
  /// Replaces whatever style was in force.
  var escapeSequence: String { Self.sequence(codes.isEmpty ? [] : ["0"] + codes) }

  /// Replaces `other`, briefly; empty if that is the same.
  ///
  /// Never takes a single attribute away, which not every terminal can do.
  func escapeSequence(replacing other: Style) -> String {
    if self == other { return "" }
    let afresh = Self.sequence(codes.isEmpty ? [] : [""] + codes)
    guard attributes.isSuperset(of: other.attributes), other.foreground == nil || foreground != nil,
      other.background == nil || background != nil
    else { return afresh }
    let added = Style(
      foreground: foreground == other.foreground ? nil : foreground,
      background: background == other.background ? nil : background,
      attributes: attributes.subtracting(other.attributes))
    let further = Self.sequence(added.codes)
    return further.utf8.count < afresh.utf8.count ? further : afresh
  }

  /// What the numbers of a sequence make of this style; nil if one of them means anything else than a style.
  func applying(_ codes: [Int]) -> Style? {
    var style = self
    var rest = codes[...]
    while let code = rest.popFirst() {
      switch code {
      case 0: style = Style()
      case 22: style.attributes.subtract([.bold, .dim])
      case 30...37: style.foreground = .indexed(UInt8(code - 30))
      case 38: style.foreground = Color(codes: &rest)
      case 39: style.foreground = nil
      case 40...47: style.background = .indexed(UInt8(code - 40))
      case 48: style.background = Color(codes: &rest)
      case 49: style.background = nil
      case 90...97: style.foreground = .indexed(UInt8(code - 90 + 8))
      case 100...107: style.background = .indexed(UInt8(code - 100 + 8))
      default:
        if let attribute = Attributes.codes.first(where: { $0.code == code })?.attribute {
          style.attributes.insert(attribute)
        } else if let attribute = Attributes.codes.first(where: { $0.code == code - 20 })?.attribute {
          style.attributes.remove(attribute)
        } else {
          return nil
        }
      }
      if code == 38 && style.foreground == nil || code == 48 && style.background == nil { return nil }
    }
    return style
  }

  private var codes: [String] {
    Attributes.codes.filter { attributes.contains($0.attribute) }.map { "\($0.code)" }
      + (foreground?.codes(base: 30) ?? []) + (background?.codes(base: 40) ?? [])
  }

  private static func sequence(_ codes: [String]) -> String {
    "\u{1B}[" + codes.joined(separator: ";") + "m"
  }
}

extension Style.Attributes {
  /// Taken away by a number that is 20 greater; bold and dim by that of dim.
  fileprivate static let codes: [(attribute: Style.Attributes, code: Int)] = [
    (.bold, 1), (.dim, 2), (.italic, 3), (.underline, 4), (.reverse, 7),
  ]
}

extension Color {
  /// The numbers of the colour; `base` is 30 for a foreground, 40 for a background.
  fileprivate func codes(base: Int) -> [String] {
    switch self {
    case .terminalDefault: []
    case .indexed(let index) where index < 8: ["\(base + Int(index))"]
    case .indexed(let index) where index < 16: ["\(base + 60 + Int(index) - 8)"]
    case .indexed(let index): ["\(base + 8)", "5", "\(index)"]
    case .rgb(let red, let green, let blue): ["\(base + 8)", "2", "\(red)", "\(green)", "\(blue)"]
    }
  }

  /// The colour that follows 38 or 48, which it takes away; nil if none does.
  fileprivate init?(codes: inout ArraySlice<Int>) {
    let kind = codes.popFirst()
    let parts = codes.prefix(kind == 5 ? 1 : 3).compactMap(UInt8.init(exactly:))
    codes = codes.dropFirst(parts.count)
    switch (kind, parts.count) {
    case (5, 1): self = .indexed(parts[0])
    case (2, 3): self = .rgb(red: parts[0], green: parts[1], blue: parts[2])
    default: return nil
    }
  }
}
