import CustomerBrowser
import TerminalUI

extension BrowserFailure {
  /// A terminal, theme or settings file that can't be used.
  init(_ error: TerminalUIError) {
    self.init(.usage, what: error.sentence, advice: "")
  }
}
