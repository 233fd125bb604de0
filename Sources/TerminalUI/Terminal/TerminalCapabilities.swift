import CNcurses

/// What the system knows of a kind of terminal, found out without touching the terminal.
///
/// Source: terminfo(5).
package struct TerminalCapabilities: Equatable, Sendable {
  /// The kind itself, or the relative that it is taken for.
  package let type: String
  package let colorDepth: ColorDepth
  package let reportsMouse: Bool
  /// Whether it can be sent what it may not know, such as OSC.
  package let takesControlStrings: Bool

  /// Nil for a kind that is unknown, as are its relatives, or can't move its cursor, which the browser can't use.
  ///
  /// `type` is what `TERM` says. Not to be asked while ncurses drives a terminal.
  package init?(type: String) {
    var result: Int32 = 0
    let known = Self.types(for: type).first { setupterm($0, 1, &result) == OK }
    guard let known, NcursesTerminal.capability("cup") != nil else { return nil }
    self.type = known
    colorDepth = ColorPairs.depth(colors: Int(tigetnum("colors")), isDirect: tigetflag("RGB") > 0)
    reportsMouse = NcursesTerminal.capability("kmous") != nil
    takesControlStrings = Self.takesControlStrings(type: type)
  }

  /// The kind itself, then those that stand in for it where nothing is known about it.
  ///
  /// A terminal is often younger than the system that is reached through it, and nearly all are like xterm.
  static func types(for type: String) -> [String] {
    guard !type.isEmpty else { return [] }
    let multiplexers =
      ["tmux", "screen"].contains(where: type.hasPrefix) ? ["screen-256color", "screen"] : []
    return [type] + multiplexers + ["xterm-256color", "xterm"]
  }

  /// The Linux console would show some of them as text.
  static func takesControlStrings(type: String) -> Bool { !type.hasPrefix("linux") }
}
