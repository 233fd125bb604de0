import CNcurses

/// What the system knows of a kind of terminal, found out without touching the terminal.
///
/// Source: terminfo(5).
package struct TerminalCapabilities: Equatable, Sendable {
  package let colorDepth: ColorDepth
  package let reportsMouse: Bool
  /// Whether it can be sent what it may not know, such as OSC.
  package let takesControlStrings: Bool

  /// Nil for a kind that is unknown or can't move its cursor, which the browser can't use.
  ///
  /// `type` is what `TERM` says. Not to be asked while ncurses drives a terminal.
  package init?(type: String) {
    var result: Int32 = 0
    guard setupterm(type, 1, &result) == OK, NcursesTerminal.capability("cup") != nil else { return nil }
    colorDepth = ColorPairs.depth(colors: Int(tigetnum("colors")), isDirect: tigetflag("RGB") > 0)
    reportsMouse = NcursesTerminal.capability("kmous") != nil
    takesControlStrings = Self.takesControlStrings(type: type)
  }

  /// The Linux console would show some of them as text.
  static func takesControlStrings(type: String) -> Bool { !type.hasPrefix("linux") }
}
