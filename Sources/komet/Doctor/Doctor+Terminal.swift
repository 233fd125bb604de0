import CustomerBrowser
import Foundation
import TerminalUI
import Wording

extension Doctor {
  /// Checks what the browser needs of the terminal, if there is one.
  func checkTerminal(tell: Teller) throws {
    try tell("characters", characters)
    guard isatty(STDIN_FILENO) == 1, StandardOutput.isTerminal else {
      try tell("terminal", .absent("none here; komet list works without"))
      return
    }
    let type = environment["TERM"] ?? ""
    guard let capabilities = TerminalCapabilities(type: type) else {
      try tell(
        "terminal",
        .bad(
          UserFacingError(
            .usage, what: "The browser can't use a terminal of the kind “\(type)”.",
            advice: "Set TERM to what it is, for example xterm-256color; komet list works without.")))
      return
    }
    try tell(
      "terminal",
      capabilities.type == type
        ? .good(type)
        : .warning(
          "Nothing is known here about a terminal of the kind “\(type)”, so it counts as \(capabilities.type).",
          advice:
            "Install its description (Debian: ncurses-term), or bring it: infocmp -x | ssh HOST tic -x -"))
    try tell("colours", colors(capabilities))
    try tell(
      "mouse",
      capabilities.reportsMouse
        ? .good("clicks and wheel are told") : .absent("this terminal tells of none; every action has a key"))
    try tell(
      "clipboard",
      ClipboardCheck(environment: environment, takesOSC: capabilities.takesControlStrings).finding)
  }

  private var characters: Finding {
    let locale = CharacterLocale.current
    let isHere = locale.name == locale.wanted
    guard locale.isUTF8 else {
      return .warning(
        "The locale (\(locale.wanted)) \(isHere ? "has no UTF-8" : "is not installed here"), "
          + "so lines and accents are drawn with ASCII.",
        advice: "Set LC_ALL=C.UTF-8, or a locale of your language that locale -a lists.")
    }
    return .good(
      "UTF-8 (\(locale.name)\(isHere ? "" : ", since \(locale.wanted) is not installed here"))")
  }

  private func colors(_ capabilities: TerminalCapabilities) -> Finding {
    guard environment["NO_COLOR"] == nil else { return .absent("none, as NO_COLOR asks") }
    return switch capabilities.colorDepth {
    case .direct: .good("16 million")
    case .palette: .good("256")
    case .sixteen: .good("16")
    case .eight:
      .warning(
        "8 only, so themes look alike.",
        advice: environment["TMUX"] == nil
          ? "If the terminal has more, set TERM=xterm-256color or its like."
          : "Write into ~/.tmux.conf: set -g default-terminal tmux-256color")
    case .none: .absent("none: themes differ by bold, underline and reverse")
    }
  }
}

/// Whether what is copied can reach the clipboard: by a program, or by the escape sequence OSC 52.
struct ClipboardCheck {
  let environment: Environment
  /// Whether the terminal may be sent the sequence at all.
  let takesOSC: Bool

  var finding: Finding {
    if let program = ClipboardPrograms(environment).first {
      return program.name == ClipboardPrograms.tmux ? tmux : .good("copies go through \(program.name)")
    }
    guard takesOSC else {
      return .absent("this terminal has none; with wl-clipboard, xclip or xsel there would be one")
    }
    if environment["STY"] != nil {
      return .absent("screen does not pass copies on; outside of it they reach the terminal (OSC 52)")
    }
    return .good("copies are sent to the terminal (OSC 52), which most take over")
  }

  private var tmux: Finding {
    guard ClipboardPrograms.tmuxReachesClipboard else {
      return .warning(
        "tmux takes copies, but knows of no clipboard of its terminal.",
        advice: "If the terminal has one, write into ~/.tmux.conf: set -as terminal-features ',*:clipboard'")
    }
    return .good("tmux takes copies and passes them on to its terminal")
  }
}
