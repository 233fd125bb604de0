/// How each role looks.
package struct Theme: Equatable, Sendable {
  package let name: String
  private var styles: [Role: Style]

  /// A role that `styles` doesn't name has no style of its own: it looks like what lies beneath.
  init(name: String, styles: [Role: Style]) {
    self.name = name
    self.styles = styles
  }

  /// The style of `text`: that of a frame before anything is drawn on it.
  package var base: Style { styles[.text] ?? Style() }

  /// The style to lay over what lies beneath.
  ///
  /// That of `text` is empty, since text looks like what it stands on, be it a row or a popup.
  package subscript(role: Role) -> Style { role == .text ? Style() : styles[role] ?? Style() }

  mutating func setStyle(_ style: Style, of role: Role) {
    styles[role] = style == Style() ? nil : style
  }

  func renamed(_ name: String) -> Theme { Theme(name: name, styles: styles) }
}
