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
      return .hindrance(
        "tmux takes copies, but knows of no clipboard of its terminal.",
        advice: "If the terminal has one, write into ~/.tmux.conf: set -as terminal-features ',*:clipboard'")
    }
    return .good("tmux takes copies and passes them on to its terminal")
  }
}
