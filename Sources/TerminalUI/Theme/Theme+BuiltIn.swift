extension Theme {
  /// Uses the terminal's own colours, so it fits dark and light ones; the same as `themes/default.toml`.
  package static let `default` = Theme(
    name: "default",
    styles: [
      .text: Style(foreground: .terminalDefault, background: .terminalDefault),
      .dim: Style(attributes: .dim),
      .border: Style(attributes: .dim),
      .borderFocus: Style(foreground: rose),
      .title: Style(foreground: rose, attributes: .bold),
      .header: Style(attributes: .bold),
      .headerSorted: Style(foreground: rose, attributes: .bold),
      .cursor: Style(attributes: .reverse),
      .cursorUnfocused: Style(attributes: .bold),
      .mark: Style(foreground: rose, attributes: .bold),
      .match: Style(foreground: rose, attributes: .bold),
      .prompt: Style(foreground: rose, attributes: .bold),
      .placeholder: Style(attributes: .dim),
      .key: Style(attributes: .bold),
      .hint: Style(attributes: .dim),
      .fieldLabel: Style(attributes: .dim),
      .inactive: Style(attributes: .dim),
      .mine: Style(attributes: .bold),
      .changed: Style(foreground: rose),
      .stale: Style(foreground: red),
      .warning: Style(foreground: red),
      .error: Style(foreground: red, attributes: .bold),
    ])

  /// Attributes only, for terminals without colours; the same as `themes/mono.toml`.
  package static let mono = Theme(
    name: "mono",
    styles: [
      .text: Style(foreground: .terminalDefault, background: .terminalDefault),
      .dim: Style(attributes: .dim),
      .border: Style(attributes: .dim),
      .borderFocus: Style(attributes: .bold),
      .title: Style(attributes: .bold),
      .header: Style(attributes: .bold),
      .headerSorted: Style(attributes: [.bold, .underline]),
      .cursor: Style(attributes: .reverse),
      .cursorUnfocused: Style(attributes: .bold),
      .mark: Style(attributes: .bold),
      .match: Style(attributes: [.bold, .underline]),
      .prompt: Style(attributes: .bold),
      .placeholder: Style(attributes: .dim),
      .key: Style(attributes: .bold),
      .hint: Style(attributes: .dim),
      .fieldLabel: Style(attributes: .dim),
      .inactive: Style(attributes: .dim),
      .mine: Style(attributes: .bold),
      .changed: Style(attributes: .bold),
      .stale: Style(attributes: .bold),
      .warning: Style(attributes: .bold),
      .error: Style(attributes: [.bold, .reverse]),
    ])

  /// Magenta and red are the colours that most palettes show well on black and on white.
  private static let rose = Color.indexed(5)
  private static let red = Color.indexed(1)
}
