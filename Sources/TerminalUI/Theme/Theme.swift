import CustomerBrowser
import TerminalText

/// How everything looks and which keys do what: what a screen depends on beside the state.
package struct Appearance {
  package var theme: Theme
  package var charset: Charset
  package var keyMap: KeyMap

  package init(theme: Theme, charset: Charset, keyMap: KeyMap) {
    self.theme = theme
    self.charset = charset
    self.keyMap = keyMap
  }

  /// A key of the command and what it does, `Esc cancels`; nil if the command has no key there.
  func keyHint(_ command: BrowserCommand, _ words: String, in context: KeyContext) -> String? {
    keyMap.firstKey(for: command, in: context).map { "\($0.label(in: charset)) \(words)" }
  }

  /// The same for several commands, with dots between them.
  func keyHints(_ hints: [(BrowserCommand, String)], in context: KeyContext) -> String {
    hints.compactMap { keyHint($0.0, $0.1, in: context) }.joined(separator: " · ")
  }
}

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

/// What a part of the screen is; the theme says how it looks.
///
/// The raw value is the name in theme files.
package enum Role: String, CaseIterable, Sendable {
  /// Everything that has no role of its own, and the ground of the whole screen.
  case text
  case dim
  case border
  case borderFocus = "border_focus"
  case title
  case header
  case headerSorted = "header_sorted"
  case cursor
  case cursorUnfocused = "cursor_unfocused"
  case mark
  case match
  case prompt
  case placeholder
  case count
  case key
  case hint
  case fieldLabel = "field_label"
  case fieldValue = "field_value"
  case active
  case inactive
  case mine
  case changed
  case stale
  case info
  case warning
  case error
  case popup
}

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
      .stale: Style(foreground: rose),
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
      .stale: Style(attributes: .underline),
      .warning: Style(attributes: .bold),
      .error: Style(attributes: [.bold, .reverse]),
    ])

  /// Magenta and red are the colours that most palettes show well on black and on white.
  private static let rose = Color.indexed(5)
  private static let red = Color.indexed(1)
}
