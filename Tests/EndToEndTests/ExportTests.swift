import Foundation
import Testing

/// `komet export` as scripts use it.
@Suite struct ExportTests {
  private let program: Program
  private let server: SampleServer

  init() throws {
    server = try SampleServer()
    program = try server.program()
  }

  @Test func `a CSV file that Python reads back`() throws {
    let export = try program.run("export", "all.csv", "--status", "all")
    #expect(export.status == 0)
    #expect(export.output.isEmpty)
    #expect(export.errors.contains("written to"))
    let read = try program.shell(
      "python3 -c 'import csv; r = list(csv.reader(open(\"all.csv\", encoding=\"utf-8-sig\", newline=\"\"))); "
        + "print(len(r), {len(x) for x in r})'")
    let list = try program.run("list", "--status", "all", "--format", "jsonl")
    #expect(read.output == "\(list.output.split(separator: "\n").count + 1) {10}\n")
  }

  @Test func `a spreadsheet with a sheet of all rows`() throws {
    let export = try program.run("export", "all.xlsx", "--status", "all")
    #expect(export.status == 0)
    let read = try program.shell(
      "python3 -c 'import zipfile; print(zipfile.ZipFile(\"all.xlsx\").read(\"xl/worksheets/sheet1.xml\")"
        + ".count(b\"<row \"))'")
    let count = try program.run("list", "--status", "all", "--count")
    #expect(try #require(Int(read.output.dropLast())) == #require(Int(count.output.dropLast())) + 1)
    #expect(program.home.files == ["all.xlsx"])
  }

  @Test func `an existing file stays unless --force is given`() throws {
    try program.home.write("old", to: "a.json")
    let refused = try program.run("export", "a.json")
    #expect(refused.status == 6)
    #expect(refused.errors.contains("--force"))
    #expect(program.home.content("a.json") == "old")
    #expect(try program.run("export", "a.json", "--force").status == 0)
    #expect(program.home.content("a.json")?.hasPrefix("[") == true)
  }

  @Test(arguments: [
    ("a.xls", Int32(2), "ending"), ("folder.csv", 6, "folder"), ("missing/a.csv", 6, "No such file"),
    ("readonly/a.csv", 6, "Permission denied"),
  ])
  func `a target that can't be written is said`(path: String, status: Int32, words: String) throws {
    let folders = ["folder.csv", "readonly"]
    for folder in folders {
      try FileManager.default.createDirectory(
        atPath: "\(program.home.path)/\(folder)", withIntermediateDirectories: true)
    }
    chmod("\(program.home.path)/readonly", 0o500)
    defer { chmod("\(program.home.path)/readonly", 0o700) }
    // The superuser may write anywhere.
    guard getuid() != 0 || !path.hasPrefix("readonly") else { return }
    let outcome = try program.run("export", path)
    #expect(outcome.status == status)
    #expect(outcome.errors.contains(words))
    #expect(program.home.files == folders)
  }

  @Test(arguments: [".csv", ".xlsx"])
  func `a limit on the size of files is said, and nothing is left`(ending: String) throws {
    try program.home.write("old", to: "old\(ending)")
    let line = "ulimit -f 64; komet export"
    for export in ["\(line) new\(ending) --demo=30000", "\(line) old\(ending) --force --demo=30000"] {
      let outcome = try program.shell(export)
      #expect(outcome.status == 6)
      #expect(outcome.errors.contains("File too large"), "\(outcome.errors)")
      #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
    }
    #expect(program.home.content("old\(ending)") == "old")
    #expect(try program.shell("ls -A | grep -v '^[.]data'").output == "old\(ending)\n")
  }

  /// Looks for the smallest limit with which a spreadsheet can be written, and reads what was written then.
  private static let barelyRoom = #"""
    import os, resource, subprocess, zipfile
    import xml.etree.ElementTree as tree
    def export(limit):
        if os.path.exists("a.xlsx"): os.remove("a.xlsx")
        set_limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        command = ["komet", "export", "a.xlsx", "--demo=300"]
        return subprocess.run(command, preexec_fn=set_limit, stderr=subprocess.DEVNULL).returncode
    enough, too_little = 1 << 20, 1 << 10
    while enough - too_little > 64:
        limit = (enough + too_little) // 2
        if export(limit): too_little = limit
        else: enough = limit
    print(export(too_little), export(enough))
    book = zipfile.ZipFile("a.xlsx")
    for name in book.namelist(): tree.fromstring(book.read(name))
    """#

  @Test func `a spreadsheet for which there is barely room is whole`() throws {
    try program.home.write(Self.barelyRoom, to: "barely.py")
    let outcome = try program.shell("python3 barely.py")
    #expect(outcome.output == "6 0\n")
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test func `what a killed export leaves goes with the next one, and only that`() throws {
    // Job control, or else the shell would let it ignore SIGQUIT; and Swift's own answer to that, where it is
    // installed, is to print a backtrace and go on.
    let line = """
      set -m; ulimit -c 0; export SWIFT_BACKTRACE=enable=no
      begin() {
        before=$(compgen -G '.komet-*')
        komet export $1 --demo=300000 2> /dev/null & program=$!
        # Not sooner, or else the signal might come before the program is there.
        until new=$(compgen -G '.komet-*'); [ "$new" != "$before" ] && [ -s "$new" ]; do
          kill -0 $program || exit 9
        done
        kill -$2 $program
      }
      begin killed.csv KILL; wait $program
      compgen -G '.komet-*' | wc -l
      begin quit.csv QUIT; wait $program
      compgen -G '.komet-*' | wc -l
      komet export small.csv --demo=5
      compgen -G '.komet-*' | wc -l
      begin alive.csv STOP
      komet export small.tsv --demo=5
      compgen -G '.komet-*' | wc -l
      # The shell may hear only now that the program was stopped (128 + SIGSTOP).
      kill -CONT $program; until wait $program; status=$?; [ $status != 147 ]; do :; done; echo $status
      compgen -G '.komet-*' | wc -l
      """
    let outcome = try program.shell(line)
    #expect(outcome.output == "1\n1\n0\n1\n0\n0\n", "\(outcome.errors)")
    #expect(program.home.files == ["alive.csv", "small.csv", "small.tsv"])
  }

  @Test func `--force keeps the mode, a new file obeys the umask, and the cache is its owner's alone`() throws
  {
    let line = """
      umask 0027
      komet export new.csv; komet export new.xlsx
      echo old > old.csv; chmod 664 old.csv; komet export old.csv --force
      stat -c %a new.csv new.xlsx old.csv .data/komet/default.sqlite
      """
    #expect(try program.shell(line).output == "640\n640\n664\n600\n")
  }

  @Test func `a path with ~ is in the home folder that $HOME names`() throws {
    let line = "mkdir elsewhere; HOME=$PWD/elsewhere komet export '~/x.csv' --demo=5; ls elsewhere"
    #expect(try program.shell(line).output == "x.csv\n")
  }
}
