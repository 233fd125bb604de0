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
