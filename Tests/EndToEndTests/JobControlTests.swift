import Foundation
import Testing

/// The browser and the shell that it was started from.
@Suite struct JobControlTests {
  private let server: SampleServer
  private let program: Program

  init() throws {
    server = try SampleServer(customers: 100)
    program = try server.program()
    try program.home.write("demo:\n\t@exec '\(Program.path)'\n", to: "Makefile")
  }

  private static let prompt = "ready>"
  /// What the terminal is like: the screen, the mouse, the cursor, the keypad, as tmux knows them.
  private static let modes = "#{alternate_on} #{mouse_any_flag} #{cursor_flag} #{keypad_cursor_flag}"

  /// A shell with job control in a terminal.
  private func shell() throws -> TmuxScreen {
    let screen = try TmuxScreen(program, running: "PS1='\(Self.prompt) ' exec bash --norc --noediting -i")
    try screen.wait(for: Self.prompt)
    try screen.type("stty -g > before\n")
    return screen
  }

  /// Waits until the shell answers and compares the terminal with what it was.
  private func expectShell(on screen: TmuxScreen, after words: String) throws {
    try screen.wait(for: words)
    try screen.type("stty -g > after; echo as be''fore\n")
    try screen.wait(for: "as before")
    #expect(program.home.content("after") == program.home.content("before"))
    #expect(try screen.property(Self.modes) == "0 0 1 0")
  }

  /// Waits for the whole screen, and for a key to count.
  private func expectBrowser(on screen: TmuxScreen) throws {
    try screen.wait(for: "the whole screen") { $0.contains("2-14 BRIDAL CAKES") && $0.contains("● synced") }
    try screen.type("cakes")
    try screen.wait(for: "› cakes")
    try screen.press("C-u")
    try screen.wait(for: "all customers") { !$0.contains("› cakes") && $0.contains("2-14 BRIDAL CAKES") }
    #expect(try screen.property("#{alternate_on} #{mouse_any_flag} #{keypad_flag}") == "1 1 1")
  }

  @Test(arguments: [
    "'\(Program.path)'", "make -s demo", "sh -c \"'\(Program.path)'; :\"", "nice make -s demo",
  ])
  func `^Z gives the prompt back, whatever wraps it, and fg the whole screen`(line: String) throws {
    let screen = try shell()
    try screen.type("\(line)\n")
    try screen.wait(for: "● synced")
    for _ in 0..<2 {
      try expectBrowser(on: screen)
      try screen.press("C-z")
      try expectShell(on: screen, after: "Stopped")
      try screen.type("clear; fg\n")
    }
    try expectBrowser(on: screen)
    try screen.press("C-q")
    try expectShell(on: screen, after: Self.prompt)
  }

  @Test func `after SIGSTOP, fg brings back modes, size and the whole screen`() throws {
    let screen = try shell()
    try screen.type("'\(Program.path)'\n")
    try screen.wait(for: "● synced")
    _ = try program.shell("pkill -STOP -f '^\(Program.path)$' -s \(try screen.property("#{pane_pid}"))")
    try screen.wait(for: "Stopped")
    try screen.type("printf '\\033[?1049l\\033[?1000l\\033[?1006l\\033[?2004l'; clear; echo cle''ared\n")
    try screen.wait(for: "cleared")
    try screen.resize(columns: 100, rows: 25)
    try screen.type("fg\n")
    try expectBrowser(on: screen)
    #expect(try screen.text().split(separator: "\n", omittingEmptySubsequences: false).count <= 26)
    try screen.press("C-q")
    try expectShell(on: screen, after: Self.prompt)
  }

  @Test func `^Z does nothing where no shell could bring it back`() throws {
    let screen = try TmuxScreen(program)
    try screen.wait(for: "● synced")
    try screen.press("C-z")
    try screen.wait(for: "No shell is here that could bring komet back")
    try expectBrowser(on: screen)
  }

  @Test(arguments: ["C-z", "TSTP", "STOP"])
  func `stopped at the password, the shell has its echo, and fg hides what is typed again`(stop: String)
    throws
  {
    let screen = try shell()
    try screen.type("'\(Program.path)' login --user julian\n")
    for round in 1...2 {
      try screen.wait(for: "Password of julian:")
      if stop == "C-z" {
        try screen.press(stop)
      } else {
        _ = try program.shell(
          "pkill -\(stop) -f '^\(Program.path) login' -s \(try screen.property("#{pane_pid}"))")
      }
      try expectShell(on: screen, after: "Stopped")
      try screen.type("clear; echo round''\(round); fg\n")
      // What stood there before is gone when this does.
      try screen.wait(for: "round\(round)")
    }
    try screen.wait(for: "Password of julian:")
    try screen.type("secret-word\n")
    try screen.wait(for: "The server says")
    #expect(!(try screen.text()).contains("secret-word"))
    try expectShell(on: screen, after: Self.prompt)
  }

  @Test func `a session that can't be kept is told after the screen is given back`() throws {
    var program = program
    program.variables["XDG_STATE_HOME"] = "/dev/null"
    let screen = try TmuxScreen(program)
    try screen.wait(for: "● synced")
    try screen.type("cakes")
    try screen.press("C-q")
    let shown = try screen.wait(for: "ended with 0")
    #expect(shown.contains("komet: /dev/null/komet/session-default.json could not be written."))
    #expect(shown.contains("komet: /dev/null/komet/history could not be written."))
  }
}
