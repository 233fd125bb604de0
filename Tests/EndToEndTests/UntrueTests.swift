import Foundation
import Testing

/// What komet must never say: that somebody is gone who could not be read, that old data is new, that a guess matches.
@Suite struct UntrueTests {
  private func details(_ ids: some Sequence<String>, name: String = "Customer", code: String = "C") -> String
  {
    let records = ids.map { id in
      let plain = id.filter { $0.isLetter || $0.isNumber }
      return #"{"id":\#(id),"name":"\#(name) \#(plain)","code":"\#(code)\#(plain)","active":1}"#
    }
    return #"{"status":1,"message":"OK","customers":[\#(records.joined(separator: ","))]}"#
  }

  private func names(_ ids: some Sequence<String>) -> String {
    let records = ids.map { #"{"customerId":\#($0),"customerName":"Customer \#($0)"}"# }
    return #"{"customerResult":[\#(records.joined(separator: ","))]}"#
  }

  private func numbers(_ range: ClosedRange<Int>) -> [String] { range.map(String.init) }

  @Test func `ids that can't be read make nobody gone`() throws {
    let server = try AnswerServer()
    server.answer("details", details(numbers(1...5)))
    let program = try server.program(user: false)
    #expect(try program.run("sync").status == 0)
    server.answer("details", details((1...5).map { "\"c-\($0)\"" }))
    let sync = try program.run("sync", "--full")
    #expect(sync.status == 5)
    #expect(sync.output.isEmpty)
    #expect(sync.errors.contains("None of the server's 5 records could be read"))
    #expect(try program.run("list", "--count", "--offline").output == "5\n")
    #expect(try program.run("changes").status == 1)
    // Some of them can be read.
    server.answer("details", details(["1", "2", "\"c-3\"", "{}", "null"]))
    let partial = try program.run("sync", "--full")
    #expect(partial.status == 0)
    #expect(partial.output.hasPrefix("5 customers: nothing changed;"))
    #expect(
      partial.errors.contains("3 records could not be read, so what was known stays, for example record 3"))
  }

  @Test func `a name that can't be read leaves the customer as it was, with both tokens, too`() throws {
    let server = try AnswerServer()
    server.answer("details", details(numbers(1...5)))
    server.answer("names", names(numbers(1...5)))
    let program = try server.program()
    #expect(try program.run("sync").status == 0)
    let before = try program.run("list", "--format", "jsonl", "--offline").output
    let garbled = details(numbers(1...5)).replacing(#""name":"Customer 3""#, with: #""name":{"en":"x"}"#)
    server.answer("details", garbled)
    server.answer("updated", garbled)
    for arguments in [["sync"], ["sync", "--full"]] {
      let sync = try program.shell("$KOMET \(arguments.joined(separator: " "))")
      #expect(sync.output.hasPrefix("5 customers: nothing changed;"))
      #expect(sync.errors.contains("1 record could not be read"))
      #expect(sync.errors.contains("record 3 (id 3): name is not a text"))
    }
    #expect(try program.run("list", "--format", "jsonl", "--offline").output == before)
  }

  @Test func `ids of 19 and 20 digits are kept exactly everywhere`() throws {
    let ids = ["7", "9223372036854775807", "9223372036854775808", "18446744073709551615"]
    let server = try AnswerServer()
    server.answer("details", details(ids))
    server.answer("names", names(ids))
    server.answer("own", names([ids[3]]))
    let program = try server.program()
    #expect(try program.run("sync").status == 0)
    let list = try program.run("list", "--columns", "id", "--format", "tsv", "--sort", "id")
    #expect(list.output == "ID\n\(ids.joined(separator: "\n"))\n")
    let descending = try program.run("list", "--columns", "id", "--format", "tsv", "--sort=-id")
    #expect(descending.output == "ID\n\(ids.reversed().joined(separator: "\n"))\n")
    #expect(try program.run("list", "id:18446744073709551615", "--count").output == "1\n")
    #expect(
      try program.run("list", "--scope", "mine", "--format", "jsonl").output.contains(
        #""id":18446744073709551615,"#))
    #expect(try program.run("show", "18446744073709551615").output.contains("18446744073709551615"))
    #expect(try program.run("export", "all.json").status == 0)
    #expect(program.home.content("all.json")?.contains(#""id":9223372036854775808,"#) == true)
  }

  @Test func `nobody is nobody, and no refusal`() throws {
    let server = try AnswerServer()
    server.answer("details", details(numbers(1...5)))
    server.answer("names", names(numbers(1...5)))
    let program = try server.program()
    for own in [
      #"{"customerResult":null}"#, #"{"status":1,"message":"Customers not found.OK"}"#,
      #"{"status":0,"message":"Customers not found.OK"}"#,
    ] {
      server.answer("own", own)
      server.answer("updated", own.replacing("customerResult", with: "customers"))
      #expect(try program.run("sync").status == 0)
      #expect(try program.run("list", "--scope", "mine").status == 1)
      #expect(try program.run("list", "--count").output == "5\n")
    }
  }

  @Test func `on a plane list, export and show answer from an old cache, and say its age`() throws {
    let server = try AnswerServer()
    server.answer("details", details(numbers(1...5)))
    let program = try server.program(user: false)
    #expect(try program.run("sync").status == 0)
    try program.makeCacheOlder(days: 3)
    server.stop()
    for line in ["list --count", "export --force rows.csv", "show C3"] {
      let outcome = try program.shell("$KOMET \(line)")
      #expect(outcome.status == 0, "\(line): \(outcome.errors)")
      #expect(outcome.errors.contains("komet: offline, data from "))
      #expect(outcome.errors.contains(", 3 days old. The server refused the connection."))
    }
    #expect(try program.run("list", "--count").output == "5\n")
    let offline = try program.run("show", "C3", "--offline")
    #expect(offline.errors.contains(", 3 days old."))
    for line in ["list --refresh", "export --refresh other.csv", "show C3 --refresh"] {
      let insisting = try program.shell("$KOMET \(line)")
      #expect(insisting.status == 4)
      #expect(insisting.output.isEmpty)
    }
  }

  @Test(arguments: ["list", "export x.csv", "show C3"])
  func `the server can't be insisted on and forbidden at once`(line: String) throws {
    let outcome = try AnswerServer().program().shell("$KOMET \(line) --offline --refresh")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("--offline forbids what --refresh insists on: leave one of them out."))
  }

  @Test func `changes say how old the last refresh is, and that none was made, without talk of --offline`()
    throws
  {
    let server = try AnswerServer()
    server.answer("details", details(numbers(1...5)))
    let program = try server.program(user: false)
    let none = try program.run("changes")
    #expect(none.status == 4)
    #expect(
      none.errors == "komet: There are no customers on this machine yet. Run komet sync to fetch them.\n")
    #expect(try program.run("sync").status == 0)
    try program.makeCacheOlder(days: 3)
    let old = try program.run("changes")
    #expect(old.errors.hasPrefix("komet: data from "))
    #expect(old.errors.contains(", 3 days old. Run komet sync for the latest.\n"))
    #expect(try program.run("changes", "--offline").errors.hasPrefix("komet: offline, data from "))
  }

  @Test func `an old cache is refreshed by show, as by list`() throws {
    let server = try AnswerServer()
    server.answer("details", details(numbers(1...5)))
    let program = try server.program(user: false)
    #expect(try program.run("sync").status == 0)
    server.answer("details", details(numbers(1...5), name: "Renamed"))
    #expect(try program.run("show", "C3").output.contains("Customer 3"))
    try program.makeCacheOlder(days: 10)
    let shown = try program.run("show", "C3")
    #expect(shown.output.contains("Renamed 3"))
    #expect(shown.errors.isEmpty)
  }

  @Test func `data from the future is old data, and said`() throws {
    let server = try AnswerServer()
    server.answer("details", details(numbers(1...5)))
    let program = try server.program(user: false)
    #expect(try program.run("sync").status == 0)
    try program.makeCacheOlder(days: -365)
    let doctor = try program.run("doctor", "--offline")
    #expect(doctor.output.contains("dated in the future"))
    let offline = try program.run("list", "--count", "--offline")
    #expect(offline.output == "5\n")
    #expect(offline.errors.contains("in the future, so it counts as old"))
    server.answer("details", details(numbers(1...6)))
    #expect(try program.run("list", "--count").output == "6\n")
    #expect(try program.run("list", "--count").errors.isEmpty)
  }

  @Test func `a code goes before an id, and several customers are never one`() throws {
    let server = try AnswerServer()
    let customers = [
      ("106", "Id one-o-six", "X1"), ("7", "Code 0106", "0106"), ("8", "Upper", "DUP"), ("9", "Lower", "dup"),
      ("10", "Twin A", "TWIN"), ("11", "Twin B", "TWIN"),
    ].map { #"{"id":\#($0.0),"name":"\#($0.1)","code":"\#($0.2)","active":1}"# }.joined(separator: ",")
    let answer = #"{"status":1,"customers":[\#(customers)]}"#
    server.answer("details", answer)
    let program = try server.program(user: false)
    // Asked of the server, which tells more than one customer here, and from the cache.
    server.answer("code", answer)
    for _ in 1...2 {
      for (name, shown) in [
        ("0106", "Code 0106"), ("DUP", "Upper"), ("dup", "Lower"), ("x1", "Id one-o-six"),
      ] {
        #expect(try program.run("show", name).output.contains(shown), "\(name)")
      }
      for (name, words) in [("Dup", "8 “Upper” (code DUP), 9 “Lower” (code dup)"), ("twin", "10 “Twin A”")] {
        let outcome = try program.run("show", name)
        #expect(outcome.status == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("\(name) may mean 2 customers: \(words)"))
        #expect(outcome.errors.contains("komet show id:"))
      }
      #expect(try program.run("sync", "--full").status == 0)
    }
    #expect(try program.run("show", "106").output.contains("Id one-o-six"))
    #expect(try program.run("show", "id:0106").output.contains("Id one-o-six"))
    #expect(try program.run("show", "id:11").output.contains("Twin B"))
  }

  @Test(arguments: ["half", "empty"])
  func `damage is said by every command until a sync has mended it`(damage: String) throws {
    let server = try AnswerServer()
    server.answer("details", details(numbers(1...50)))
    let program = try server.program(user: false)
    #expect(try program.run("sync").status == 0)
    let file = ".data/komet/default.sqlite"
    let size = damage == "half" ? "$(($(stat -c %s \(file)) / 2))" : "0"
    #expect(try program.shell("truncate -s \(size) \(file)").status == 0)
    for _ in 1...2 {
      for line in ["list --offline", "show C3 --offline", "changes", "export x.csv --offline"] {
        let outcome = try program.shell("$KOMET \(line)")
        #expect(outcome.status == 6, "\(line): \(outcome.errors)")
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("default.sqlite.damaged"))
        #expect(outcome.errors.contains("komet sync") || outcome.errors.contains("Refresh"))
      }
    }
    #expect(try program.run("doctor", "--offline").output.contains("default.sqlite.damaged"))
    let list = try program.run("list", "--count")
    #expect(list.output == "50\n")
    #expect(list.errors.contains("default.sqlite.damaged"))
    let after = try program.run("list", "--count", "--offline")
    #expect(after.output == "50\n")
    #expect(after.errors.isEmpty)
  }

  @Test func `a sudden loss needs --accept-losses, and the old rows stay until then`() throws {
    let server = try AnswerServer()
    server.answer("details", details(numbers(1...100)))
    let program = try server.program(user: false)
    #expect(try program.run("sync").status == 0)
    server.answer("details", details(numbers(1...50)))
    let sync = try program.run("sync", "--full")
    #expect(sync.status == 5)
    #expect(sync.output.isEmpty)
    #expect(
      sync.errors
        == "komet: The customers were not refreshed. 50 of 100 customers are missing from the server's list. They stay as they were; if they are really gone, run komet sync --accept-losses.\n"
    )
    #expect(try program.run("list", "--count").output == "100\n")
    #expect(try program.run("changes").status == 1)
    #expect(try program.run("sync", "--full", "--accept-losses").output.hasPrefix("50 customers: 50 gone;"))
  }

  @Test func `after a sudden loss list, export and show answer from the old cache, and say why`() throws {
    let server = try AnswerServer()
    server.answer("details", details(numbers(1...100)))
    let program = try server.program(user: false)
    #expect(try program.run("sync").status == 0)
    try program.makeCacheOlder(days: 10)
    server.answer("details", details(numbers(1...50)))
    for (line, output) in [("list --count", "100\n"), ("show C99", nil), ("export x.csv", nil)] {
      let outcome = try program.shell("$KOMET \(line)")
      #expect(outcome.status == 0, "\(line): \(outcome.errors)")
      if let output { #expect(outcome.output == output) }
      #expect(
        outcome.errors.contains(", 10 days old. 50 of 100 customers are missing from the server's list."))
      #expect(outcome.errors.contains("komet: not refreshed, data from "))
      #expect(outcome.errors.contains("komet sync --accept-losses"))
    }
    // One who is not in the cache is asked for.
    server.answer("code", details(["120"]))
    #expect(try program.run("show", "C120").output.contains("Customer 120"))
    let insisting = try program.run("list", "--refresh")
    #expect(insisting.status == 5)
    #expect(insisting.output.isEmpty)
  }

  @Test func `in the browser customers that were kept after a sudden loss can be let go later, with A`()
    throws
  {
    let server = try AnswerServer()
    server.answer("details", details(numbers(1...100)))
    let program = try server.program(user: false)
    #expect(try program.run("sync").status == 0)
    try program.makeCacheOlder(days: 10)
    server.answer("details", details(numbers(1...50)))
    let screen = try TmuxScreen(program)
    try screen.wait(for: "50 of 100 customers are missing")
    #expect(try screen.wait(for: "A lets them go").contains("10 days old"))
    try screen.press("Escape")
    try screen.wait(for: "All customers stay")
    try screen.press("Enter")
    try screen.type("A")
    try screen.wait(for: "A lets them go")
    try screen.type("A")
    try screen.wait(for: "50 gone")
    try screen.wait(for: "1/50")
  }

  @Test func `a sync that another komet's writing keeps waiting says so and goes on once it may`() throws {
    let server = try AnswerServer()
    server.answer("details", details(["1"]))
    let program = try server.program(user: false)
    let first = try program.run("sync")
    #expect(first.output.hasPrefix("1 customer: all fetched for the first time;"))
    let writing = """
      import sqlite3, subprocess, os
      writer = sqlite3.connect('.data/komet/default.sqlite', isolation_level=None)
      writer.execute('BEGIN IMMEDIATE')
      sync = subprocess.Popen([os.environ['KOMET'], 'sync'], stderr=subprocess.PIPE, text=True)
      print(sync.stderr.readline(), end='', flush=True)
      writer.execute('COMMIT')
      print(sync.wait(), sync.stderr.read(), end='')
      """
    try program.home.write(writing, to: ".writing.py")
    let outcome = try program.shell("python3 .writing.py")
    #expect(outcome.output.hasPrefix("komet: Another process is writing to "))
    #expect(outcome.output.contains("default.sqlite; waiting for it, for 60 seconds at most.\n"))
    #expect(outcome.output.contains("1 customer: nothing changed;"))
    #expect(outcome.output.hasSuffix("\n0 "))
  }

  @Test func `a first try without an account leaves no trace`() throws {
    let server = try AnswerServer()
    server.answer("details", details(numbers(1...5)))
    server.answer("names", names(numbers(1...5)))
    let program = try server.program()
    var first = program
    first.variables["KOMET_ACCOUNT"] = nil
    #expect(try first.run("sync").status == 2)
    let second = try program.run("sync")
    #expect(second.status == 0)
    #expect(second.errors.isEmpty)
    #expect(try program.shell("ls .data/komet").output == "default.sqlite\n")
  }

  @Test func `requests count before they are sent, and at the limit nobody asks`() throws {
    let server = try AnswerServer()
    server.answer("details", details(numbers(1...5)))
    let program = try server.program(user: false)
    try program.home.write("[api]\ndaily_requests = 4\n", to: ".config/komet/config.toml")
    #expect(try program.run("sync").output.contains("1 of 4 requests today"))
    #expect(try program.run("show", "nobody", "--refresh").status == 1)
    #expect(try program.run("show", "5", "--refresh").status == 1)
    for line in ["show C3 --refresh", "show C3 --contacts", "sync", "list --refresh"] {
      let outcome = try program.shell("$KOMET \(line)")
      #expect(outcome.status == 3, "\(line): \(outcome.output)\(outcome.errors)")
      #expect(outcome.errors.contains("of the 4 requests"))
    }
    let asked = server.requests.count
    #expect(try program.run("list", "--count").output == "5\n")
    #expect(server.requests.count == asked)
  }
}
