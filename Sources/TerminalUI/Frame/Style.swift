/// How a cell looks.
///
/// A colour that is nil leaves what lies beneath.
package struct Style: Hashable, Sendable {
  package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    package static let bold = Attributes(rawValue: 1 << 0)
    package static let dim = Attributes(rawValue: 1 << 1)
    package static let italic = Attributes(rawValue: 1 << 2)
    package static let underline = Attributes(rawValue: 1 << 3)
    package static let reverse = Attributes(rawValue: 1 << 4)
  }

  package var foreground: Color?
  package var background: Color?
  package var attributes: Attributes

  package init(foreground: Color? = nil, background: Color? = nil, attributes: Attributes = []) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// This style with `top` laid over it: its colours where it has some, and the attributes of both.
  ///
  /// Over a reversed style `top` gives only its attributes, since its foreground would come out as a
  /// background; and dims nothing, since terminals would dim that background.
  package func overlaid(by top: Style) -> Style {
    guard !attributes.contains(.reverse) else {
      return Style(
        foreground: foreground, background: background,
        attributes: attributes.union(top.attributes.subtracting(.dim)))
    }
    return Style(
      foreground: top.foreground ?? foreground,
      background: top.background ?? background,
      attributes: attributes.union(top.attributes))
  }

  /// Whether a blank looks the same in both styles: it shows the background and lines alone.
  func looksAlikeOnBlanks(as other: Style) -> Bool {
    let visible: Attributes = [.underline, .reverse]
    return background == other.background && attributes.isDisjoint(with: visible)
      && other.attributes.isDisjoint(with: visible)
  }
}

extension Style: CustomStringConvertible {
  /// As in a theme file, without the punctuation: `bold fg=#ff0000 bg=default`.
  package var description: String {
    var parts = Attributes.names.filter { attributes.contains($0.attribute) }.map(\.name)
    if let foreground { parts.append("fg=\(foreground)") }
    if let background { parts.append("bg=\(background)") }
    return parts.joined(separator: " ")
  }
}

extension Style.Attributes {
  /// The names in theme files.
  package static let names: [(name: String, attribute: Style.Attributes)] = [
    ("bold", .bold), ("dim", .dim), ("italic", .italic), ("underline", .underline), ("reverse", .reverse),
  ]
}

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
