import Foundation
import Testing

/// `komet changes` as scripts use it, after a server answered what a test says.
@Suite struct ChangesTests {
  private let program: Program

  /// Syncs three customers twice: one gets another salesperson, one another name, one is deactivated.
  private static let script = #"""
    import http.server, json, os, subprocess, threading
    def customer(id, name, rep, rep_id, active):
        return {"id": id, "name": name, "code": "C%d" % id, "active": active, "salesPerson": rep,
                "salesPersonId": rep_id, "updatedOn": "2026-01-02T03:04:05"}
    answers = [
        [customer(1, "Rosa", "Julian Mejía", 7, 1), customer(2, "Lily", "Ana Tran", 8, 1),
         customer(3, "Tulip", "Ana Tran", 8, 1), customer(4, "Same", "Ana Tran", 8, 1)],
        [customer(1, "Rosa", "Ana Tran", 8, 1), customer(2, "Lily & Sons", "Ana Tran", 8, 1),
         customer(3, "Tulip", "Ana Tran", 8, 0), customer(4, "Same", "Ana Tran", 8, 1)],
    ]
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            answer = json.dumps({"status": 1, "message": "OK", "customers": answers[0]}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)
        def log_message(self, *arguments): pass
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    os.environ["KOMET_BASE_URL"] = "http://127.0.0.1:%d/api" % server.server_port
    sync = lambda: subprocess.run(["komet", "sync", "--full"], check=True, stdout=subprocess.DEVNULL)
    sync()
    answers.pop(0)
    sync()
    print(os.environ["KOMET_BASE_URL"])
    """#

  init() throws {
    var program = Program(home: try TemporaryHome())
    program.variables = ["KOMET_COMPANY_TOKEN": "any", "KOMET_SALESPERSON_ID": "7"]
    try program.home.write(Self.script, to: "sync.py")
    let sync = try program.shell("python3 sync.py")
    #expect(sync.status == 0, "\(sync.errors)")
    program.variables["KOMET_BASE_URL"] = sync.output.trimmingCharacters(in: .newlines)
    self.program = program
  }

  private func ids(_ options: String) throws -> [String] {
    let outcome = try program.shell("komet changes \(options) --format jsonl")
    #expect(outcome.status == (outcome.output.isEmpty ? 1 : 0), "\(outcome.errors)")
    let ids = outcome.output.matches(of: /"id":(\d+),/).map { String($0.1) }
    return Set(ids).sorted()
  }

  @Test(arguments: [
    ("", ["1", "2", "3"]), ("mejia", ["1"]), ("rep:ana", ["1", "2", "3"]), ("lily", ["2"]), ("sons", ["2"]),
    ("code:c3", ["3"]), ("'id:2 | tulip'", ["2", "3"]), ("nobody", []), ("same", []),
    ("is:new", ["1", "2", "3"]),
    ("--scope mine", ["1"]), ("--scope mine tulip", []), ("--status inactive", ["3"]),
    ("--status active", ["1", "2", "3"]), ("changed:today", ["1", "2", "3"]), ("new:<1d", []),
    ("'changed:<1d rep:ana !lily'", ["1", "3"]), ("gone:<1d", []),
  ])
  func `they are told of the customers that a filter finds, by what they are or were`(
    options: String, expected: [String]
  ) throws {
    #expect(try ids(options) == expected)
  }

  @Test(arguments: ["today", "yesterday", "7d", "2w", "1m", "2026", "$(date -u +%Y-%m)", "$(date -u +%F)"])
  func `the first day is written as dates are everywhere`(since: String) throws {
    #expect(try ids("--since \(since)") == ["1", "2", "3"])
  }

  @Test(arguments: [
    ("changed:today", ["1", "2", "3"]), ("'changed:<7d !lily'", ["1", "3"]), ("changed:yesterday", []),
    ("new:today", []), ("'!changed:2026..'", ["4"]),
  ])
  func `a list holds those whose recorded changes were seen then`(query: String, expected: [String]) throws {
    let outcome = try program.shell(
      "komet list \(query) --offline --status all --sort id --format tsv --columns id | tail -n +2")
    #expect(outcome.output.split(separator: "\n").map(String.init) == expected, "\(outcome.errors)")
  }

  @Test func `who is gone is in no list, and the reason says where to look`() throws {
    let outcome = try program.run("list", "gone:<7d", "--offline")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("who is gone is in no list: H and komet changes tell"))
  }

  @Test func `changes are written in each format`() throws {
    func lines(_ format: String) throws -> [String] {
      let output = try program.run("changes", "rep:mejia", "--format", format).output
      return output.split(whereSeparator: \.isNewline).map(String.init)
    }
    #expect(try lines("csv")[0] == "Seen,Change,ID,Name,Field,Before,After")
    #expect(try lines("csv")[1].contains(",reassigned,1,Rosa,salesPerson,Julian Mejía,Ana Tran"))
    #expect(try lines("tsv")[1].contains("\treassigned\t1\tRosa\tsalesPerson\tJulian Mejía\tAna Tran"))
    #expect(try lines("table")[0].hasPrefix("SEEN"))
    #expect(try lines("jsonl")[0].contains(#""change":"reassigned","id":1,"name":"Rosa""#))
    #expect(try lines("json").first == "[")
  }

  @Test func `in the browser they are listed, narrowed, and led from to the customer`() throws {
    let screen = try TmuxScreen(program, "--offline", "--fresh", columns: 80, rows: 24)
    try screen.wait(for: "Rosa")
    try screen.type("nobody")
    try screen.press("Enter", "H")
    try screen.wait(for: "Julian Mejía → Ana Tran")
    try screen.wait(for: "Today · mine")
    try screen.type("sons")
    try screen.wait(for: "one change") { $0.contains("Lily → Lily & Sons") && !$0.contains("Mejía →") }
    try screen.press("Enter")
    try screen.wait(for: "The filter hid Lily & Sons")
    try screen.press("C-_")
    try screen.wait(for: "› nobody")
  }

  @Test func `nothing found is said and is exit code 1, JSON is whole all the same`() throws {
    let none = try program.run("changes", "nobody", "--format", "json")
    #expect(none.status == 1)
    #expect(none.output == "[]\n")
    #expect(none.errors == "komet: Nothing changed since then about customers that match.\n")
    let array = try program.shell(
      "komet changes --format json | python3 -c 'import json, sys; print(len(json.load(sys.stdin)))'")
    #expect(try #require(Int(array.output.dropLast())) >= 3)
    #expect(try program.run("changes", "--since", "2099").errors == "komet: Nothing changed since then.\n")
  }
}
