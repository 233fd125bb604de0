import Foundation
import Testing

/// The details, in a real terminal.
@Suite struct DetailTests {
  @Test func `a field is found, stepped to and copied`() throws {
    let server = try SampleServer(customers: 60)
    let screen = try TmuxScreen(try server.program(), "--query", "T3526", columns: 40, rows: 12)
    try screen.allowClipboard()
    try screen.wait(for: "2-14 BRIDAL CAKES")
    try screen.press("Enter", "Enter")
    try screen.wait(for: "Customer ID")
    try screen.press("j", "y")
    try screen.wait(for: "Copied the code T3526")
    #expect(try screen.clipboard() == "T3526")
    try screen.press("C-f")
    try screen.wait(for: "find in the details")
    try screen.type("update")
    try screen.wait(for: "1/1")
    try screen.wait(for: "▌Updated")
    try screen.press("Enter", "y")
    try screen.wait(for: "Copied the date of the update")
    #expect(try screen.clipboard() == "2017-08-02 12:15:17")
    try screen.press("Escape")
    try screen.wait(for: "no line") { !$0.contains("› update") }
    try screen.press("Escape")
    try screen.wait(for: "NAME")
  }

  @Test func `what the syncs changed stands below the fields`() throws {
    let server = try SampleServer(customers: 60)
    let program = try server.program()
    #expect(try program.run("sync").status == 0)
    server.advance()
    #expect(try program.run("sync").status == 0)
    let lines = try program.run("changes", "--format", "tsv").output.split(separator: "\n")
    let rows = lines.map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    let change = try #require(rows.first { $0[1] == "deactivated" })
    let screen = try TmuxScreen(program, "--query", "id:\(change[2])", "--status", "all", columns: 200)
    try screen.wait(for: "What changed")
    try screen.wait(for: "deactivated")
    try screen.press("C-u")
    try screen.type("T3526")
    try screen.wait(for: "nothing that changed") { !$0.contains("What changed") && $0.contains("1/1") }
  }
}
