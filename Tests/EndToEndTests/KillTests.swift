import Foundation
import KometSimulator
import ProofTesting
import Testing

@testable import komet

/// Commands that write, killed at any moment: what they write is as it was, or as it was to be, and the next run works.
@Suite struct KillTests {
  private let server: SampleServer

  init() throws {
    server = try SampleServer(customers: 500)
  }

  /// Kills a command at random moments; `check` looks at what is there after each, told whether it came to its end.
  private func kill(
    _ line: String, of program: Program, before: () throws -> Void = {},
    check: (_ isDone: Bool) throws -> Void
  ) throws {
    try before()
    let start = ContinuousClock.now
    #expect(try program.shell(line).status == 0)
    let longest = (ContinuousClock.now - start) / .milliseconds(1)
    try check(true)
    let rounds = ProofScale.rounds(full: 200, few: 6)
    var random = RandomSource(seed: 9)
    var killed = 0
    for _ in 0..<rounds {
      try before()
      let milliseconds = Double.random(in: 1...max(longest, 2), using: &random)
      let outcome = try program.shell("timeout -s KILL \(milliseconds / 1_000) \(line)")
      #expect([0, 137].contains(outcome.status), "\(outcome)")
      if outcome.status == 137 { killed += 1 }
      try check(outcome.status == 0)
    }
    if ProofScale.isFull { print("kill -9: \(line.prefix(40)): \(killed) of \(rounds) before the end") }
    #expect(killed > 0)
  }

  private func lines(_ program: Program, _ arguments: String) throws -> String {
    let outcome = try program.shell("komet \(arguments)")
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "komet \(arguments): \(outcome.errors)")
    return outcome.output
  }

  @Test func `a killed sync leaves the old customers or the new ones`() throws {
    let program = try server.program()
    let list = "list --offline --status all --columns all --format jsonl"
    #expect(try program.run("sync").status == 0)
    var old = try lines(program, list)
    try kill("komet sync --full", of: program) {
      server.advance()
    } check: { isDone in
      let left = try lines(program, list)
      _ = try program.run("sync", "--full")
      let new = try lines(program, list)
      #expect(left == new || left == old && !isDone)
      old = new
    }
    #expect(try program.shell("ls .data/komet").output.contains("damaged") == false)
  }

  @Test(arguments: ["csv", "xlsx"])
  func `a killed export leaves the old file or the whole new one`(ending: String) throws {
    let program = try server.program()
    #expect(try program.run("sync").status == 0)
    #expect(try program.run("export", "whole.\(ending)").status == 0)
    let path = "\(program.home.path)/a.\(ending)"
    let whole = try Data(contentsOf: URL(filePath: "\(program.home.path)/whole.\(ending)"))
    let old = Data("old".utf8)
    try kill("komet export --offline --force a.\(ending)", of: program) {
      try old.write(to: URL(filePath: path))
    } check: { isDone in
      let left = try Data(contentsOf: URL(filePath: path))
      // A spreadsheet holds the time at which it was made.
      let isWhole =
        ending == "csv" ? left == whole : left.starts(with: Data("PK".utf8)) && left.count >= whole.count - 64
      #expect(isWhole || left == old && !isDone, "\(left.count) bytes")
    }
    #expect(try program.run("export", "--offline", "--force", "a.\(ending)").status == 0)
    #expect(try program.shell("compgen -G '.komet-*'").output.isEmpty)
  }

  @Test func `killed while they are added, notes are all there or as before, and none is lost`()
    throws
  {
    let program = try server.program()
    #expect(try program.run("sync").status == 0)
    var number = 0
    var kept: Set<Int> = []
    func numbers() throws -> Set<Int> {
      Set(try lines(program, "notes export -").matches(of: /kept (\d+)\b/).compactMap { Int($0.1) })
    }
    try kill("komet notes import new.jsonl", of: program) {
      number += 1
      let notes = (0..<50).map {
        "{\"id\":\(number * 1_000 + $0),\"note\":\"kept \(number * 1_000 + $0)\"}\n"
      }
      try program.home.write(notes.joined(), to: "new.jsonl")
    } check: { isDone in
      let left = try numbers()
      let added = left.subtracting(kept)
      #expect(left.isSuperset(of: kept))
      #expect(added.count == 50 || added.isEmpty && !isDone, "\(added.count) of 50")
      kept = left
    }
  }

  @Test func `a killed round of contacts keeps what it got, and the next one goes on`() throws {
    let program = try server.program()
    #expect(try program.run("sync").status == 0)
    func left() throws -> Int {
      let text = try program.run("contacts", "--budget", "1").output
      return try #require(
        text.firstMatch(of: /; ([0-9,]+) left to fetch/).flatMap { Int($0.1.filter(\.isNumber)) })
    }
    var before = try left()
    try kill("komet contacts --budget 1", of: program) { isDone in
      let after = try left()
      #expect(after <= before - (isDone ? 2 : 1), "\(before), then \(after)")
      before = after
    }
  }

  @Test
  func `a killed login leaves no token, the old one or the new one, and nobody else may read it`()
    throws
  {
    var program = try server.program(without: "KOMET_TOKEN", "KOMET_COMPANY_TOKEN")
    try program.home.write(SampleCredentials.password, to: "password")
    program.variables["PASSWORD_FILE"] = "\(program.home.path)/password"
    let name = ".config/komet/token"
    var isOld = false
    try kill("komet login --user julian --password-command cat \"$PASSWORD_FILE\"", of: program) {
      isOld.toggle()
      try? FileManager.default.removeItem(atPath: "\(program.home.path)/\(name)")
      if isOld { try program.home.write("old\n", to: name) }
    } check: { isDone in
      let token = program.home.content(name)
      #expect(token == SampleCredentials.userToken + "\n" || token == (isOld ? "old\n" : nil) && !isDone)
      let readable = try program.shell("find .config -type f ! -perm 600").output
      #expect(readable.isEmpty)
    }
  }

  @Test func `a killed config init leaves no config or the whole one`() throws {
    let program = try server.program()
    let name = ".config/komet/config.toml"
    try kill("komet config init", of: program) {
      try? FileManager.default.removeItem(atPath: "\(program.home.path)/\(name)")
    } check: { isDone in
      let text = program.home.content(name)
      #expect(text == ConfigTemplate.text || text == nil && !isDone, "\(text?.count ?? 0) characters")
      let check = try program.run("config", "check")
      #expect(check.status == 0)
    }
  }
}
