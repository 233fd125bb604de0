import CustomerBrowser
import Foundation
import Testing
import Wording

@testable import komet

/// Programs that are asked for a line, such as a token.
@Suite struct ChildProcessTests {
  private func helper(_ script: String, timeout: Duration? = nil) throws -> ChildProcess.Outcome {
    var process = ChildProcess.helper(["/bin/sh", "-c", script])
    if let timeout { process.timeout = timeout }
    return try process.run()
  }

  @Test func `a helper that writes without an end is stopped`() {
    #expect(throws: ChildProcess.Failure.printedTooMuch) { try ChildProcess.helper(["yes"]).run() }
  }

  @Test func `a helper that closes its output and goes on is given up`() {
    #expect(throws: ChildProcess.Failure.timedOut) {
      try helper("echo t; exec >&-; exec sleep 999", timeout: .milliseconds(200))
    }
  }

  @Test func `a helper that hangs is given up`() {
    #expect(throws: ChildProcess.Failure.timedOut) {
      try helper("exec sleep 999", timeout: .milliseconds(200))
    }
  }

  @Test func `a child that a helper leaves on its output is not waited for`() throws {
    let outcome = try helper("echo token; sleep 999 & echo $!")
    let lines = outcome.output.split(separator: "\n")
    #expect(outcome.status == 0)
    #expect(lines.first == "token")
    kill(try #require(lines.last.flatMap { pid_t($0) }), SIGKILL)
  }

  @Test func `all that a helper wrote counts, however late it ends`() throws {
    let outcome = try helper("head -c 60000 /dev/zero | tr '\\0' x; exec >&-; exec sleep 0.1")
    #expect(outcome.output.count == 60_000)
    #expect(try helper("printf 'a\\nb'; exit 3").status == 3)
    #expect(try helper("kill -TERM $$").status == 128 + SIGTERM)
  }

  @Test func `a helper gets none of the files that are open here`() throws {
    let file = open("/dev/null", O_RDONLY)
    defer { close(file) }
    let outcome = try helper("for n in 3 4 5 6 7 8 9 \(file); do [ -e /dev/fd/$n ] && echo $n; done; :")
    #expect(outcome.output.isEmpty)
  }

  @Test func `a program that fails is told by its name, without its arguments`() throws {
    for arguments in [
      ["/bin/sh", "-c", "exit 1 # s3cret"], ["no-such-program", "s3cret"], ["true", "s3cret"],
    ] {
      let failure = #expect(throws: UserFacingError.self) {
        try SecretCommand(arguments: arguments, what: "It gave none.").run()
      }
      let text = "\(failure?.what ?? "") \(failure?.why ?? "") \(failure?.advice ?? "")"
      #expect(text.contains(arguments[0]))
      #expect(!text.contains("s3cret"))
    }
  }

  @Test func `what a helper says on stderr is told short, behind its name`() throws {
    let long = String(repeating: "x", count: 1_000)
    let script = "printf 'Touch the key\\n\(long)' >&2; seq 1000 >&2; echo token"
    var lines: [String] = []
    let command = SecretCommand(arguments: ["/bin/sh", "-c", script], what: "")
    #expect(try command.run { lines.append($0) }.exposed == "token")
    #expect(lines.count == 10)
    #expect(lines.first == "/bin/sh: Touch the key")
    #expect(lines.allSatisfy { $0.count < 230 })
  }

  @Test func `a helper is heard before it ends`() throws {
    let heard = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { unlink(heard) }
    let script = "echo 'Touch the key' >&2; until [ -e \(heard) ]; do sleep 0.01; done; echo token"
    let outcome = try ChildProcess.helper(["/bin/sh", "-c", script]).run { line in
      #expect(line == "Touch the key")
      _ = FileManager.default.createFile(atPath: heard, contents: nil)
    }
    #expect(outcome.output == "token\n")
  }

  @Test(arguments: [
    ("printf '\\357\\273\\277 token \\r\\nmore'", "token"), ("printf '\\n  \\r\\ntoken'", "token"),
    ("printf 'token'", "token"),
  ])
  func `the first line that is not blank is the token, trimmed`(script: String, token: String) throws {
    let secret = try SecretCommand(arguments: ["/bin/sh", "-c", script], what: "").run()
    #expect(secret.exposed == token)
  }
}
