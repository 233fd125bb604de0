import Foundation
import KometSimulator
import Testing

/// `komet doctor`.
@Suite struct DoctorTests {
  private static let secrets = [SampleCredentials.userToken, SampleCredentials.companyToken]

  /// The rows by the names of their checks, each with its sign in front.
  private func rows(of text: String) -> [String: Substring] {
    let rows = text.split(separator: "\n").filter { !$0.hasPrefix("  ") }.map { row in
      (row.dropFirst(2).prefix(15).trimmingCharacters(in: .whitespaces), row)
    }
    return Dictionary(rows) { first, _ in first }
  }

  @Test func `all is well`() throws {
    let program = try SampleServer(customers: 50).program()
    #expect(try program.run("sync").status == 0)
    let outcome = try program.run("doctor")
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
    let rows = rows(of: outcome.output)
    for name in ["theme", "server", "clock", "user token", "company token", "quota", "cache", "characters"] {
      #expect(rows[name]?.hasPrefix("✓") == true, "\(name): \(outcome.output)")
    }
    #expect(rows["quota"]?.contains("5 of 1,000") == true)
    #expect(rows["cache"]?.contains("default.sqlite: whole, 50 customers, just now") == true)
    #expect(rows["cache"]?.contains("account 1042") == true)
    let size = try program.shell("echo $(($(stat -c %s .data/komet/default.sqlite) / 1024)) kB").output
    #expect(rows["cache"]?.contains(", \(size.trimmingCharacters(in: .newlines))") == true)
    for name in ["config", "themes folder", "TLS", "terminal"] {
      #expect(rows[name]?.hasPrefix("–") == true, "\(name)")
    }
    #expect(try program.run("doctor").output.contains("7 of 1,000"))
  }

  @Test func `programs get every finding as JSON, and the same status`() throws {
    var program = try SampleServer(customers: 50).program()
    program.variables["KOMET_TOKEN"] = "nonsense"
    let outcome = try program.run("doctor", "--json")
    #expect(outcome.status == 3)
    let findings = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: String]])
    let states = Dictionary(findings.map { ($0["check"] ?? "", $0["state"] ?? "") }) { first, _ in first }
    #expect(states["user token"] == "bad" && states["server"] == "good" && states["terminal"] == "absent")
    #expect(findings.allSatisfy { Set($0.keys) == ["advice", "check", "state", "words"] })
    #expect(findings.first { $0["check"] == "user token" }?["advice"]?.contains("KOMET_TOKEN") == true)
    #expect(!outcome.output.contains(SampleCredentials.companyToken))
  }

  @Test(arguments: [
    (
      ["KOMET_TOKEN": SampleCredentials.companyToken], Int32(3), "user token", "set it as KOMET_COMPANY_TOKEN"
    ),
    (["KOMET_COMPANY_TOKEN": SampleCredentials.userToken], 3, "company token", "set it as KOMET_TOKEN"),
    (["KOMET_TOKEN": "nonsense"], 3, "user token", "KOMET_TOKEN"),
    (["KOMET_ACCOUNT": ""], 2, "user token", "KOMET_ACCOUNT"),
    (["KOMET_TOKEN": "", "KOMET_COMPANY_TOKEN": ""], 2, "tokens", "komet login"),
    (["KOMET_BASE_URL": "http://127.0.0.1:1/api"], 4, "server", "base_url"),
    (["KOMET_BASE_URL": "https://no-such-host.invalid/api"], 4, "server", "network"),
    (["KOMET_CONFIG": "none.toml"], 2, "config", "Name another"),
  ])
  func `what is wrong has a row with what to do`(
    variables: [String: String], status: Int32, name: String, advice: String
  ) throws {
    var program = try SampleServer(customers: 50).program()
    program.variables.merge(variables) { $1 }
    let outcome = try program.run("doctor")
    #expect(outcome.status == status)
    #expect(rows(of: outcome.output)[name]?.hasPrefix("✗") == true, "\(outcome.output)")
    #expect(outcome.output.contains { $0 == "→" })
    #expect(outcome.output.contains(advice))
    #expect(rows(of: outcome.output)["characters"] != nil)
    for secret in Self.secrets { #expect(!(outcome.output + outcome.errors).contains(secret)) }
  }

  @Test func `of several things that are wrong the first one has the exit code`() throws {
    var program = Program(home: try TemporaryHome())
    program.variables = ["KOMET_BASE_URL": "http://127.0.0.1:1/api", "KOMET_COMPANY_TOKEN": "any"]
    try program.home.write("[ui]\ntheme = \"nowhere\"\n", to: ".config/komet/config.toml")
    let outcome = try program.run("doctor")
    #expect(rows(of: outcome.output)["theme"]?.hasPrefix("✗") == true, "\(outcome.output)")
    #expect(rows(of: outcome.output)["server"]?.hasPrefix("✗") == true, "\(outcome.output)")
    #expect(outcome.status == 2)
  }

  @Test func `a proxy is named, and blamed for what it does`() throws {
    var program = try SampleServer(customers: 50).program()
    program.variables.merge(["HTTPS_PROXY": "http://ana:s3cret@127.0.0.1:1"]) { $1 }
    #expect(rows(of: try program.run("doctor").output)["proxy"]?.hasPrefix("–") == true)
    program.variables["KOMET_BASE_URL"] = "https://komet.invalid/api"
    let outcome = try program.run("doctor")
    #expect(outcome.status == 4)
    #expect(rows(of: outcome.output)["proxy"]?.hasPrefix("✗") == true, "\(outcome.output)")
    #expect(outcome.output.contains("The proxy 127.0.0.1:1 refused the connection."))
    #expect(outcome.output.contains("HTTPS_PROXY"))
    #expect(!outcome.output.contains("s3cret"))
    #expect(rows(of: outcome.output)["quota"]?.contains("0 of 1,000") == true)
    program.variables["NO_PROXY"] = ".invalid"
    #expect(rows(of: try program.run("doctor").output)["proxy"]?.hasPrefix("–") == true)
  }

  @Test func `a damaged cache is told of and left alone`() throws {
    let program = try SampleServer(customers: 400).program()
    #expect(try program.run("sync").status == 0)
    let file = ".data/komet/default.sqlite"
    _ = try program.shell("dd if=/dev/urandom of=\(file) bs=1k count=20 conv=notrunc")
    let outcome = try program.run("doctor")
    #expect(outcome.status == 6)
    #expect(rows(of: outcome.output)["cache"]?.contains("is damaged") == true)
    #expect(outcome.output.contains("komet sync"))
    #expect(try program.shell("ls .data/komet").output == "default.sqlite\n")
  }

  @Test func `offline nothing is asked`() throws {
    let server = try SampleServer(customers: 50)
    let program = try server.program()
    let outcome = try program.run("doctor", "--offline")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("– server          not asked: --offline"))
    #expect(server.requests.isEmpty)
  }

  @Test func `hindrances are told, and are no failures`() throws {
    var program = try SampleServer(customers: 50).program()
    program.variables["LC_ALL"] = "C"
    try program.home.write("[roles]\ncurser = {}", to: ".config/komet/themes/faulty.toml")
    try program.home.write("", to: ".state/komet")
    let outcome = try program.run("doctor")
    #expect(outcome.status == 0)
    #expect(outcome.output.unicodeScalars.allSatisfy { $0.isASCII })
    for words in ["LC_ALL=C.UTF-8", "komet themes check", "XDG_STATE_HOME"] {
      #expect(outcome.output.contains(words))
    }
    for name in ["characters", "themes folder", "session folder"] {
      #expect(rows(of: outcome.output)[name]?.hasPrefix("x") == true, "\(outcome.output)")
    }
  }

  @Test func `in a terminal it tells of colours, mouse and clipboard`() throws {
    let program = try SampleServer(customers: 50).program()
    let screen = try TmuxScreen(program, "doctor", columns: 160)
    try screen.wait(for: "ended with 0")
    let text = try screen.text()
    #expect(text.contains(" colours "))
    #expect(text.contains("✓ mouse"))
    // Nobody is attached to it.
    #expect(text.contains("tmux takes copies, but knows of no clipboard"))
    #expect(text.contains("terminal-features"))
  }

  @Test func `the program that takes copies is named`() throws {
    var program = try SampleServer(customers: 50).program()
    try program.home.write("#!/bin/sh\n", to: "bin/xclip", mode: 0o755)
    program.variables.merge(["DISPLAY": ":7", "PATH": "\(program.home.path)/bin:/usr/bin:/bin"]) { $1 }
    let screen = try TmuxScreen(program, "doctor", columns: 160)
    try screen.wait(for: "copies go through xclip")
  }

  @Test func `a locale that is not installed is told of, and what stands in for it`() throws {
    var program = try SampleServer(customers: 50).program()
    program.variables["LC_ALL"] = "no_such.UTF-8"
    let output = try program.run("doctor", "--offline").output
    #expect(output.contains("✓ characters      UTF-8 (C.UTF-8, since no_such.UTF-8 is not installed here)"))
    program.variables["LC_ALL"] = "no_such"
    #expect(try program.run("doctor", "--offline").output.contains("(no_such) is not installed here"))
    program.variables["LC_ALL"] = "POSIX"
    #expect(try program.run("doctor", "--offline").output.contains("The locale (C) has no UTF-8"))
  }

  @Test func `a terminal that nothing is known of is told of`() throws {
    var program = try SampleServer(customers: 50).program()
    program.variables["TERM"] = "nonsense"
    let outcome = try program.shell("script -qec '$KOMET doctor' /dev/null < /dev/null")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("✗ terminal"))
    #expect(outcome.output.contains("it counts as xterm-256color"))
    program.variables["TERM"] = "dumb"
    #expect(try program.shell("script -qec '$KOMET doctor' /dev/null < /dev/null").status == 2)
  }

  @Test func `with --demo the sample server is the one that is asked`() throws {
    let outcome = try Program(home: TemporaryHome()).run("doctor", "--demo=20")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("✓ user token"))
    #expect(outcome.output.contains("nothing is kept"))
  }
}
