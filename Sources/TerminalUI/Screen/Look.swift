import CustomerBrowser

/// How everything looks and which keys do what: what a screen depends on beside the state.
package struct Look {
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
