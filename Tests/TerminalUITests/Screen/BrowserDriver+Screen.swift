import BrowserTesting
import TerminalText

@testable import TerminalUI

extension BrowserDriver {
  /// What is before the person.
  func screen(size: Size, charset: Charset = .unicode, theme: Theme = .default) -> BrowserScreen {
    let appearance = Appearance(theme: theme, charset: charset, keyMap: .standard)
    return BrowserScreen(state: state, appearance: appearance, size: size)
  }

  /// Tells the browser what room it has, as the main loop does.
  mutating func fit(to size: Size) {
    send(.viewportChanged(screen(size: size).viewport))
  }
}
