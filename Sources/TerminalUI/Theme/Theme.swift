/// How each role looks.
package struct Theme: Equatable, Sendable {
  package let name: String
  private var styles: [Role: Style]

  /// A role that `styles` doesn't name has no style of its own: it looks like what lies beneath.
  init(name: String, styles: [Role: Style]) {
    self.name = name
    self.styles = styles
  }

  /// The style to lay over what lies beneath; that of `text` is the base of a frame.
  package subscript(role: Role) -> Style {
    get { styles[role] ?? Style() }
    set { styles[role] = newValue == Style() ? nil : newValue }
  }

  func renamed(_ name: String) -> Theme { Theme(name: name, styles: styles) }
}
