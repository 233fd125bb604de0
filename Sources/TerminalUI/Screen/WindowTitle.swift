import CustomerBrowser
import Customers

/// What the terminal's window is called: the program, where the customers come from, and the filter.
struct WindowTitle {
  let text: String

  init(of state: BrowserState, charset: Charset) {
    let source = state.settings.source
    let parts = [source.isEmpty ? "komet" : "komet \(source)", state.filter.text]
    text = visibleText(parts.filter { !$0.isEmpty }.joined(separator: ": "), in: charset)
  }
}
