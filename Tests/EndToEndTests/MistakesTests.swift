import Foundation
import Testing

/// Each mistake gets one clear sentence and the right exit code, and leaves nothing behind.
@Suite struct MistakesTests {
  private let server: SampleServer
  private let program: Program

  init() throws {
    server = try SampleServer(customers: 50)
    var program = try server.program()
    program.variables["LONG"] = String(repeating: "a", count: 10_000)
    self.program = program
    let files = [
      "taken.csv": "old", "bad.toml": "[ui\n", "key.toml": "[keys]\nexprot = \"x\"\n",
      "twice.toml": "[ui]\ncolumns = [\"code\", \"code\"]\n", "setting.toml": "[api]\ntokn = \"x\"\n",
      "theme.toml": "[ui]\ntheme = \"drak\"\n",
      "profile.toml": "[profile.north.api]\naccount = 2\n", "empty.toml": "", "folder/file": "",
      "folder.csv/file": "",
    ]
    for (name, text) in files { try program.home.write(text, to: name) }
    let folder = URL(filePath: program.home.path)
    try Data([0xFF, 0xFE, 0x00, 0xD8]).write(to: folder.appending(path: "noise.toml"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.appending(path: "full.csv").path, withDestinationPath: "/dev/full")
  }

  /// All but the cache and what else komet may make.
  private var files: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: program.home.path)) ?? []
    return names.filter { ![".data", ".config"].contains($0) }.sorted()
  }

  private func expect(
    _ mistake: Mistake, in line: String, location: SourceLocation = #_sourceLocation
  ) throws {
    let before = files
    let outcome = try program.shell("\(line) < /dev/null")
    let words = outcome.errors
    #expect(outcome.status == mistake.status, "\(words)", sourceLocation: location)
    #expect(words.contains(mistake.words), "\(words)", sourceLocation: location)
    #expect(words.hasPrefix("komet: "), "\(words)", sourceLocation: location)
    #expect(words.split(separator: "\n").count == 1, "\(words)", sourceLocation: location)
    #expect(words.count < 1_200, "\(words)", sourceLocation: location)
    #expect(outcome.output.isEmpty, sourceLocation: location)
    #expect(files == before, sourceLocation: location)
    #expect(program.home.content("taken.csv") == "old", sourceLocation: location)
  }

  @Test(
    arguments: Mistake.unknownOptions + Mistake.misspelled + Mistake.values + Mistake.files + Mistake.streams
      + Mistake.long)
  func `a mistake is told in one line`(mistake: Mistake) throws {
    try expect(mistake, in: "komet \(mistake.line)")
  }

  @Test(arguments: Mistake.folders)
  func `a cache that can't be made is told in one line`(mistake: Mistake) throws {
    let name = mistake.line.split(separator: " ").last ?? ""
    let place = name.hasPrefix("/") ? String(name) : "$PWD/\(name)"
    try expect(mistake, in: "XDG_DATA_HOME=\(place) komet \(mistake.line.prefix { $0 != "#" })")
  }

  @Test(.enabled(if: getuid() != 0, "The superuser may read anything."))
  func `a config that may not be read is told in one line`() throws {
    try program.home.write("", to: "locked.toml", mode: 0)
    let line = "list --config locked.toml"
    try expect(Mistake(line, 2, "Permission denied"), in: "komet \(line)")
  }

  @Test(arguments: [
    "list --limit 3", "export a.csv", "show T3526", "doctor", "sync", "themes", "config show",
  ])
  func `without stdin everything but the browser works`(command: String) throws {
    let outcome = try program.shell("komet \(command) <&-")
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test func `an empty config is a good one`() throws {
    let outcome = try program.run("list", "--config", "empty.toml", "--limit", "1")
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
  }

  @Test(arguments: ["$LONG", "name:$LONG", "'\"'$LONG'\"'", "'!'$LONG code:$LONG"])
  func `a query of ten thousand letters finds nobody`(query: String) throws {
    let outcome = try program.shell("komet list \(query)")
    #expect(outcome.status == 1)
    let words = outcome.errors
    #expect(words.hasPrefix("komet: No customer matches "), "\(words)")
    #expect(words.split(separator: "\n").count == 1, "\(words)")
    #expect(words.count < 300, "\(words)")
  }

  @Test func `a word that may have been meant as a field is told`() throws {
    let outcome = try program.run("list", "nam:bella")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("no field `nam:`"))
    #expect(outcome.errors.contains("did you mean `name:`?"))
    let plain = try program.run("list", "Shop:One").errors
    #expect(plain.hasPrefix("komet: No customer matches Shop:One."), "\(plain)")
    #expect(!plain.contains("field"), "\(plain)")
  }

  @Test func `what is closed is not taken by a file that is opened`() throws {
    #expect(try program.shell("komet export a.csv >&- 2>&-").status == 0)
    #expect(program.home.content("a.csv")?.hasSuffix("written to a.csv\n") == false)
    let sync = try program.shell("komet sync >&-")
    #expect(sync.status == 6)
    let check = "python3 -c 'import sqlite3; print(*sqlite3.connect(\".data/komet/default.sqlite\")"
    #expect(try program.shell("\(check).execute(\"PRAGMA integrity_check\").fetchone())'").output == "ok\n")
  }

  @Test func `of a hundred thousand rows the first can be had`() throws {
    let outcome = try program.shell("komet list --demo=100000 --columns id | head -1; echo ${PIPESTATUS[0]}")
    #expect(outcome.output == "ID\n0\n")
    #expect(outcome.errors.isEmpty)
  }

  @Test(arguments: [("csv", "INT"), ("xlsx", "INT"), ("csv", "TERM"), ("csv", "HUP")])
  func `an interrupt in the middle of an export leaves nothing`(ending: String, signal: String) throws {
    // Job control, or else the shell would let it ignore the interrupt. An export may end before it comes, and is tried again.
    let line = """
      set -m
      for count in 100000 300000 1000000 1000000 1000000 1000000; do
        rm -f big.\(ending)
        komet export big.\(ending) --demo=$count & program=$!
        until compgen -G '.komet-*' > /dev/null || ! kill -0 $program; do :; done
        kill -STOP $program
        kill -\(signal) $program
        kill -CONT $program
        wait $program
        status=$?
        [ $status = 0 ] || exit $status
      done
      """
    let outcome = try program.shell(line)
    #expect(outcome.status == 130)
    #expect(try program.shell("ls -A").output.contains("komet") == false)
    #expect(!program.home.files.contains("big.\(ending)"))
  }
}
