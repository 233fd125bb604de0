import Foundation
import KometSimulator
import Testing

/// The cache, as people meet it.
@Suite struct CacheTests {
  @Test func `with the server gone everything but a refresh works`() throws {
    let server = try SampleServer()
    let program = try server.program()
    #expect(try program.run("sync").output.contains("all fetched for the first time"))
    let quiet = try program.run("sync", "--quiet")
    #expect(quiet.status == 0 && quiet.output.isEmpty && quiet.errors.isEmpty)
    let before = try program.run("list", "--format", "jsonl")
    server.stop()
    let after = try program.run("list", "--format", "jsonl", "--offline")
    #expect(after.status == 0)
    #expect(after.output == before.output)
    let screen = try TmuxScreen(program, "--offline")
    try screen.wait(for: "offline · data from")
    try screen.wait(for: "2-14 BRIDAL CAKES")
    try screen.press("F2")
    try screen.wait(for: "My customers")
    try screen.press("F2")
    try screen.type("rosa")
    try screen.wait(for: "the matches") { $0.contains("› rosa") && $0.contains(" of ") }
    try screen.press("C-s")
    try screen.wait(for: "Enter writes")
    try screen.press("C-u")
    try screen.type("rosa.csv")
    try screen.press("Enter")
    try screen.wait(for: "written to")
    #expect(program.home.content("rosa.csv")?.lowercased().contains("rosa") == true)
  }

  @Test(arguments: ["XDG_DATA_HOME=/proc", "XDG_DATA_HOME=$PWD/taken", "ulimit -f 0;"])
  func `where nothing can be written, customers are told all the same, and why they aren't kept`(
    place: String
  ) throws {
    let program = try SampleServer(customers: 400).program()
    try program.home.write("", to: "taken")
    for command in ["list --format jsonl --status all", "show T3526"] {
      let outcome = try program.shell("\(place) komet \(command) | cat; exit ${PIPESTATUS[0]}")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("2-14 BRIDAL CAKES"))
      #expect(outcome.errors.hasPrefix("komet: The cache could not be opened."), "\(outcome.errors)")
    }
    let sync = try program.shell("\(place) komet sync")
    #expect(sync.status == 6)
    #expect(sync.errors.split(separator: "\n").count == 1)
    let screen = try TmuxScreen(program, running: "\(place) '\(Program.path)'; exec cat")
    let shown = try screen.wait(for: "2-14 BRIDAL CAKES")
    #expect(shown.contains("The cache could not be opened."))
  }

  @Test func `a full disk keeps the customers of before, and shows those of now`() throws {
    let server = try SampleServer(customers: 400)
    let program = try server.program()
    #expect(try program.run("sync").status == 0)
    let before = try program.run("list", "--offline", "--status", "all", "--format", "jsonl").output
    server.advance()
    let line = "ulimit -f 0; komet list --refresh --status all --format jsonl | cat"
    let now = try program.shell(line)
    #expect(now.output.split(separator: "\n").count > 350)
    #expect(now.output != before)
    #expect(now.errors.contains("komet: The "), "\(now.errors)")
    #expect(
      try program.run("list", "--offline", "--status", "all", "--format", "jsonl").output == before)
  }

  @Test(arguments: [SimulatorFault.Kind.http429, .quota])
  func
    `a server that has had too many requests is left alone by all komets at the cache, until somebody asks`(
      fault: SimulatorFault.Kind
    ) throws
  {
    let server = try SampleServer(customers: 100)
    let program = try server.program()
    #expect(try program.run("sync").status == 0)
    server.begin(fault)
    let refused = try program.run("sync")
    #expect(refused.status == 3)
    // From now on all customers are old, and whoever needs them would refresh.
    try program.makeCacheOlder(days: 1)
    // What doctor looks at without a token counts as nobody's.
    func askedCount() -> Int { server.requests.count { $0.contains("customer.") } }
    let count = askedCount()
    let list = try program.run("list", "--limit", "1")
    #expect(list.status == 0)
    #expect(list.errors.contains("the server is left alone until "), "\(list.errors)")
    #expect(list.errors.contains(fault == .quota ? "1,000 requests per day" : "HTTP 429"), "\(list.errors)")
    let quiet = try program.run("sync", "--quiet")
    #expect(quiet.status == 3 && quiet.output.isEmpty)
    #expect(quiet.errors.contains("is left alone until "), "\(quiet.errors)")
    #expect(try program.run("doctor").output.contains("The server is left alone until "))
    let screen = try TmuxScreen(program)
    try screen.wait(for: "paused until ")
    #expect(askedCount() == count)
    server.mend()
    try screen.press("Enter", "r")
    try screen.wait(for: "● synced")
    #expect(try program.run("sync", "--quiet").status == 0)
  }

  @Test(arguments: [("names", 2), ("updates", 1), ("auto", 3)])
  func `an office chooses what an old cache asks for by itself`(habit: String, count: Int) throws {
    let server = try SampleServer(customers: 100)
    let program = try server.program()
    try program.home.write("[api]\nrefresh = \"\(habit)\"\n", to: ".config/komet/config.toml")
    #expect(try program.run("sync").status == 0)
    try program.makeCacheOlder(days: 1)
    let mine = try program.run("count", "--scope", "mine", "--offline").output
    #expect(server.requests.count == 3)
    #expect(try program.run("list", "--limit", "1").status == 0)
    #expect(server.requests.count == 3 + count)
    #expect(try program.run("count", "--scope", "mine", "--offline").output == mine)
    #expect(try program.run("list", "--limit", "1", "--refresh").status == 0)
    #expect(server.requests.count == 6 + count)
  }

  @Test func `a refresh asks for little, marks what changed, and changes tells it`() throws {
    let server = try SampleServer(customers: 300)
    let program = try server.program()
    let screen = try TmuxScreen(program)
    try screen.wait(for: "2-14 BRIDAL CAKES")
    // A refresh that is asked for while the first sync still writes would be that sync.
    try screen.wait(for: "● synced")
    server.advance()
    try screen.press("Enter", "r")
    try screen.type("/is:new")
    let shown = try screen.wait(for: "the changed") { $0.contains("•") && $0.contains("› is:new") }
    #expect(shown.contains("/1,000"))
    #expect(server.requests.count == 6)
    #expect(server.requests.suffix(3).contains { $0.contains("updateAsOf") })
    let told = try program.run("changes", "--format", "jsonl").output.split(separator: "\n")
    for id in server.changedIDs { #expect(told.contains { $0.contains("\"id\":\(id),") }) }
    let new = try program.run("list", "is:new", "--status", "all", "--format", "tsv", "--columns", "id")
      .output
    #expect(new.split(separator: "\n").count > 1)
    for id in new.split(separator: "\n").dropFirst() {
      #expect(told.contains { $0.contains("\"id\":\(id),") })
    }
  }

  @Test func `another account's customers are never shown`() throws {
    let program = try SampleServer(customers: 50).program()
    #expect(try program.run("sync").status == 0)
    var other = program
    other.variables["KOMET_ACCOUNT"] = "7"
    let list = try other.run("list", "--offline")
    #expect(list.status == 4)
    #expect(list.output.isEmpty)
  }

  @Test(arguments: ["cut", "noise"])
  func `a damaged cache is set aside, said and fetched anew`(damage: String) throws {
    let program = try SampleServer(customers: 400).program()
    #expect(try program.run("sync").status == 0)
    let file = ".data/komet/default.sqlite"
    _ = try program.shell(
      damage == "cut"
        ? "truncate -s $(($(stat -c %s \(file)) / 2)) \(file)"
        : "dd if=/dev/urandom of=\(file) bs=1k count=20 conv=notrunc")
    let list = try program.run("list", "--format", "jsonl")
    #expect(list.status == 0)
    #expect(list.errors.contains(".damaged"))
    #expect(list.output.split(separator: "\n").count > 300)
  }

  @Test func `two syncs at once are both right`() throws {
    let program = try SampleServer(customers: 500).program()
    // By their ids: where both end at once, bash's `wait -n` may find nobody left to wait for.
    let line =
      "for i in 1 2 3; do $KOMET sync & first=$!; $KOMET sync --full & wait $! && wait $first || exit 1; done"
    let result = try program.shell(line)
    #expect(result.status == 0, "\(result.errors)")
    let check =
      "python3 -c 'import sqlite3; print(*sqlite3.connect(\".data/komet/default.sqlite\").execute(\"PRAGMA integrity_check\").fetchone())'"
    #expect(try program.shell(check).output == "ok\n")
    #expect(
      try program.run("list", "--status", "all", "--format", "jsonl").output.split(separator: "\n").count
        == 500)
  }

  @Test func `the cache is its owner's alone`() throws {
    let program = try SampleServer(customers: 20).program()
    #expect(try program.run("sync").status == 0)
    #expect(
      try program.shell("stat -c %a .data/komet .data/komet/*").output.split(separator: "\n").first == "700")
    #expect(try program.shell("stat -c %a .data/komet/*.sqlite").output == "600\n")
  }

  @Test func `show finds by id and code, also what the cache lacks`() throws {
    let program = try SampleServer(customers: 50).program()
    #expect(try program.run("show", "t3526").output.contains("2-14 BRIDAL CAKES"))
    #expect(try program.run("sync").status == 0)
    #expect(try program.run("show", "25475", "--offline").output.contains("Julian Mejía"))
    let missing = try program.run("show", "nobody")
    #expect(missing.status == 1)
    #expect(missing.errors.contains("nobody"))
  }

  @Test func `what is asked once more because the server failed counts, too`() throws {
    let server = try SampleServer(customers: 50, fault: "http-500:1")
    let sync = try server.program(without: "KOMET_TOKEN").run("sync")
    #expect(sync.status == 0)
    #expect(server.requests.count == 2)
    #expect(sync.output.contains("; 2 of 1,000 requests today"))
  }
}
