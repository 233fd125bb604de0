import Foundation
import Testing

/// `komet list` as scripts use it.
@Suite struct ListTests {
  private let server: SampleServer

  init() throws {
    server = try SampleServer()
  }

  @Test func `the documented samples come out with exactly their values`() throws {
    let list = try server.program().run("list", "--format", "jsonl", "--status", "all")
    let lines = list.output.split(separator: "\n")
    for sample in [
      """
      {"name":"2-14 BRIDAL CAKES","code":"T3526","customerType":"PART-TIME FLORIST","salesPerson":"Julian Mejía",\
      "updatedOn":"2017-08-02T12:15:17","id":25475,"accountingCode":"ACC10","salesPersonId":1819,"active":true,\
      "mine":true}
      """,
      """
      {"name":"Flores SAS","code":"ASS","customerType":"Retailer","salesPerson":null,\
      "updatedOn":"2017-09-15T17:02:50","id":29775,"accountingCode":null,"salesPersonId":23423,"active":true,\
      "mine":false}
      """,
      """
      {"name":"a TRIO JEWELRY & DESIGN LLC","code":null,"customerType":null,"salesPerson":null,"updatedOn":null,\
      "id":29671,"accountingCode":null,"salesPersonId":null,"active":null,"mine":true}
      """,
    ] {
      #expect(lines.contains(Substring(sample)))
    }
  }

  @Test func `a closed pipe ends it quietly`() throws {
    let outcome = try server.program().shell("$KOMET list | head -1; echo ${PIPESTATUS[0]}")
    #expect(outcome.output.hasPrefix("NAME"))
    #expect(outcome.output.hasSuffix("\n0\n"))
    #expect(outcome.errors.isEmpty)
  }

  /// Reads only once the pipe is full, of which somebody said that it must not block.
  private static let lateReader = #"""
    import os, select, subprocess
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    program = subprocess.Popen(["komet", "list", "--demo=20000", "--format", "csv"], stdout=writing)
    room = select.poll()
    room.register(writing, select.POLLOUT)
    while room.poll(0) and program.poll() is None: pass
    os.close(writing)
    rows = os.fdopen(reading, "rb").read().count(b"\r\n")
    print(program.wait(), rows > 10000)
    """#

  @Test func `a full pipe that does not block is waited for`() throws {
    let program = try server.program()
    try program.home.write(Self.lateReader, to: "late.py")
    let outcome = try program.shell("python3 late.py")
    #expect(outcome.output == "0 True\n")
    #expect(outcome.errors.isEmpty)
  }

  @Test func `a full disk is said`() throws {
    let outcome = try server.program().shell("$KOMET list > /dev/full")
    #expect(outcome.status == 6)
    #expect(outcome.errors.contains("No space left"))
  }

  @Test func `columns, order and limit`() throws {
    let list = try server.program().run(
      "list", "--format", "tsv", "--columns", "id,code", "--sort", "-id", "--limit", "2")
    let lines = list.output.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false)
    }
    #expect(lines.count == 3)
    #expect(lines[0] == ["ID", "Code"])
    #expect(try #require(Int(lines[1][0])) > #require(Int(lines[2][0])))
  }

  @Test func `several sort columns`() throws {
    let list = try server.program().run(
      "list", "--format", "tsv", "--columns", "active,id", "--status", "all", "--sort", "-active,-id")
    let rows = list.output.split(separator: "\n").dropFirst().map { $0.split(separator: "\t") }
    let active = rows.filter { $0[0] == "yes" }.compactMap { Int($0[1]) }
    let inactive = rows.filter { $0[0] == "no" }.compactMap { Int($0[1]) }
    #expect(active.count > 1)
    #expect(inactive.count > 1)
    #expect(rows.prefix(active.count).allSatisfy { $0[0] == "yes" })
    #expect(active == active.sorted(by: >))
    #expect(inactive == inactive.sorted(by: >))
  }

  @Test func `--count writes the number alone`() throws {
    let program = try server.program()
    let lines = try program.run("list", "flor", "--format", "jsonl").output.split(separator: "\n").count
    #expect(try program.run("list", "flor", "--count").output == "\(lines)\n")
    let none = try program.run("list", "code:doesnotexist", "--count")
    #expect(none.output == "0\n")
    #expect(none.status == 1)
  }

  @Test func `no match is exit code 1`() throws {
    let list = try server.program().run("list", "code:doesnotexist")
    #expect(list.status == 1)
  }

  @Test func `mine needs something that tells whose customers are whose`() throws {
    var program = try server.program(without: "KOMET_TOKEN")
    #expect(try program.run("list", "--scope", "mine").status == 2)
    program.variables["KOMET_SALESPERSON_ID"] = "1819"
    let mine = try program.run("list", "--scope", "mine", "--format", "jsonl")
    #expect(mine.status == 0)
    #expect(mine.output.split(separator: "\n").allSatisfy { $0.contains("\"salesPersonId\":1819") })
  }

  @Test func `with a user token alone there are names and no details`() throws {
    let list = try server.program(without: "KOMET_COMPANY_TOKEN").run("list", "2-14", "--format", "jsonl")
    #expect(list.output.contains("\"id\":25475,\"accountingCode\":null"))
  }
}
