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
}
