import Foundation

@testable import komet

/// The program in a real terminal: tmux, on a server of its own.
final class TmuxScreen {
  private let socket = "komet-\(UUID().uuidString)"
  private let environment: [String: String]
  /// How long anything on the screen is waited for; only a failure takes it.
  private static let patience: TimeInterval = 30

  struct NeverShown: Error, CustomStringConvertible {
    let what: String
    let screen: String
    var description: String { "\(what) never showed; the screen was:\n\(screen)" }
  }

  /// Starts `komet ARGUMENTS` in a terminal of that size.
  convenience init(_ program: Program, _ arguments: String..., columns: Int = 120, rows: Int = 30) throws {
    try self.init(program, running: Self.line(arguments), columns: columns, rows: rows)
  }

  /// Starts a command line in a terminal of that size, with the program's environment.
  init(_ program: Program, running line: String, columns: Int = 120, rows: Int = 30) throws {
    environment = program.environment
    try tmux(
      "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "-c", program.home.path,
      line)
  }

  /// Starts `komet ARGUMENTS` in the same terminal, in place of what ran there.
  func restart(_ arguments: String...) throws {
    try tmux("respawn-pane", "-k", Self.line(arguments))
  }

  /// The shell stays, so that what the program leaves behind can be looked at.
  private static func line(_ arguments: [String]) -> String {
    let command = ([Program.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
    return "\(command); echo ended with $?; exec cat"
  }

  deinit {
    _ = try? tmux("kill-server")
  }

  /// Presses keys by tmux's names: `Enter`, `F2`, `C-s`, or letters.
  func press(_ keys: String...) throws { try press(keys) }

  func press(_ keys: [String]) throws {
    for key in keys { try tmux("send-keys", key) }
  }

  enum MouseAction: UInt8 {
    case press = 0
    case wheelUp = 64
    case wheelDown = 65
  }

  /// Does something with the mouse at a place counted from 0, as the terminal tells it that tmux imitates.
  ///
  /// Source: XTerm Control Sequences, "Mouse Tracking".
  func mouse(_ action: MouseAction, column: UInt8, row: UInt8) throws {
    func event(_ button: UInt8) -> String {
      "\u{1b}[M" + [button + 32, column + 33, row + 33].map { String(Unicode.Scalar($0)) }.joined()
    }
    let release: UInt8 = 3
    try type(event(action.rawValue) + (action == .press ? event(release) : ""))
  }

  /// Clicks on a text that is on the screen, in a line of ASCII.
  func click(on text: String) throws {
    let lines = try wait(for: text).split(separator: "\n", omittingEmptySubsequences: false)
    for (row, line) in lines.enumerated() {
      guard let place = line.range(of: text)?.lowerBound else { continue }
      let column = line.distance(from: line.startIndex, to: place)
      try mouse(.press, column: UInt8(clamping: column), row: UInt8(clamping: row))
      return
    }
  }

  /// Pastes as a terminal does, so that the program can tell it from typing.
  func paste(_ text: String) throws {
    try tmux("set-buffer", text)
    try tmux("paste-buffer", "-p", "-r")
  }

  func type(_ text: String) throws {
    try tmux("send-keys", "-l", text)
  }

  func resize(columns: Int, rows: Int) throws {
    try tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)")
  }

  func text() throws -> String {
    try tmux("capture-pane", "-p")
  }

  /// The screen with its colours and attributes, as escape sequences.
  func styledText() throws -> String {
    try tmux("capture-pane", "-e", "-p")
  }

  /// A line of the status of tmux, by its format language.
  func property(_ format: String) throws -> String {
    try tmux("display-message", "-p", format).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Lets programs fill the clipboard with OSC 52.
  func allowClipboard() throws {
    try tmux("set-option", "-s", "set-clipboard", "on")
  }

  /// What was copied last; empty if nothing was.
  func clipboard() throws -> String {
    try tmux("show-buffer")
  }

  /// Waits until the screen is as wanted, and returns it.
  @discardableResult
  func wait(for what: String, until isThere: (String) -> Bool) throws -> String {
    let deadline = Date(timeIntervalSinceNow: Self.patience)
    while true {
      let screen = try text()
      if isThere(screen) { return screen }
      guard Date() < deadline else { throw NeverShown(what: what, screen: screen) }
    }
  }

  /// Waits until a text is on the screen.
  @discardableResult
  func wait(for text: String) throws -> String {
    try wait(for: "“\(text)”") { $0.contains(text) }
  }

  @discardableResult
  private func tmux(_ arguments: String...) throws -> String {
    try ChildProcess(arguments: ["tmux", "-L", socket] + arguments, environment: environment).run().output
  }
}
