/// Whether what is copied can reach the clipboard, by the escape sequence OSC 52.
struct ClipboardCheck {
  let environment: Environment
  /// Whether the terminal may be sent the sequence at all.
  let takesOSC: Bool

  var finding: Finding {
    guard takesOSC else { return .absent("this terminal has none") }
    if environment["TMUX"] != nil { return tmux }
    if environment["STY"] != nil {
      return .absent("screen does not pass copies on; outside of it they reach the terminal (OSC 52)")
    }
    return .good("copies are sent to the terminal (OSC 52), which most take over")
  }

  private var tmux: Finding {
    var ask = ChildProcess.helper(["tmux", "show-options", "-sv", "set-clipboard"])
    ask.keepsErrors = true
    guard let outcome = try? ask.run(), outcome.status == 0 else {
      return .absent("tmux does not tell whether it passes copies on")
    }
    guard outcome.output.hasPrefix("on") else {
      return .hindrance(
        "tmux does not pass copies on.",
        advice: "Run: tmux set -s set-clipboard on; and write set -s set-clipboard on into ~/.tmux.conf")
    }
    return .good("tmux passes copies on (OSC 52)")
  }
}
