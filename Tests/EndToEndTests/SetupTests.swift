import Foundation
import KometSimulator
import Testing

/// `komet setup`, in a real terminal.
@Suite struct SetupTests {
  private let server: SampleServer
  private static let config = ".config/komet/config.toml"
  private static let token = ".config/komet/token"

  init() throws {
    server = try SampleServer(customers: 50)
  }

  /// A program that knows the server alone.
  private func program() throws -> Program {
    try server.program(without: "KOMET_TOKEN", "KOMET_COMPANY_TOKEN", "KOMET_ACCOUNT")
  }

  private func mode(of name: String, in program: Program) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(program.home.path)/\(name)")
    return try #require(attributes[.posixPermissions] as? Int)
  }

  /// Answers each question when it has come.
  private func answer(_ screen: TmuxScreen, _ answers: [(question: String, answer: String)]) throws {
    var asked: [String: Int] = [:]
    for (question, answer) in answers {
      asked[question, default: 0] += 1
      try screen.wait(for: "“\(question)” to wait for an answer") { text in
        let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        return lines.count { $0.contains(question) } == asked[question]
          && lines.last { !$0.isEmpty }?.contains(question) == true
      }
      if !answer.isEmpty { try screen.type(answer) }
      try screen.press("Enter")
    }
  }

  @Test func `a user name, a password and the company's id lead to the browser`() throws {
    let program = try program()
    let screen = try TmuxScreen(program, "setup")
    try answer(
      screen,
      [
        ("Server (Enter for", ""), ("Your user name", SampleCredentials.userName), ("Your password", "weeds"),
        ("Your user name", SampleCredentials.userName), ("Your password", SampleCredentials.password),
        ("Your company's id", "7"), ("Your company's id", "\(SampleCredentials.account)"),
        ("The company's token", ""),
      ])
    var text = try screen.wait(for: "Write both? [Y/n]")
    #expect(text.contains("not right"))
    #expect(text.contains("customers are yours"))
    #expect(text.contains("by name and id, and which are yours"))
    #expect(!text.contains(SampleCredentials.password) && !text.contains("weeds"))
    #expect(program.home.content(Self.config) == nil && program.home.content(Self.token) == nil)
    try screen.press("Enter")
    text = try screen.wait(for: "Enter opens the browser")
    #expect(text.contains(" customers are here, 6 of them yours"))
    try screen.press("Enter")
    try screen.wait(for: "All customers")
    try screen.press("C-q")
    try screen.wait(for: "ended with 0")
    #expect(program.home.content(Self.token) == SampleCredentials.userToken + "\n")
    #expect(program.home.content(Self.config)?.contains("\naccount = \(SampleCredentials.account)\n") == true)
    for name in [Self.config, Self.token] { #expect(try mode(of: name, in: program) == 0o600) }
    // From now on nothing else need be told.
    var alone = program
    alone.variables = [:]
    #expect(try alone.run("list", "--refresh").status == 0)
    #expect(try alone.run("config", "check").status == 0)
  }

  @Test func `an interrupt anywhere leaves no file behind and the terminal as it was`() throws {
    let answers = [
      ("Server (Enter for", ""), ("Your user name", ""), ("Your user token", SampleCredentials.userToken),
      ("Your company's id", "\(SampleCredentials.account)"),
      ("The company's token", SampleCredentials.companyToken),
    ]
    for count in [0, 2, 4, 5] {
      let program = try program()
      // Or the shell would end as well.
      let line = "trap : INT; '\(Program.path)' setup; echo ended with $?; exec cat"
      let screen = try TmuxScreen(program, running: line)
      try answer(screen, Array(answers.prefix(count)))
      try screen.wait(for: count < answers.count ? answers[count].0 : "Write both?")
      try screen.press("C-c")
      try screen.wait(for: "ended with 130")
      try screen.type("seen")
      try screen.wait(for: "seen")
      #expect(program.home.content(Self.config) == nil && program.home.content(Self.token) == nil)
    }
  }

  @Test func `a company token alone asks who you are, and an existing config keeps its lines`() throws {
    let program = try program()
    let before = "# mine\n[ui]\ntheme = \"nord\"\n"
    try program.home.write(before, to: Self.config, mode: 0o644)
    let screen = try TmuxScreen(program, "setup")
    let answers = [
      ("Server (Enter for", ""), ("Your user name", ""), ("Your user token", ""),
      ("The company's token", "nonsense"),
      ("The company's token", SampleCredentials.companyToken), ("Your id as a salesperson", "x"),
      ("Your id as a salesperson", "\(SampleCredentials.salespersonID)"),
    ]
    try answer(screen, answers)
    try screen.wait(for: "Write it? [y/N]")
    try screen.press("Enter")
    try screen.wait(for: "ended with 130")
    #expect(program.home.content(Self.config) == before)
    try screen.restart("setup")
    try answer(screen, answers + [("Write it? [y/N]", "y"), ("Enter opens", "")])
    try screen.wait(for: "All customers")
    let after = try #require(program.home.content(Self.config))
    #expect(after.hasPrefix(before))
    #expect(after.contains("company_token = \"\(SampleCredentials.companyToken)\""))
    #expect(after.contains("salesperson_id = \(SampleCredentials.salespersonID)"))
    #expect(try mode(of: Self.config, in: program) == 0o600)
  }

  @Test func `the company's token in the place of a user token is taken as what it is`() throws {
    let program = try program()
    let screen = try TmuxScreen(program, "setup", "--profile", "north")
    try answer(
      screen,
      [
        ("Server (Enter for", ""), ("Your user name", ""),
        ("Your user token", SampleCredentials.companyToken),
        ("Your company's id", "\(SampleCredentials.account)"), ("Your id as a salesperson", ""),
        ("Write it? [Y/n]", ""),
        ("Enter opens", ""),
      ])
    try screen.wait(for: "All customers")
    let config = try #require(program.home.content(Self.config))
    #expect(config.contains("[profile.north.api]\n"))
    #expect(try program.run("list", "--profile", "north").status == 0)
    #expect(try program.run("list").status == 2)
  }

  @Test func `without a terminal one sentence says what to do instead`() throws {
    let program = try program()
    for line in [
      "$KOMET setup < /dev/null", "setsid $KOMET setup < /dev/null", "$KOMET setup | cat; exit $PIPESTATUS",
    ] {
      let outcome = try program.shell(line)
      #expect(outcome.status == 2)
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors.contains("needs a terminal"))
      #expect(outcome.errors.split(separator: "\n").count == 1)
    }
  }

  @Test func `komet without a config offers the set-up, and a no ends with what else there is`() throws {
    let program = try program()
    let screen = try TmuxScreen(program)
    try answer(screen, [("Set it up now? [Y/n]", "n")])
    let text = try screen.wait(for: "ended with 2")
    #expect(text.contains("komet --demo"))
    try screen.restart()
    try answer(
      screen,
      [
        ("Set it up now? [Y/n]", ""), ("Server (Enter for", ""),
        ("Your user name", SampleCredentials.userName),
        ("Your password", SampleCredentials.password), ("Your company's id", "\(SampleCredentials.account)"),
        ("The company's token", SampleCredentials.companyToken), ("Write both? [Y/n]", ""),
      ])
    try screen.wait(for: "All customers")
  }
}
