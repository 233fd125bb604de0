/// What terminals are sent beyond what their terminfo entry tells.
///
/// Source: XTerm Control Sequences, "Bracketed Paste Mode" and XTWINOPS.
enum KeySequences {
  static let pasteEnd = "\u{1b}[201~"
  static let enablePaste = "\u{1b}[?2004h"
  static let disablePaste = "\u{1b}[?2004l"

  /// Puts the window's title on the terminal's stack, and takes it back from there.
  static let saveTitle = "\u{1b}[22;2t"
  static let restoreTitle = "\u{1b}[23;2t"
}

/// What the terminal is told to report, and how that is taken back.
///
/// Source: XTerm Control Sequences, "Mouse Tracking".
struct InputModes {
  let reportsMouse: Bool
  /// The protocol that is switched on.
  var keyboard: KeyboardProtocol?

  /// Presses and the wheel, by SGR where the terminal can.
  var enabling: String { KeySequences.enablePaste + (reportsMouse ? "\u{1b}[?1000h\u{1b}[?1006h" : "") }

  var disabling: String {
    (keyboard?.disabling ?? "") + KeySequences.disablePaste
      + (reportsMouse ? "\u{1b}[?1006l\u{1b}[?1000l" : "")
  }
}

/// A way to tell keys that terminals otherwise send as others: Ctrl-I from Tab, Shift-Enter from Enter.
///
/// Source: kitty, "Comprehensive keyboard handling in terminals"; XTerm Control Sequences, XTMODKEYS.
enum KeyboardProtocol: Equatable {
  case kitty
  /// xterm's; `before` is how it was set.
  case modifyOtherKeys(before: Int)

  /// Asks for both, and then for what any terminal answers (DA1), so that the end of the answers is known.
  static let question = "\u{1b}[?u\u{1b}[?4m\u{1b}[c"

  /// Kitty keeps a stack of flags for each screen; 1 is for ambiguous keys, 4 for their place on a Latin keyboard.
  var enabling: String {
    switch self {
    case .kitty: "\u{1b}[>5u"
    case .modifyOtherKeys: "\u{1b}[>4;2m"
    }
  }

  var disabling: String {
    switch self {
    case .kitty: "\u{1b}[<u"
    case .modifyOtherKeys(let before): "\u{1b}[>4;\(before)m"
    }
  }

  /// What is known to be there without an answer: tmux takes the request, and gives none.
  init?(type: String) {
    guard type.hasPrefix("tmux") else { return nil }
    self = .modifyOtherKeys(before: 0)
  }
}

extension TerminalCapabilities {
  /// Whether a kind of terminal is known to tell keys apart that others can't; `type` is what `TERM` says, `program` what
  /// `TERM_PROGRAM` says.
  package static func tellsKeysApart(type: String, program: String) -> Bool {
    ["xterm-kitty", "xterm-ghostty", "foot", "foot-extra", "wezterm"].contains(type)
      || ["ghostty", "WezTerm"].contains(program) && !type.hasPrefix("screen") && !type.hasPrefix("tmux")
  }
}
