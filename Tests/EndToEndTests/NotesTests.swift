import Foundation
import ProofTesting
import Testing

@testable import komet

/// Stars, notes and follow-ups in a real terminal, on a real disk.
@Suite struct NotesTests {
  private let server: SampleServer

  init() throws {
    server = try SampleServer()
  }

  private let path = ".data/komet/notes/default.sqlite"

  private func start(_ program: Program, _ arguments: String...) throws -> TmuxScreen {
    let line = ([Program.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
    let screen = try TmuxScreen(program, running: "\(line); echo ended with $?; exec cat")
    try screen.wait(for: "2-14 BRIDAL CAKES")
    return screen
  }

  /// Opens the note of the one customer that the filter finds, and writes into it.
  private func write(_ text: String, on screen: TmuxScreen, clearing: Bool = false) throws {
    try screen.press("N")
    try screen.wait(for: "─ Note: ")
    if clearing { try screen.press("C-u") }
    try screen.type(text)
    try screen.wait(for: text)
    try screen.press("Enter")
  }

  @Test func `a star, a note and a follow-up are there after a restart, offline, and without the cache`()
    throws
  {
    let program = try server.program()
    let screen = try start(program)
    try screen.wait(for: "● synced")
    try screen.type("T3526")
    try screen.wait(for: "1 of ")
    try screen.press("Enter", "b")
    try screen.wait(for: "★")
    try screen.press("N")
    try screen.wait(for: "─ Note: 2-14 BRIDAL CAKES")
    try screen.type("Fridge is broken")
    try screen.press("C-j")
    try screen.type("call שלום")
    try screen.press("Enter")
    try screen.wait(for: "The note is kept")
    try screen.press("D")
    try screen.type("2026-02-30")
    try screen.press("Enter")
    try screen.wait(for: "That is no day: 2026-02 has no day 30.")
    try screen.press("C-u")
    try screen.type("today")
    try screen.press("Enter")
    try screen.wait(for: ", today")
    try screen.wait(for: "· 1 due")
    try screen.press("q")
    try screen.wait(for: "ended with 0")

    let again = try start(program, "--offline", "--fresh")
    try again.press("Enter", "d")
    try again.wait(for: "› due:<=today")
    let shown = try again.wait(for: "the customer who is due") {
      $0.contains("1 of ") && $0.contains("call שלום")
    }
    #expect(shown.contains("★✎!"))
    try again.press("q")
    try again.wait(for: "ended with 0")

    _ = try program.run("logout")
    for ending in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: "\(program.home.path)/.data/komet/default.sqlite\(ending)")
    }
    let list = try program.run("list", "note:fridge", "--columns", "all,star,note,due", "--format", "jsonl")
    #expect(list.status == 0)
    #expect(list.output.contains(#""star":true,"note":"Fridge is broken\u000acall שלום","due":""#))
    let text = try program.run("show", "T3526")
    #expect(text.output.contains("Star             yes\n"))
    #expect(text.output.contains("Note             Fridge is broken\n                 call שלום\n"))
  }

  @Test func `killed at any moment, no note is lost that the screen called kept`() throws {
    let program = try server.program()
    #expect(try program.run("sync").status == 0)
    let screen = try start(program, "--offline", "--fresh")
    try screen.type("T3526")
    try screen.wait(for: "1 of ")
    try screen.press("Enter")
    for round in 0..<ProofScale.rounds(full: 100, few: 4) {
      try write("round \(round) ", on: screen, clearing: true)
      if round % 3 > 0 { try screen.wait(for: "The note is kept") }
      let isKept = round % 3 > 0
      kill(pid_t(try #require(Int32(try komet(on: screen)))), SIGKILL)
      // Over what is left of the screen, perhaps on two lines.
      try screen.wait(for: "ended with 137") { $0.filter { !$0.isWhitespace }.contains("endedwith137") }
      let notes = try program.run("notes", "export", "-")
      #expect(notes.status == 0 && notes.errors.isEmpty)
      if isKept { #expect(notes.output.contains("round \(round)")) }
      try screen.restart("--offline", "--fresh", "--query", "T3526")
      try screen.wait(for: "1 of ")
      try screen.press("Enter")
    }
  }

  /// The process that runs in the terminal.
  private func komet(on screen: TmuxScreen) throws -> String {
    let shell = try screen.property("#{pane_pid}")
    let children = try ChildProcess(arguments: ["pgrep", "-P", shell, "-x", "komet"], environment: [:]).run()
    return children.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  @Test func `two browsers at once see and keep what the other wrote`() throws {
    let program = try server.program()
    #expect(try program.run("sync").status == 0)
    let one = try start(program, "--offline", "--query", "T3526")
    let other = try start(program, "--offline", "--query", "T3526")
    for screen in [one, other] { try screen.press("Enter") }
    try write("from one", on: one)
    try one.wait(for: "The note is kept")
    try write("from the other", on: other)
    try other.wait(for: "Somebody changed the note meanwhile: from one")
    try other.press("Escape")
    try other.wait(for: "Enter keeps it")
    try other.press("Enter")
    try other.wait(for: "Somebody changed the note meanwhile")
    try other.press("Enter")
    try other.wait(for: "The note is kept")
    let notes = try program.run("notes", "export", "-")
    #expect(notes.output.contains("\"note\":\"from the other\""))
  }

  @Test func `damaged notes, and those of a newer version, are told, and the browser goes on`() throws {
    let program = try server.program()
    #expect(try program.run("sync").status == 0)
    try program.home.write(#"{"id":25475,"note":"kept"}"#, to: "a.jsonl")
    #expect(try program.run("notes", "import", "a.jsonl").status == 0)
    try program.home.write("junk", to: path)
    let screen = try start(program, "--offline")
    try screen.wait(for: "The notes were damaged and were set aside as")
    try screen.type("note:kept")
    try screen.wait(for: "1 of ")
    try screen.press("C-q")
    try screen.wait(for: "ended with 0")
    #expect(program.home.content("\(path).damaged") == "junk")

    let file = URL(filePath: program.home.path).appending(path: path)
    var content = try Data(contentsOf: file)
    content[63] = 99
    try content.write(to: file)
    let refused = try program.run("notes", "export", "-")
    #expect(refused.status == 6)
    #expect(refused.errors.contains("A newer version of komet wrote the notes in"))
    let newer = try start(program, "--offline", "--fresh")
    try newer.wait(for: "A newer version of komet wrote the notes")
    try newer.press("Enter", "b")
    try newer.wait(for: "The notes could not be read.")
    #expect(try Data(contentsOf: file) == content)
  }

  @Test func `on a disk without room a note stays in its dialog until it is kept`() throws {
    let program = try server.program()
    #expect(try program.run("sync").status == 0)
    let screen = try start(program, "--offline", "--query", "T3526")
    try screen.press("Enter")
    try write("first", on: screen)
    try screen.wait(for: "The note is kept")
    // What a change writes first can't be made.
    let journal = "\(program.home.path)/\(path)-journal"
    try FileManager.default.createDirectory(atPath: journal, withIntermediateDirectories: false)
    try write(", second", on: screen)
    try screen.wait(for: "It could not be kept.")
    try FileManager.default.removeItem(atPath: journal)
    try screen.press("Enter")
    try screen.wait(for: "The note is kept")
    #expect(try program.run("notes", "export", "-").output.contains("\"note\":\"first, second\""))
  }

  @Test func `exported and imported elsewhere, all is the same, and a bad line imports nothing`() throws {
    let program = try server.program()
    let lines = """
      {"id":7,"note":"a \\"b\\"\\nשלום","star":true,"due":"2026-12-05"}
      {"id":18446744073709551615,"star":true}

      """
    try program.home.write(lines, to: "a.jsonl")
    let imported = try program.run("notes", "import", "a.jsonl")
    #expect(imported.status == 0)
    #expect(imported.errors == "2 added, 0 replaced, 0 as they were\n")
    let other = try server.program()
    let outcome = try program.shell(
      "komet notes export - | XDG_DATA_HOME='\(other.home.path)/.data' komet notes import - && komet notes export b.jsonl"
    )
    #expect(outcome.status == 0)
    #expect(try other.run("notes", "export", "-").output == program.home.content("b.jsonl"))
    #expect(program.home.content("b.jsonl") == lines.replacing("\n\n", with: "\n"))
    #expect(try program.run("notes", "export", "b.jsonl").status == 6)

    try program.home.write("{\"id\":9,\"star\":true}\n{\"id\":9,\"due\":\"2026-02-30\"}\n", to: "bad.jsonl")
    let refused = try program.run("notes", "import", "bad.jsonl")
    #expect(refused.status == 2)
    #expect(refused.errors.contains("Line 2 of bad.jsonl: `2026-02-30` is no day."))
    #expect(try !program.run("notes", "export", "-").output.contains("\"id\":9,"))
  }
}
