import Foundation
import Testing

/// Wrong settings and faulty servers, each with its exit code.
@Suite struct BadInputTests {
  private let server: SampleServer

  init() throws {
    server = try SampleServer(customers: 50)
  }

  @Test func `without a token it says how to set one and that there is a demo`() throws {
    let outcome = try Program(home: TemporaryHome()).run("list")
    #expect(outcome.status == 2)
    for words in ["KOMET_TOKEN", "KOMET_COMPANY_TOKEN", "--demo"] { #expect(outcome.errors.contains(words)) }
  }

  @Test(arguments: [
    ("KOMET_TOKEN", "wrong", Int32(3), "KOMET_TOKEN"),
    ("KOMET_COMPANY_TOKEN", "SAMPLE-USER-TOKEN", 3, "KOMET_COMPANY_TOKEN"),
    ("KOMET_ACCOUNT", "7", 3, "KOMET_ACCOUNT"),
    ("KOMET_ACCOUNT", "seven", 2, "KOMET_ACCOUNT"),
    ("KOMET_SALES_CHANNEL", "FAX", 2, "WEB_APP"),
    ("KOMET_SALESPERSON_ID", "me", 2, "KOMET_SALESPERSON_ID"),
    ("KOMET_BASE_URL", "http://127.0.0.1:1/api", 4, "refused"),
    ("KOMET_BASE_URL", "https://no-such-host.invalid/api", 4, "no-such-host.invalid"),
  ])
  func `a wrong setting is named`(name: String, value: String, status: Int32, words: String) throws {
    var program = try server.program()
    program.variables[name] = value
    let outcome = try program.run("list")
    #expect(outcome.status == status)
    #expect(outcome.errors.contains(words))
  }

  @Test(arguments: [
    ("html", Int32(5), "HTML"), ("empty", 5, "nothing"), ("status-0", 3, "says"), ("redirect", 5, "pointed"),
    ("deep-nesting", 5, "JSON"), ("refuse", 4, "refused"),
  ])
  func `a fault of the server has its exit code`(fault: String, status: Int32, words: String) throws {
    let outcome = try SampleServer(customers: 50, fault: fault).program().run("list")
    #expect(outcome.status == status)
    #expect(outcome.errors.contains(words))
    #expect(outcome.output.isEmpty)
  }

  @Test(arguments: [
    ("wrong-type", "count as unknown"), ("bad-utf8", "replaced"), ("duplicate-ids", "gave way"),
  ])
  func `what was repaired is said on stderr`(fault: String, words: String) throws {
    let outcome = try SampleServer(customers: 50, fault: fault).program().run("list", "--format", "json")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains(words))
  }

  @Test(arguments: [
    ("[api]\ntokn = \"x\"", "config.toml:2", "did you mean `token`?"),
    ("[api]\naccount = \"x\"", "config.toml:2", "whole number"),
    ("[ui\n", "config.toml:1", "TOML"),
    ("[ui]\nambiguous_width = 3", "config.toml:2", "must be 1 or 2"),
    ("[api]\ntimeout = 0", "config.toml:2", "seconds, from 1 to 3600"),
    ("[api]\ntimeout = \"long\"", "config.toml:2", "whole number"),
    ("[ui]\ntheme = 1", "config.toml:2", "string"),
    ("[export]\ndelimiter = \"ab\"", "config.toml:2", "one character"),
    ("[export]\nformat = \"xls\"", "config.toml:2", "did you mean `xlsx`?"),
    ("[ui]\n\nscope = \"ours\"", "config.toml:3", "mine"),
    ("[frame]", "config.toml:1", "frame"),
    ("[filters]\nbig = \"updated:>soon\"", "config.toml:2", "`big` can't be read"),
    ("[filters]\nbig = \"\"", "config.toml:2", "`big` is empty"),
    ("[filters]\nbig = 7", "config.toml:2", "string"),
    ("[api]\ntoken_command = [\"false\"]", "token_command", "status 1"),
    ("[api]\ntoken_command = [\"no-such-program\"]", "token_command", "not be started"),
  ])
  func `a mistake in the config is named with its line`(text: String, place: String, words: String) throws {
    let program = Program(home: try TemporaryHome())
    try program.home.write(text, to: ".config/komet/config.toml")
    let outcome = try program.run("list")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(place))
    #expect(outcome.errors.contains(words))
  }

  @Test(arguments: [
    "export $'a\\e[31mb.csv' && $KOMET export $'a\\e[31mb.csv'", "list --config $'\\e]0;x\\a.toml'",
    "themes check $'\\e[2J.toml'", "list --columns $'\\e[2J'", "config init --config $'\\e[2J.toml'",
    "show $'\\e[2J'", "export $'\\e[2J/a.csv'", "list --profile $'\\e[2J'",
  ])
  func `a path or a word that drives the terminal is shown without its power`(arguments: String) throws {
    let outcome = try server.program().shell("$KOMET \(arguments)")
    #expect(outcome.errors.contains("␛"))
    #expect(!outcome.errors.contains("\u{1b}"))
    #expect(!outcome.output.contains("\u{1b}"))
  }

  @Test func `a token in a file that others may read is refused`() throws {
    let program = Program(home: try TemporaryHome())
    try program.home.write("[api]\ntoken = \"secret-token\"", to: ".config/komet/config.toml", mode: 0o644)
    let outcome = try program.run("list")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("chmod 600"))
    #expect(!outcome.errors.contains("secret-token"))
  }

  @Test func `an unknown theme names those there are`() throws {
    let screen = try TmuxScreen(try server.program(), "--theme", "drak")
    try screen.wait(for: "did you mean `dark`?")
    try screen.wait(for: "ended with 2")
  }

  @Test func `a terminal that can do nothing is refused`() throws {
    let program = try server.program()
    let screen = try TmuxScreen(program, "--help")
    try screen.wait(for: "ended with 0")
    let outcome = try program.shell("TERM=dumb script -qec '$KOMET' /dev/null < /dev/null")
    #expect(outcome.output.contains("komet list"))
  }
}
