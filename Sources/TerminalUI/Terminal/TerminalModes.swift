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
  /// xterm's, with the value that it had before, if the terminal has told.
  case modifyOtherKeys(before: Int?)

  /// Asks for kitty's flags, for which terminal it is (DA2), and for what any terminal answers (DA1), so that the end of the
  /// answers is known.
  static let question = "\u{1b}[?u\u{1b}[>c\u{1b}[c"

  /// Asks how xterm's keys are set (XTQMODKEYS, which xterm has since version 377), then again what any terminal answers.
  ///
  /// Only for what has said that it is xterm or mintty: what knows no such question may take it for a colour.
  static let valueQuestion = "\u{1b}[?4m\u{1b}[c"

  /// What a terminal of this type, as DA2 tells it, has: xterm and mintty are known to send modified keys.
  init?(terminalType: Int) {
    guard [41, 77].contains(terminalType) else { return nil }
    self = .modifyOtherKeys(before: nil)
  }

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
    // What another program had set is not what the person's resources say, which comes back without a value.
    case .modifyOtherKeys(before: .some(let value)): "\u{1b}[>4;\(value)m"
    case .modifyOtherKeys(before: nil): "\u{1b}[>4m"
    }
  }

  /// What is known to be there without an answer: tmux takes the request, and gives none.
  init?(type: String) {
    guard type.hasPrefix("tmux") else { return nil }
    self = .modifyOtherKeys(before: nil)
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
