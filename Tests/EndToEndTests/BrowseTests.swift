import Foundation
import Testing

/// The browser in a real terminal, asking a real server.
@Suite struct BrowseTests {
  private let server: SampleServer

  init() throws {
    server = try SampleServer()
  }

  @Test func `open, type, toggle, mark, export, and read the CSV with Python`() throws {
    let program = try server.program()
    let screen = try TmuxScreen(program)
    try screen.wait(for: "● synced")
    try screen.wait(for: "2-14 BRIDAL CAKES")
    let all = try count(on: screen)

    try screen.type("rosa")
    try screen.wait(for: "› rosa")
    let found = try screen.wait(for: "fewer rows") { count(in: $0).map { $0 < all } ?? false }
    #expect(found.lowercased().contains("rosa"))
    try screen.press("C-u")
    try screen.wait(for: "all rows") { count(in: $0) == all }

    try screen.press("F2")
    try screen.wait(for: "My customers")
    let mine = try #require(count(in: try screen.wait(for: "my rows") { count(in: $0) != all }))
    #expect(mine < all)
    try screen.press("F2")
    try screen.wait(for: "All customers")
    try screen.wait(for: "all rows") { count(in: $0) == all }

    try screen.press("Enter", "Space", "Space", "Space")
    try screen.wait(for: "three marks") { $0.contains("3 marked") && $0.split(separator: "✓").count == 4 }
    try screen.press("C-s")
    try screen.wait(for: "3 marked customers")
    try screen.press("C-u")
    try screen.type("three.csv")
    try screen.press("Enter")
    try screen.wait(for: "3 customers written")
    let read = try program.shell(
      "python3 -c 'import csv; r = list(csv.reader(open(\"three.csv\", encoding=\"utf-8-sig\", newline=\"\"))); "
        + "print(len(r), r[0][0], len(r[0]), *[x[5] for x in r[1:]])'")
    #expect(read.output.hasPrefix("4 Name 10 "))
    try screen.press("q")
    try screen.wait(for: "ended with 0")
  }

  @Test
  func `an export goes as Excel into a new folder, is opened, and the next one after a restart is Excel`()
    throws
  {
    var program = try server.program()
    // Stands for the desktop.
    try program.home.write("#!/bin/sh\necho \"$1\" > opened\n", to: "bin/xdg-open", mode: 0o755)
    program.variables["PATH"] = "\(program.home.path)/bin:" + (program.environment["PATH"] ?? "")
    program.variables["DISPLAY"] = ":99"
    let screen = try TmuxScreen(program, columns: 120, rows: 30)
    try screen.wait(for: "● synced")
    try screen.type("rosa")
    try screen.press("C-s")
    try screen.wait(for: "[csv]")
    try screen.press("C-u")
    try screen.type("new folder/rosa.csv")
    try screen.press("Tab")
    try screen.wait(for: "new folder/rosa.xlsx")
    try screen.press("Enter")
    try screen.wait(for: "There is no folder new folder.")
    try screen.press("Enter")
    try screen.wait(for: "customers written to")
    try screen.press("Enter")
    try screen.wait(for: "o opens it")
    try screen.press("o")
    try screen.wait(for: "Opening")
    let path = "\(program.home.path)/new folder/rosa.xlsx"
    try screen.wait(for: "the opened file") { _ in
      program.home.content("opened")?.hasSuffix("/new folder/rosa.xlsx\n") == true
    }
    #expect(FileManager.default.fileExists(atPath: path))
    try screen.press("q")
    try screen.wait(for: "ended with 0")
    try screen.restart()
    try screen.wait(for: "● synced")
    try screen.press("C-s")
    try screen.wait(for: "[xlsx]")
  }

  @Test func `keys that are typed ahead mean what they mean typed slowly`() throws {
    let server = try SampleServer(customers: 20_000)
    let screen = try TmuxScreen(try server.program())
    try screen.wait(for: "● synced")
    try screen.press("m", "e", "j", "i", "a", "Enter", "Space", "End", "Space")
    let marked = try screen.wait(for: "two marks") { $0.contains("2 marked") && $0.contains("✓") }
    let lines = marked.split(separator: "\n").filter { $0.contains("✓") }
    #expect(lines.allSatisfy { $0.lowercased().contains("mejia") || $0.lowercased().contains("mejía") })
  }

  @Test func `list counts what the screen counts`() throws {
    let server = try SampleServer(customers: 2_000)
    let program = try server.program()
    let screen = try TmuxScreen(program)
    try screen.wait(for: "● synced")
    let all = try count(on: screen)
    try screen.type("mejia")
    let shown = try #require(
      count(in: try screen.wait(for: "fewer rows") { count(in: $0).map { $0 < all } ?? false }))
    let list = try program.run("list", "mejia", "--format", "jsonl")
    #expect(list.output.split(separator: "\n").count == shown)
  }

  @Test func `an existing file is asked about, and Esc keeps it`() throws {
    let program = try server.program()
    try program.home.write("old", to: "a.csv")
    let screen = try TmuxScreen(program)
    try screen.wait(for: "2-14 BRIDAL CAKES")
    try screen.press("C-s")
    try screen.wait(for: "Export")
    try screen.press("C-u")
    try screen.type("a.csv")
    try screen.press("Enter")
    try screen.wait(for: "That file exists")
    try screen.press("Escape")
    try screen.wait(for: "Enter writes")
    #expect(program.home.content("a.csv") == "old")
  }

  @Test func `the screen follows the terminal's size`() throws {
    let screen = try TmuxScreen(try server.program())
    try screen.wait(for: "● synced")
    try screen.wait(for: "Accounting code")
    try screen.resize(columns: 60, rows: 15)
    try screen.wait(for: "no details") { !$0.contains("Accounting code") && $0.contains("NAME") }
    try screen.resize(columns: 18, rows: 4)
    try screen.wait(for: "terminal too sma")
    try screen.resize(columns: 110, rows: 32)
    try screen.wait(for: "Accounting code")
  }

  @Test(arguments: ["q", "C-q"])
  func `quitting gives the terminal back`(key: String) throws {
    let screen = try TmuxScreen(try server.program())
    try screen.wait(for: "● synced")
    #expect(try screen.property("#{alternate_on}") == "1")
    try screen.press("Enter", key)
    try screen.wait(for: "ended with 0")
    #expect(try screen.property("#{alternate_on} #{mouse_any_flag}") == "0 0")
  }

  @Test(arguments: ["INT", "TERM", "HUP", "SEGV", "ABRT"])
  func `a signal gives the terminal back`(signal: String) throws {
    let program = try server.program()
    let screen = try TmuxScreen(program)
    try screen.wait(for: "● synced")
    let shell = try screen.property("#{pane_pid}")
    let children = try program.shell("pgrep -P \(shell)")
    _ = try program.shell("kill -\(signal) \(children.output)")
    try screen.wait(for: "ended with")
    #expect(try screen.property("#{alternate_on} #{mouse_any_flag}") == "0 0")
  }

  @Test func `a server that is gone is said, and the rows stay`() throws {
    let screen = try TmuxScreen(try server.program())
    try screen.wait(for: "● synced")
    try screen.wait(for: "2-14 BRIDAL CAKES")
    server.stop()
    try screen.press("C-r")
    try screen.wait(for: "Not refreshed")
    try screen.press("Escape")
    let shown = try screen.wait(for: "offline · data from")
    #expect(shown.contains("2-14 BRIDAL CAKES"))
  }

  @Test func `a fetch that stalls can be cancelled at once`() throws {
    let server = try SampleServer(fault: "stall")
    let screen = try TmuxScreen(try server.program())
    try screen.wait(for: "Fetching the customers")
    try screen.press("Escape")
    try screen.wait(for: "Cancelled")
  }

  @Test func `hostile names drive nothing`() throws {
    let server = try SampleServer(customers: 200, hostileNames: true)
    let screen = try TmuxScreen(try server.program())
    try screen.wait(for: "● synced")
    for _ in 0..<8 { try screen.press("PageDown") }
    try screen.press("Enter", "C-l")
    let shown = try screen.wait(for: "komet")
    #expect(shown.split(separator: "\n").first?.contains("All customers") == true)
    #expect(shown.split(separator: "\n").count <= 30)
  }

  /// How many customers the status line says are shown.
  private func count(in screen: String) -> Int? {
    guard let line = screen.split(separator: "\n").first,
      let match = line.firstMatch(of: /(active|inactive)\s+([0-9,]+)/)
    else { return nil }
    return Int(match.output.2.replacing(",", with: ""))
  }

  private func count(on screen: TmuxScreen) throws -> Int {
    try #require(count(in: try screen.wait(for: "a count") { count(in: $0) != nil }))
  }
}
