import Foundation
import Testing

/// The pipelines of the README, run as they stand there.
@Suite struct PipelinesTests {
  private let server: SampleServer
  private let program: Program

  init() throws {
    server = try SampleServer(customers: 2_000)
    program = try server.program()
  }

  /// Runs the block of the README that begins with this comment.
  private func run(_ comment: String) throws -> String {
    let block = try #require(try Self.blocks.first { $0.hasPrefix("# \(comment)\n") }, "\(comment)")
    let outcome = try program.shell("set -e\n\(block)")
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.output
  }

  /// The blocks of shell commands under “In scripts”.
  private static var blocks: [String] {
    get throws {
      let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
      let sections = try String(contentsOf: path, encoding: .utf8).components(separatedBy: "\n## ")
      let section = try #require(sections.first { $0.hasPrefix("In scripts\n") })
      return section.matches(of: /```sh\n((?:.|\n)*?)```/).map { String($0.1) }
    }
  }

  private func lines(of list: String...) throws -> [[Substring]] {
    let list = try program.shell("komet list --format tsv " + list.joined(separator: " "))
    return list.output.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().dropLast().map {
      $0.split(separator: "\t", omittingEmptySubsequences: false)
    }
  }

  @Test func `every block is tried here`() throws {
    #expect(try Self.blocks.count == 4)
  }

  @Test func `my inactive customers, as a spreadsheet`() throws {
    _ = try run("My inactive customers, as a spreadsheet.")
    let rows = try program.shell(
      "python3 -c 'import zipfile; print(zipfile.ZipFile(\"my-inactive.xlsx\")"
        + ".read(\"xl/worksheets/sheet1.xml\").count(b\"<row \"))'")
    let expected = try lines(of: "--scope mine --status inactive").count
    #expect(expected > 0)
    #expect(rows.output == "\(expected + 1)\n")
  }

  @Test func `what changed this week, as text`() throws {
    #expect(try program.run("sync").status == 0)
    server.advance()
    #expect(try run("What changed this week, as text for a mail.").isEmpty)
    let text = try #require(program.home.content("week.txt"))
    let told = text.split(separator: "\n")
    #expect(told.count >= server.changedIDs.count)
    #expect(told.allSatisfy { $0.wholeMatch(of: /- .+: [a-z]+(, .* → .*)?/) != nil }, "\(text)")
  }

  @Test func `customers that lack something, to clean up`() throws {
    _ = try run("Customers without a code or without a salesperson, to clean up.")
    let read = try program.shell(
      "python3 -c 'import csv; r = list(csv.reader(open(\"clean-up.csv\", encoding=\"utf-8-sig\", newline=\"\"))); "
        + "print(len(r) - 1, all(not x[2] or not x[3] for x in r[1:]))'")
    let all = try lines(of: "--status all --columns code,salesperson")
    let expected = all.count { $0.contains("") }
    #expect(expected > 0)
    #expect(read.output == "\(expected) True\n")
  }

  @Test func `one file for each wholesaler`() throws {
    let names = try run("One file for each wholesaler who was updated lately.").split(separator: "\n")
    #expect(!names.isEmpty)
    #expect(program.home.files.count == names.count)
    for file in program.home.files {
      #expect(program.home.content(file)?.contains("Wholesaler") == true)
    }
  }
}
