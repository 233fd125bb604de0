import CNcurses
import Foundation
import TerminalText

/// A screen to paint on, and the keys and mouse before it.
///
/// Only the main thread may touch it.
package protocol Terminal: AnyObject {
  var size: Size { get }
  var colorDepth: ColorDepth { get }
  var charset: Charset { get }
  /// Readable when there is input; for `poll`.
  var inputDescriptor: Int32 { get }

  /// Shows the frame, writing only what differs from the last one.
  ///
  /// A frame of another size is cut, or leaves the rest as it is.
  func present(_ frame: Frame)

  /// Everything that has come in, without waiting for more.
  func readInput() -> [Input]

  /// When there is input to read although nothing more comes in, as Esc is the beginning of other keys; nil for never.
  var inputDeadline: ContinuousClock.Instant? { get }

  /// Makes the next `present` paint everything, whatever another program has left on the screen.
  func redraw()

  func bell()

  /// Asks the terminal to put a text on the person's clipboard (OSC 52), which it may or may not do.
  ///
  /// False if the terminal can't be asked.
  func copyToClipboard(_ text: String) -> Bool

  /// Names the window, if the terminal lets it; the name from before comes back with the screen.
  func setTitle(_ title: String)

  /// Gives the screen back, as before the start, until `resume`.
  func suspend()

  /// Takes the screen again, or makes sure of it after others may have used it; the next `present` paints everything.
  func resume()

  /// Gives the screen back for good; does nothing the second time.
  func restore()
}

/// What the system knows of a kind of terminal, found out without touching the terminal.
///
/// Source: terminfo(5).
package struct TerminalCapabilities: Equatable, Sendable {
  /// What the library says it is that terminals are driven by, for example `ncurses 6.4`.
  package static var libraryVersion: String { String(cString: curses_version()) }

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

/// The locale by which characters are read and shown.
///
/// Source: locale(7), setlocale(3).
package struct CharacterLocale: Equatable, Sendable {
  /// What the environment asks for.
  package let wanted: String
  /// What is in force: another one, if the system doesn't have that.
  package let name: String
  package let isUTF8: Bool

  /// The locale of the process, put into force when it is first asked for.
  ///
  /// Only the kind of characters: the decimal point must stay one for everybody else.
  package static let current = CharacterLocale(ProcessInfo.processInfo.environment)

  private init(_ environment: [String: String]) {
    let named = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }
    let wanted = named.first { !$0.isEmpty } ?? "C"
    // Two names of one.
    self.wanted = wanted == "POSIX" ? "C" : wanted
    var name = setlocale(LC_CTYPE, "").map { String(cString: $0) }
    // A name that says UTF-8 tells what the terminal shows, whether or not the system has that language.
    if name == nil, Self.isUTF8(named: wanted) {
      name = Self.fallbacks.first { setlocale(LC_CTYPE, $0) != nil }
    }
    self.name = name ?? "C"
    isUTF8 = String(cString: nl_langinfo(Int32(CODESET))) == "UTF-8"
  }

  /// The first is there on nearly every system.
  private static let fallbacks = ["C.UTF-8", "C.utf8", "en_US.UTF-8"]

  private static func isUTF8(named name: String) -> Bool {
    let name = name.lowercased()
    return name.contains("utf-8") || name.contains("utf8")
  }
}
