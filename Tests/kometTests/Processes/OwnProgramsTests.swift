import CustomerBrowser
import Customers
import Foundation
import ProofTesting
import Testing

@testable import komet

/// Commands of the person's own, as they are run.
@Suite struct OwnProgramsTests {
  private func run(
    _ arguments: String..., timeout: Int = 30, input: CustomerExport? = nil,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> ProgramOutcome {
    OwnPrograms().run(
      ProgramCall(arguments: arguments, input: input, timeout: timeout), isCancelled: isCancelled)
  }

  @Test func `what a program writes, to whichever output, comes in its order, and its exit code`() {
    let outcome = run("/bin/sh", "-c", "echo one; echo two >&2; echo three; exit 3")
    #expect(outcome == ProgramOutcome(.exited(3), output: "one\ntwo\nthree\n"))
  }

  @Test func `an argument comes whole`() {
    let name = "Bella $(touch /tmp/x); `id` | \"Rosa\" * \\ 花"
    #expect(run("printf", "%s", name).output == name)
  }

  @Test func `ten megabytes are cut, and the program comes to its end`() {
    let outcome = run("/bin/sh", "-c", "head -c 10000000 /dev/zero | tr '\\0' x; exit 4")
    #expect(outcome.end == .exited(4))
    #expect(outcome.output.utf8.count == 64 << 10)
    #expect(outcome.isCut)
  }

  @Test func `a program that hangs is ended with what it had written`() {
    let outcome = run("/bin/sh", "-c", "echo begun; sleep 999", timeout: 1)
    #expect(outcome == ProgramOutcome(.timedOut, output: "begun\n"))
  }

  @Test func `a cancelled program takes with it all that it has started`() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/pid"
    let outcome = run(
      "/bin/sh", "-c", "sleep 998 & echo $! > \(path).new; mv \(path).new \(path); wait",
      isCancelled: {
        FileManager.default.fileExists(atPath: path)
      })
    #expect(outcome.end == .cancelled)
    let text = try String(contentsOfFile: path, encoding: .utf8).trimmingCharacters(
      in: .whitespacesAndNewlines)
    let child = try #require(pid_t(text))
    let deadline = Date(timeIntervalSinceNow: 10)
    // Whoever inherited it has yet to be told of its end.
    while kill(child, 0) == 0, !isZombie(child), Date() < deadline { sched_yield() }
    #expect(kill(child, 0) != 0 || isZombie(child))
  }

  private func isZombie(_ process: pid_t) -> Bool {
    (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8))?.contains(") Z ") == true
  }

  @Test func `what can't be started is told with what to do`() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/p"
    try Data("echo hello\n".utf8).write(to: URL(filePath: path))
    chmod(path, 0o600)
    #expect(
      run("no-such-program-x").end == .notStarted("there is no program no-such-program-x; see its argv"))
    #expect(run(path).end == .notStarted("\(path) may not be executed; chmod +x lets it"))
    chmod(path, 0o700)
    #expect(
      run(path).end == .notStarted("\(path) is no program; a script begins with #! and its interpreter"))
    #expect(
      run("true", String(repeating: "x", count: 3_000_000)).end == .notStarted("its arguments are too long"))
  }

  @Test func `the tokens are not in the environment of any program`() throws {
    setenv("KOMET_TOKEN_OF_TEST", "kept", 1)
    defer { unsetenv("KOMET_TOKEN_OF_TEST") }
    #expect(
      ChildProcess.inherited(from: ["KOMET_TOKEN": "a", "KOMET_COMPANY_TOKEN": "b", "PATH": "c"]) == [
        "PATH": "c"
      ])
  }

  @Test func `customers come as JSON Lines, and whoever does not read them is no trouble`() {
    var builder = CustomerTableBuilder()
    for id in 1...20_000 { builder.append(Customer(id: UInt64(id), name: "N\(id)")) }
    let table = builder.finish().table
    let export = CustomerExport(
      table: table, rows: (0..<UInt32(table.count)).map(\.self), columns: [.id, .name],
      options: CustomerExport.Options(format: .jsonl))
    #expect(run("wc", "-l", input: export).output.contains("20000"))
    #expect(run("head", "-n", "1", input: export).output == "{\"id\":1,\"name\":\"N1\"}\n")
    #expect(run("true", input: export).end == .exited(0))
  }
}
