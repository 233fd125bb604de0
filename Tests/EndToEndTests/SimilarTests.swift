import Foundation
import Testing

/// A word that is typed wrong: scripts are told what is similar, people are shown it.
@Suite struct SimilarTests {
  private let server: SampleServer
  private let program: Program

  init() throws {
    server = try SampleServer()
    program = try server.program()
  }

  /// How many rows a message says that `--similar` lets in.
  private func rowCount(in message: String) -> Int? {
    message.firstMatch(of: /--similar to get (?:that row|those ([0-9]+) rows)/).map { Int($0.1 ?? "1") ?? 0 }
  }

  @Test func `list writes no similar rows, and says what is similar in one line`() throws {
    let list = try program.run("list", "mejai", "--format", "csv", "--columns", "salesperson")
    #expect(list.status == 1)
    #expect(list.output == "Salesperson\r\n")
    #expect(list.errors.hasPrefix("komet: No customer matches mejai. Similar: "), "\(list.errors)")
    #expect(list.errors.contains("Mejía"), "\(list.errors)")
    #expect(list.errors.split(separator: "\n").count == 1, "\(list.errors)")
  }

  @Test func `--similar lets in as many rows as were told of`() throws {
    let count = try #require(rowCount(in: try program.run("list", "mejai").errors))
    let list = try program.run(
      "list", "mejai", "--similar", "--format", "tsv", "--columns", "name,salesperson")
    #expect(list.status == 0)
    #expect(list.errors.isEmpty)
    let rows = list.output.split(separator: "\n").dropFirst()
    #expect(rows.count == count)
    #expect(rows.first?.contains("Mejía") == true)
    #expect(try program.run("list", "mejai", "--similar", "--count").output == "\(count)\n")
    let none = try program.run("list", "mejai", "--count")
    #expect(none.output == "0\n")
    #expect(none.status == 1)
  }

  @Test func `export writes no file of similar rows unless told to`() throws {
    let refused = try program.run("export", "a.csv", "mejai")
    #expect(refused.status == 1)
    #expect(
      refused.errors.hasPrefix("komet: No customer matches mejai, so no file was written. Similar: "),
      "\(refused.errors)")
    #expect(program.home.files.isEmpty)
    let count = try #require(rowCount(in: refused.errors))
    let export = try program.run("export", "a.csv", "mejai", "--similar")
    #expect(export.status == 0)
    #expect(
      export.errors.hasPrefix("\(count) customers, only similar, written to "),
      "\(export.errors)")
    #expect(program.home.content("a.csv")?.contains("Mejía") == true)
  }

  @Test func `what matches is the same with --similar, and stands first`() throws {
    let matches = try program.run("list", "2-14", "--format", "jsonl").output
    #expect(try program.run("list", "2-14", "--format", "jsonl", "--similar").output.hasPrefix(matches))
  }

  @Test func `the way out is told in one line, with the option that leads there`() throws {
    let inactive = try program.run("list", "T3526", "--status", "inactive")
    #expect(inactive.status == 1)
    #expect(inactive.errors == "komet: No customer matches T3526. 1 matches with --status all.\n")
    let mine = try program.run("list", "id:29775", "--scope", "mine")
    #expect(mine.errors == "komet: No customer matches id:29775. 1 matches with --scope all.\n")
    let unknown = try program.run("list", "T3526", "code:qqqqqqqq")
    #expect(
      unknown.errors
        == "komet: No customer matches T3526 code:qqqqqqqq. “code:qqqqqqqq” is in no customer; 1 matches without it.\n"
    )
  }

  @Test func `what was asked drives no terminal`() throws {
    let list = try program.run("list", "id:\u{1b}[2J")
    #expect(!list.errors.contains("\u{1b}"))
    let text = try program.run("list", "code:qq\u{1b}[2J\nqq")
    #expect(text.errors.split(separator: "\n").count == 1)
    #expect(!text.errors.contains("\u{1b}"))
  }

  @Test func `a query of which a part can't be read is refused in scripts`() throws {
    let list = try program.run("list", "mejia", "updated:>soon")
    #expect(list.status == 2)
    #expect(list.errors.contains("write a date as"))
    #expect(list.output.isEmpty)
  }

  @Test func `in the browser a line stands above the similar rows`() throws {
    let screen = try TmuxScreen(program)
    try screen.wait(for: "● synced")
    try screen.type("mejai")
    let shown = try screen.wait(for: "similar rows") { $0.contains("── ≈ ") && $0.contains(" similar ──") }
    #expect(shown.split(separator: "\n").first?.contains("0 of ") == true)
    try screen.press("Enter", "*")
    try screen.wait(for: "marked; none matches")
    try screen.press("e")
    try screen.wait(for: " marked customers")
    try screen.press("Escape")
    try screen.wait(for: "list again") { !$0.contains("Export") }
    try screen.press("U", "e")
    try screen.wait(for: "similar customers; none matches")
  }
}
