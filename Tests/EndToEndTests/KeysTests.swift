import Foundation
import Testing

/// What keys do, in a real terminal.
@Suite struct KeysTests {
  private let server: SampleServer

  init() throws {
    server = try SampleServer()
  }

  @Test func `a key of the config works, and the hints name it`() throws {
    let program = try server.program()
    try program.home.write(
      """
      [keys]
      toggle-scope = ["x", "f8"]
      """, to: ".config/komet/config.toml")
    let screen = try TmuxScreen(program)
    try screen.wait(for: "● synced")
    try screen.wait(for: "F8 mine")
    try screen.press("Enter")
    try screen.wait(for: "x mine")
    try screen.press("x")
    try screen.wait(for: "My customers")
  }

  @Test func `a key that can't come is told at the start, and the hints name the one that can`() throws {
    let program = try server.program()
    try program.home.write("[keys]\nexport = \"ctrl-m\"\n", to: ".config/komet/config.toml")
    let screen = try TmuxScreen(program)
    try screen.wait(for: "A key of the config can never come, so it is left out; see: komet config check")
    try screen.press("Enter")
    try screen.wait(for: "e export")
  }

  @Test func `Esc and a letter at its heels are both keys, and Alt with one that means something is not`()
    throws
  {
    let screen = try TmuxScreen(try server.program())
    try screen.wait(for: "● synced")
    try screen.type("rosa bella")
    try screen.wait(for: "› rosa bella")
    try screen.type("\u{1b}bx")
    try screen.wait(for: "› rosa xbella")
    try screen.type("\u{1b}r")
    try screen.wait(for: "› r") { $0.contains("› r ") && !$0.contains("bella") }
  }

  @Test func `what a terminal answers late is no text, and the keypad types`() throws {
    let screen = try TmuxScreen(try server.program())
    try screen.wait(for: "● synced")
    try screen.type("\u{1b}]11;rgb:1e1e/1e1e/1e1e\u{1b}\\a\u{1b}Ok\u{1b}Ory\u{1b}[27;2;66~")
    try screen.wait(for: "› a+2yB")
  }

  @Test(arguments: [true, false])
  func `the mouse is the terminal's own where the config says so`(isReported: Bool) throws {
    let program = try server.program()
    try program.home.write("[ui]\nmouse = \(isReported)\n", to: ".config/komet/config.toml")
    let screen = try TmuxScreen(program)
    try screen.wait(for: "● synced")
    #expect(try screen.property("#{mouse_any_flag}") == (isReported ? "1" : "0"))
    try screen.press("C-q")
    try screen.wait(for: "ended with 0")
    #expect(try screen.property("#{mouse_any_flag}") == "0")
  }

  @Test func `a key that would do two things is refused with file and line`() throws {
    let program = try server.program()
    try program.home.write("[keys]\nexport = \"m\"\n", to: ".config/komet/config.toml")
    let outcome = try program.run("list")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("config.toml:2: `m` can't be `export` in the list"))
  }

  @Test func `the palette finds a command by what it does, and runs it`() throws {
    let screen = try TmuxScreen(try server.program())
    try screen.wait(for: "● synced")
    try screen.press("C-o")
    try screen.wait(for: "Commands")
    try screen.type("all customers")
    try screen.wait(for: "toggle-scope")
    try screen.press("Enter")
    try screen.wait(for: "My customers")
    try screen.press("Enter", ":")
    try screen.wait(for: "Commands")
    try screen.type("quit")
    try screen.press("Enter")
    try screen.wait(for: "ended with 0")
  }

  @Test func `the facets count the customers, and Enter narrows the filter`() throws {
    let screen = try TmuxScreen(try server.program())
    try screen.wait(for: "● synced")
    try screen.press("F5")
    try screen.wait(for: "█")
    try screen.press("Tab", "Enter")
    try screen.wait(for: "› type:")
    try screen.press("Enter", "f", "Tab")
    try screen.wait(for: "✓ ")
    try screen.press("Escape")
    try screen.wait(for: "no popup") { !$0.contains("━━━") }
  }

  @Test func `a copy reaches the clipboard through tmux`() throws {
    let screen = try TmuxScreen(try server.program())
    try screen.allowClipboard()
    try screen.wait(for: "● synced")
    try screen.type("T3526")
    try screen.wait(for: "› T3526")
    try screen.wait(for: "one row") { $0.contains("1/1") }
    try screen.press("C-y")
    try screen.wait(for: "Copied the row of 2-14 BRIDAL CAKES")
    #expect(try screen.clipboard().hasPrefix("2-14 BRIDAL CAKES\tT3526\t"))
    try screen.press("Enter", "y")
    try screen.wait(for: "accounting code")
    try screen.press("c")
    try screen.wait(for: "Copied the code T3526")
    #expect(try screen.clipboard() == "T3526")
  }

  @Test(arguments: [
    ("env -u TMUX", "Sent the code T3526 to the terminal to copy (OSC 52)"),
    ("env -u TMUX TERM=linux", "Not copied: this terminal has no clipboard"),
    ("env -u TMUX DISPLAY=:7", "Copied the code T3526 (xclip)"),
  ])
  func `a copy is told by how far it came`(environment: String, words: String) throws {
    var program = try server.program()
    try program.home.write("#!/bin/sh\nexec cat > copied\n", to: "bin/xclip", mode: 0o755)
    program.variables["PATH"] = "\(program.home.path)/bin:/usr/bin:/bin"
    let screen = try TmuxScreen(program, running: "\(environment) '\(Program.path)' --query T3526")
    try screen.wait(for: "● synced")
    try screen.wait(for: "1/1")
    try screen.press("Enter", "y")
    try screen.wait(for: "accounting code")
    try screen.press("c")
    try screen.wait(for: words)
    if words.contains("xclip") { #expect(program.home.content("copied") == "T3526") }
  }

  @Test func `T shows the next theme`() throws {
    let screen = try TmuxScreen(try server.program(), "--theme", "dark")
    try screen.wait(for: "● synced")
    try screen.press("Enter", "T")
    try screen.wait(for: "─ Themes ─")
    try screen.press("T", "Enter")
    try screen.wait(for: "Theme: deuteranopia")
    try screen.press("T")
    try screen.wait(for: "─ Themes ─")
    try screen.press("Escape")
    try screen.wait(for: "Theme: deuteranopia")
  }

  @Test func `the window is named after the filter, and gets its name back`() throws {
    let screen = try TmuxScreen(try server.program())
    try screen.wait(for: "● synced")
    let before = try screen.property("#{host}")
    try screen.type("rosa")
    try screen.wait(for: "the title") { _ in
      (try? screen.property("#{pane_title}")) == "komet: rosa"
    }
    try screen.press("C-q")
    try screen.wait(for: "ended with 0")
    #expect(try screen.property("#{pane_title}") == before)
  }

  @Test func `the next start goes on where the last one ended`() throws {
    let program = try server.program()
    let screen = try TmuxScreen(program)
    try screen.wait(for: "● synced")
    try screen.type("rosa")
    try screen.press("F2", "F3", "C-q")
    try screen.wait(for: "ended with 0")
    let again = try TmuxScreen(program)
    try again.wait(for: "My customers · active and inactive")
    try again.wait(for: "› rosa")
    try again.press("C-u", "C-p")
    try again.wait(for: "› rosa")
    try again.press("C-q")
    try again.wait(for: "ended with 0")
    let fresh = try TmuxScreen(program, "--fresh")
    try fresh.wait(for: "All customers · active")
    try fresh.wait(for: "type to filter")
    let modes = try program.shell("cd .state && stat -c %a komet komet/history komet/session-default.json")
    #expect(modes.output == "700\n600\n600\n")
  }

  @Test func `a killed browser loses neither query, view, history nor saved filters`() throws {
    let program = try server.program()
    let screen = try TmuxScreen(program)
    try screen.wait(for: "● synced")
    try screen.type("rosa")
    try screen.press("Enter", "w")
    try screen.wait(for: "Save the filter")
    try screen.type("My roses")
    try screen.press("Enter", "m")
    try screen.wait(for: "My customers")
    try screen.wait(for: "all of it on the disk") { _ in
      let kept = ["history", "filters.json", "session-default.json"].map {
        program.home.content(".state/komet/\($0)")
      }
      return kept[0] == "rosa\n" && kept[1]?.contains("My roses") == true && kept[2]?.contains("mine") == true
    }
    let shell = try screen.property("#{pane_pid}")
    _ = try program.shell("kill -9 $(pgrep -P \(shell))")
    try screen.wait(for: "Killed")

    let again = try TmuxScreen(program)
    try again.wait(for: "My customers")
    try again.wait(for: "› rosa")
    try again.press("C-u", "C-p")
    try again.wait(for: "› rosa")
    try again.press("C-u", "C-o")
    try again.wait(for: "filter: My roses")
    try again.press("Enter")
    try again.wait(for: "› rosa")
    let modes = try program.shell("cd .state && stat -c %a komet komet/*")
    #expect(modes.output == "700\n600\n600\n600\n")
  }

  @Test func `filters of the config and saved ones stand in the palette, and ^X deletes a saved one`() throws
  {
    let program = try server.program()
    try program.home.write("[filters]\nretail = \"type:retailer\"\n", to: ".config/komet/config.toml")
    try program.home.write("{\"old\": \"updated:2017\"}", to: ".state/komet/filters.json")
    let screen = try TmuxScreen(program)
    try screen.wait(for: "● synced")
    try screen.press("C-o")
    try screen.wait(for: "filter: retail")
    try screen.wait(for: "^X delete")
    try screen.press("C-x")
    try screen.wait(for: "Deleted the filter “old”, which was updated:2017")
    try screen.wait(for: "nothing to delete") { !$0.contains("^X delete") }
    try screen.press("Enter")
    try screen.wait(for: "› type:retailer")
    try screen.press("C-q")
    try screen.wait(for: "ended with 0")
    #expect(program.home.content(".state/komet/filters.json") == "{\n\n}\n")
    #expect(program.home.content(".config/komet/config.toml") == "[filters]\nretail = \"type:retailer\"\n")
  }

  @Test func `a session that can't be read is no reason not to start`() throws {
    let program = try server.program()
    try program.home.write("{", to: ".state/komet/session-default.json")
    let screen = try TmuxScreen(program)
    try screen.wait(for: "The last session can't be read")
    try screen.wait(for: "● synced")
  }

  @Test func `a column that is hidden stays so in the next session`() throws {
    let program = try server.program()
    let screen = try TmuxScreen(program, columns: 90)
    try screen.wait(for: "● synced")
    try screen.wait(for: "SALESPERSON")
    try screen.press("F6", "Down", "Down", "Down", "Space", "Escape")
    try screen.wait(for: "one column less") { !$0.contains("SALESPERSON") && !$0.contains("─ Columns") }
    try screen.press("C-q")
    try screen.wait(for: "ended with 0")
    let again = try TmuxScreen(program, columns: 90)
    try again.wait(for: "TYPE")
    #expect(try !again.text().contains("SALESPERSON"))
  }
}
