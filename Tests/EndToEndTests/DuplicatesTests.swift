import Foundation
import ProofTesting
import Testing

@testable import komet

/// Customers who are there twice, as scripts and people in a terminal meet them.
@Suite struct DuplicatesTests {
  private let server: SampleServer

  init() throws {
    server = try SampleServer(customers: 3_000)
  }

  private struct Row: Decodable {
    let group: Int
    let why: String
    let differs: String?
    let id: Int
    let name: String
    let code: String?
  }

  private func rows(_ program: Program, _ arguments: String...) throws -> [Row] {
    let outcome = try program.shell("$KOMET duplicates --format json \(arguments.joined(separator: " "))")
    guard outcome.status == 0 else { return [] }
    return try JSONDecoder().decode([Row].self, from: Data(outcome.output.utf8))
  }

  @Test func `the groups come out with why they are one, and a pair set apart stays so after a logout`()
    throws
  {
    let program = try server.program()
    let all = try rows(program)
    #expect(!all.isEmpty)
    let groups = Dictionary(grouping: all, by: \.group)
    #expect(groups.values.allSatisfy { $0.count > 1 && !$0[0].why.isEmpty })
    #expect(try program.run("duplicates", "--count").output == "\(groups.count)\n")
    let pair = try #require(groups.sorted { $0.key < $1.key }.map(\.value).first { $0.count == 2 })
    let (one, other) = (pair[0].id, pair[1].id)
    let kept = try program.run("duplicates", "--not-same", "id:\(one),id:\(other)")
    #expect(kept.status == 0)
    #expect(kept.errors == "\(one), \(other) are kept as different customers\n")
    #expect(try program.run("duplicates", "--count").output == "\(groups.count - 1)\n")
    _ = try program.run("logout")
    #expect(try program.run("sync", "--full").status == 0)
    #expect(try program.run("duplicates", "--count").output == "\(groups.count - 1)\n")
    let lines = try program.run("notes", "export", "-").output
    #expect(lines == "{\"id\":\(min(one, other)),\"star\":false,\"notSame\":[\(max(one, other))]}\n")
    try program.home.write(lines, to: "notes.jsonl")
    #expect(try program.run("duplicates", "--same", "id:\(one),id:\(other)").status == 0)
    #expect(try program.run("duplicates", "--count").output == "\(groups.count)\n")
    #expect(
      try program.run("notes", "import", "notes.jsonl").errors == "1 added, 0 replaced, 0 as they were\n")
    #expect(try program.run("duplicates", "--count").output == "\(groups.count - 1)\n")
    let listed = try program.run("list", "is:duplicate", "--count", "--status", "active").output
    #expect(Int(listed.dropLast()) == all.count - 2)
  }

  @Test func `bad usage and empty answers are told in a sentence, with their exit codes`() throws {
    let program = try server.program()
    let nobody = try program.run("duplicates", "xyzzyq")
    #expect(nobody.status == 1)
    #expect(nobody.errors.contains("No customer matches xyzzyq."))
    let single = try program.run("duplicates", "id:25475")
    #expect(single.status == 1)
    #expect(single.output.isEmpty)
    #expect(single.errors.hasSuffix("komet: No customer whom the query finds seems to be there twice.\n"))
    let lonely = try program.run("duplicates", "--not-same", "T3526")
    #expect(lonely.status == 2)
    #expect(lonely.errors.contains("--not-same takes two customers or more, such as T3526,T3527."))
    let unknown = try program.run("duplicates", "--not-same", "T3526,NOSUCHCODE")
    #expect(unknown.status == 1)
    #expect(unknown.errors.contains("No customer has the id or code NOSUCHCODE; nothing was kept."))
    #expect(try program.run("duplicates", "--format", "xml").status == 2)
    let table = try program.run("duplicates", "--limit", "4")
    #expect(table.output.hasPrefix("GROUP  WHY"))
    #expect(table.output.split(separator: "\n").count <= 5)
  }

  @Test(arguments: [(120, 30), (80, 24)])
  func `the view shows the groups, goes to a customer, and remembers who is not the same`(
    columns: Int, rows: Int
  ) throws {
    let program = try server.program()
    let screen = try TmuxScreen(program, columns: columns, rows: rows)
    try screen.wait(for: "● ")
    try screen.press("Enter", ":")
    try screen.wait(for: "─ Commands")
    try screen.type("duplicates")
    try screen.press("Enter")
    try screen.wait(for: "─ Duplicates: ")
    try screen.wait(for: "2 × same name")
    try screen.press("j", "x")
    try screen.wait(for: "≠ ")
    try screen.press("x")
    try screen.wait(for: "the mark to be gone") { !$0.contains("≠ ") }
    try screen.press("x")
    try screen.wait(for: "≠ ")
    try screen.press("Enter")
    try screen.wait(for: "the list") { !$0.contains("─ Duplicates: ") }
    try screen.press("/")
    try screen.type("is:duplicate")
    try screen.wait(for: " of ")
    try screen.press("Escape")
    try screen.press("C-q")
    try screen.wait(for: "ended with 0")
    #expect(try program.run("notes", "export", "-").output.contains("notSame"))
  }
}
