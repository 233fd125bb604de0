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
