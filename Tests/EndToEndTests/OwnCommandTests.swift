import Foundation
import Testing

/// Lists from outside, commands of the person's own, and the screen of a user token, in a real terminal.
@Suite struct OwnCommandTests {
  private let server: SampleServer

  init() throws {
    server = try SampleServer()
  }

  private static let config = #"""
    [open]
    url = "https://crm.example.com/{id}?q={name}"
    [[command]]
    name = "tell"
    key = "ctrl-g"
    argv = ["sh", "-c", "echo \"[$1|$2|${KOMET_TOKEN-none}]\"; wc -l; exit 3", "tell", "{name}", "{id}"]
    [[command]]
    name = "hang"
    argv = ["sh", "-c", "echo $$ > hanging; sleep 98765 & wait"]
    [[command]]
    name = "read"
    argv = ["sh", "-c", "printf 'your word for %s: ' \"$1\"; read word; echo \"$word\" > word", "read", "{code}"]
    terminal = true
    [[command]]
    name = "lost"
    argv = ["no-such-program"]
    """#

  private func start(columns: Int = 120, rows: Int = 30, _ arguments: String...) throws -> (
    Program, TmuxScreen
  ) {
    let program = try server.program()
    try program.home.write(Self.config, to: ".config/komet/config.toml")
    let screen = try TmuxScreen(program, "--fresh", "--query", "T3526", columns: columns, rows: rows)
    try screen.wait(for: "● synced")
    try screen.wait(for: "1 of ")
    try screen.press("Enter")
    return (program, screen)
  }

  @Test(arguments: [(120, 30), (80, 24)])
  func `a key runs a command, and its output shows without the token`(columns: Int, rows: Int) throws {
    let (_, screen) = try start(columns: columns, rows: rows)
    try screen.press("C-g")
    let shown = try screen.wait(for: "It ended with exit code 3")
    #expect(shown.contains("[2-14 BRIDAL CAKES|25475|none]"))
    // The customer under the cursor came on stdin.
    let lines = shown.split(separator: "\n")
    #expect(lines.contains { $0.contains(" 1 ") })
    try screen.press("q")
    try screen.wait(for: "closed") { !$0.contains("exit code") }
  }

  @Test func `Esc ends a command that hangs with all that it started`() throws {
    let (program, screen) = try start()
    try screen.press(":")
    try screen.type("run: hang")
    try screen.press("Enter")
    try screen.wait(for: "It runs…")
    let deadline = Date(timeIntervalSinceNow: 30)
    while program.home.content("hanging")?.hasSuffix("\n") != true, Date() < deadline {}
    try screen.press("Escape")
    try screen.wait(for: "“hang” was cancelled")
    let shell = try #require(program.home.content("hanging").flatMap { pid_t($0.dropLast()) })
    while kill(-shell, 0) == 0, Date() < deadline {}
    #expect(kill(-shell, 0) != 0)
  }

  @Test func `a command that needs the terminal has it, and the screen comes back`() throws {
    let (program, screen) = try start()
    try screen.press(":")
    try screen.type("run: read")
    try screen.press("Enter")
    let prompt = try screen.wait(for: "your word for T3526:")
    #expect(!prompt.contains("komet"))
    try screen.type("שלום")
    try screen.press("Enter")
    try screen.wait(for: "“read” is done")
    #expect(program.home.content("word") == "שלום\n")
    // ^C is the program's alone.
    try screen.press(":")
    try screen.type("run: read")
    try screen.press("Enter")
    try screen.wait(for: "your word for T3526:")
    try screen.press("C-c")
    try screen.wait(for: "“read” ended with exit code 130")
    try screen.press("q")
    try screen.wait(for: "ended with 0")
  }

  @Test func `what can't be started is told, and o says where the page could not be opened`() throws {
    let (_, screen) = try start()
    try screen.press(":")
    try screen.type("run: lost")
    try screen.press("Enter")
    try screen.wait(for: "“lost” could not be started: there is no program no-such-program")
    try screen.press("o")
    try screen.wait(for: "Not opened")
    try screen.allowClipboard()
    try screen.press("y")
    try screen.wait(for: "https://crm.example.com/25475?q=2-14%20BRIDAL%20CAKES")
  }

  @Test func `help names the commands`() throws {
    let (_, screen) = try start()
    try screen.press("?")
    try screen.type("your own")
    let help = try screen.wait(for: "^G")
    #expect(help.contains("tell: sh -c"))
    #expect(help.contains("then hang:"))
  }

  @Test func `a pasted list of many shows its customers, and what was not found`() throws {
    let program = try server.program()
    let list = try program.run("list", "--format", "tsv", "--columns", "code", "has:code", "--limit", "150")
    let codes = list.output.split(separator: "\n").dropFirst().map { "\"\($0)\"" }
    let screen = try TmuxScreen(program, "--fresh", "--offline")
    try screen.wait(for: "● ") { $0.contains("offline") }
    let lines = (["Code"] + codes + ["ZZZNOPE", "QQ 77"]).joined(separator: "\n")
    // While all customers are still on their way it asks for another try.
    var hasFound = false
    while !hasFound {
      try screen.paste(lines)
      let answer = try screen.wait(for: "an answer") { $0.contains("paste again") || $0.contains(" found, ") }
      hasFound = answer.contains(" found, ")
      if !hasFound { try screen.press("Home") }
    }
    let shown = try screen.wait(for: "150 of 152 found, not ZZZNOPE, QQ 77")
    #expect(shown.contains("› is:listed"))
    #expect(shown.contains("150 of "))
    try screen.press("Enter", "o")
    let missing = try screen.wait(for: "Not found: 2 of 152")
    #expect(missing.contains("ZZZNOPE"))
  }

  @Test(arguments: [(120, 30), (80, 24)])
  func `a user token alone shows no empty columns, and says what would show more`(columns: Int, rows: Int)
    throws
  {
    let program = try server.program(without: "KOMET_COMPANY_TOKEN")
    let screen = try TmuxScreen(program, "--fresh", columns: columns, rows: rows)
    try screen.wait(for: "names and ids, and no empty columns") { list in
      list.contains("● synced") && list.contains(/NAME.*ID/)
        && !["CODE", "TYPE", "SALESPERSON", "UPDATED"].contains { list.contains($0) }
    }
    try screen.press("Enter", "f")
    try screen.wait(for: "There is nothing to count by. Only ids and names are known")
    try screen.press("Enter")
    try screen.wait(for: "company token")
    let table = try program.run("list", "--limit", "1")
    #expect(table.output.hasPrefix("NAME"))
    #expect(!table.output.contains("SALESPERSON"))
    let none = try program.run("list", "type:wholesaler")
    #expect(none.status == 1)
    #expect(
      none.errors.contains("Only ids and names are known: a company token (KOMET_COMPANY_TOKEN) tells more."))
  }

  @Test func `list and export take the customers that a file or stdin names, in its order`() throws {
    let program = try server.program()
    try program.home.write(
      "\u{feff}Code;Name\r\n\"29775\";\"x;y\"\r\n T3526 ;\r\nZZZNOPE;\r\n", to: "codes.txt")
    let list = try program.run("list", "--from", "codes.txt", "--format", "csv", "--columns", "id")
    #expect(list.output == "ID\r\n29775\r\n25475\r\n")
    #expect(list.errors == "komet: 2 of 3 in codes.txt found; not found:\n  ZZZNOPE\n")
    #expect(list.status == 0)
    let sorted = try program.shell("$KOMET list --from - --sort id --format tsv --columns id < codes.txt")
    #expect(sorted.output == "ID\n25475\n29775\n")
    #expect(sorted.errors.hasPrefix("komet: 2 of 3 in stdin found"))
    let none = try program.shell("printf 'A\\nB\\n' | $KOMET export x.csv --from -")
    #expect(none.status == 1)
    #expect(
      none.errors
        == "komet: 0 of 2 in stdin found; not found:\n  A\n  B\nkomet: No customer is left, so no file was written.\n"
    )
    #expect(program.home.content("x.csv") == nil)
    let export = try program.run("export", "x.csv", "--from", "codes.txt", "bridal", "--columns", "id")
    #expect(program.home.content("x.csv") == "ID\r\n25475\r\n")
    #expect(export.errors.contains("1 of them left out, as it is not active and like bridal; not found:"))
    let missing = try program.run("list", "--from", "no-such-file")
    #expect(
      (missing.status, missing.errors) == (
        6, "komet: no-such-file could not be read. No such file or directory. Name another file.\n"
      ))
  }
}
