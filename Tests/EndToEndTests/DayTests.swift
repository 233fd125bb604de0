import Foundation
import Testing

/// A salesperson's day with real keys, and the same things there after a restart, offline.
@Suite struct DayTests {
  private let server: SampleServer

  init() throws {
    server = try SampleServer(customers: 400)
  }

  /// The keys that were pressed for a job.
  private final class Keys {
    let screen: TmuxScreen
    private(set) var count = 0

    init(_ screen: TmuxScreen) {
      self.screen = screen
    }

    func press(_ keys: String...) throws {
      try screen.press(keys)
      count += keys.count
    }

    func type(_ text: String) throws {
      try screen.type(text)
      count += text.count
    }

    /// How many there were since the last time.
    func take() -> Int {
      defer { count = 0 }
      return count
    }
  }

  private func start(_ program: Program, _ arguments: String...) throws -> TmuxScreen {
    let line = ([Program.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
    let screen = try TmuxScreen(program, running: "\(line); echo ended with $?; exec cat")
    try screen.allowClipboard()
    try screen.wait(for: " komet ")
    return screen
  }

  private func lines(_ program: Program, _ query: String...) throws -> [String] {
    try program.shell(
      "komet list \(query.joined(separator: " ")) --offline --status all --format tsv --columns id | tail -n +2"
    )
    .output.split(separator: "\n").map(String.init)
  }

  /// A program that has synced twice, so that some of the person's own customers changed, and has their contacts.
  private func program() throws -> Program {
    let program = try server.program()
    #expect(try program.run("sync").status == 0)
    #expect(try program.run("contacts", "--scope", "mine", "--budget", "100").status == 0)
    for _ in 0..<20 where try lines(program, "'changed:<1d'", "--scope", "mine").count < 3 {
      for _ in 0..<20 { server.advance() }
      #expect(try program.run("sync").status == 0)
      if try lines(program, "'changed:<1d'", "--scope", "mine").count >= 3 { break }
    }
    return program
  }

  @Test
  func `a call, three follow-ups, a note, and twelve marks in three searches that become a spreadsheet`()
    throws
  {
    let program = try program()
    let phones = try program.shell(
      "komet list has:phone --scope mine --offline --format tsv --columns id,phone,name | tail -n +2"
    )
    .output.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    let caller = try #require(phones.first { $0[1].filter(\.isNumber).count >= 10 })
    let number = String(caller[1].prefix { $0 != "," && $0 != "e" })

    var screen = try start(program)
    try screen.wait(for: "● synced")
    var keys = Keys(screen)
    // Who is calling?
    let digits = String(number.filter(\.isNumber).suffix(10))
    try keys.type(digits)
    try screen.wait(for: "the caller") { $0.contains("1 of ") && $0.contains(number) }
    #expect(keys.take() == 10)

    // What is known of the caller now.
    try keys.press("Enter", "N")
    try screen.wait(for: "─ Note: ")
    try keys.type("wants roses")
    try keys.press("Enter")
    try screen.wait(for: "The note is kept")
    #expect(keys.take() <= 14)

    // The morning's changes of mine become three follow-ups.
    try keys.press("/", "C-u")
    try keys.type("changed:<1d")
    try keys.press("Enter", "m")
    try screen.wait(for: "My customers")
    for (index, day) in ["today", "today", "+1w"].enumerated() {
      try keys.press("D")
      try screen.wait(for: "─ Follow-up")
      try keys.type(day)
      try keys.press("Enter")
      try screen.wait(for: day == "+1w" ? ", in 7 days" : "\(index + 1) due")
      try keys.press("j")
    }
    #expect(keys.take() <= 37)

    // Twelve marks in three searches.
    try keys.press("m")
    for (index, query) in ["rep:ana", "rep:julian", "rep:fatima"].enumerated() {
      try keys.press("/", "C-u")
      try keys.type(query)
      try screen.wait(for: "› \(query)")
      try keys.press("Enter")
      for _ in 0..<4 { try keys.press("Space") }
      try screen.wait(for: "\(4 * (index + 1)) marked")
    }
    #expect(keys.take() <= 60)
    try keys.press("y")
    try screen.wait(for: "Copy of 12 marked")
    try keys.press("i")
    try screen.wait(for: "ids of 12 marked customers")
    let ids = try screen.clipboard().split(separator: "\n").map(String.init)
    #expect(Set(ids).count == 12)
    try keys.press("e")
    try screen.wait(for: "─ Export")
    try keys.press("Tab")
    try screen.wait(for: "[xlsx]")
    try keys.press("Enter")
    try screen.wait(for: "12 customers written to ")
    let name = try #require(program.home.files.first { $0.hasSuffix(".xlsx") })
    let rows = try program.shell(
      "python3 -c 'import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read(\"xl/worksheets/sheet1.xml\")"
        + ".count(b\"<row \"))' '\(name)'")
    #expect(rows.output == "13\n", "\(rows.errors)")
    try screen.press("q")
    try screen.wait(for: "ended with 0")
    server.stop()

    // All of it once more, offline.
    screen = try start(program, "--offline", "--fresh")
    keys = Keys(screen)
    try screen.wait(for: "12 marked")
    try screen.wait(for: "2 due")
    try keys.type(digits)
    try screen.wait(for: "the caller, and what was noted") {
      $0.contains("1 of ") && $0.contains(number) && $0.contains("wants roses")
    }
    try keys.press("C-u")
    try keys.type("is:recent")
    try screen.wait(for: "› is:recent")
    try screen.wait(for: "recently viewed customers") { $0.contains(#/ ([4-9]|1\d) of /#) }
    try screen.press("C-q")
    try screen.wait(for: "ended with 0")
    #expect(try lines(program, "is:recent").contains(caller[0]))
    #expect(Set(try lines(program, "is:marked")) == Set(ids))
    #expect(try lines(program, "'due:<=+1w'").count == 3)
    let changed = try program.run("changes", "has:due", "--since", "7d", "--offline", "--format", "tsv")
    #expect(changed.status == 0, "\(changed.errors)")
  }

  @Test func `changes are told of whoever has a number, a star or was looked at`() throws {
    let program = try program()
    let changed = try lines(program, "'changed:<1d'")
    let id = try #require(Set(changed).intersection(try lines(program, "has:phone")).sorted().first)
    let phone = try program.run(
      "list", "id:\(id)", "--offline", "--status", "all", "--format", "tsv", "--columns", "phone")
    let number = phone.output.split(separator: "\n").last.map { $0.prefix { $0 != "," && $0 != "e" } } ?? ""
    let told = try program.run(
      "changes", "phone:\(number.filter { $0.isNumber }.suffix(10))", "--format", "jsonl")
    #expect(told.status == 0, "\(told.errors)")
    #expect(told.output.contains("\"id\":\(id),"))
    #expect(try program.run("changes", "phone:9999999999").status == 1)
    #expect(try program.run("changes", "is:recent").status == 1)
  }

  @Test func `notes of another company's token under the same profile are neither shown nor lost`() throws {
    let program = try server.program(without: "KOMET_TOKEN", "KOMET_ACCOUNT")
    try program.home.write("{\"id\":25475,\"note\":\"secret\",\"star\":true}\n", to: "a.jsonl")
    #expect(try program.run("notes", "import", "a.jsonl").status == 0)
    #expect(try program.run("show", "25475").output.contains("secret"))
    var other = program
    other.variables["KOMET_COMPANY_TOKEN"] = "another"
    let export = try other.run("notes", "export", "-")
    #expect(export.output == "")
    #expect(
      export.errors == """
        komet: What was kept about 1 customer belongs to another account or token; komet notes export --all writes it.

        """)
    #expect(try other.run("notes", "export", "--all", "-").output.contains("secret"))
    #expect(try program.run("notes", "export", "-").output.contains("secret"))
  }
}
