import Foundation
import KometSimulator
import Testing

/// `komet login` and `komet logout`.
@Suite struct LoginTests {
  private let server: SampleServer
  private static let token = ".config/komet/token"

  init() throws {
    server = try SampleServer(customers: 50)
  }

  /// A program that has the account and no token yet.
  private func program() throws -> Program {
    var program = try server.program(without: "KOMET_TOKEN", "KOMET_COMPANY_TOKEN")
    try program.home.write(SampleCredentials.password, to: "password")
    program.variables["PASSWORD_FILE"] = "\(program.home.path)/password"
    return program
  }

  private func mode(of name: String, in program: Program) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(program.home.path)/\(name)")
    return try #require(attributes[.posixPermissions] as? Int)
  }

  @Test func `after a login the customers come, until the logout`() throws {
    let program = try program()
    let login = try program.shell("$KOMET login --user julian --password-command cat \"$PASSWORD_FILE\"")
    #expect(login.status == 0)
    #expect(login.output.isEmpty)
    #expect(!login.errors.contains(SampleCredentials.password))
    #expect(!login.errors.contains(SampleCredentials.userToken))
    #expect(program.home.content(Self.token) == SampleCredentials.userToken + "\n")
    #expect(try mode(of: Self.token, in: program) == 0o600)
    #expect(try mode(of: ".config/komet", in: program) == 0o700)
    #expect(try program.run("list").status == 0)
    #expect(try program.run("logout").status == 0)
    #expect(program.home.content(Self.token) == nil)
    #expect(try program.run("list", "--refresh").errors.contains("komet login"))
    #expect(try program.run("logout").status == 0)
  }

  @Test func `a link to the token file stays one, and the file is filled and removed behind it`() throws {
    let program = try program()
    try program.home.write("old\n", to: "secrets/komet")
    try program.home.write("", to: ".config/komet/config.toml")
    try FileManager.default.createSymbolicLink(
      atPath: "\(program.home.path)/\(Self.token)", withDestinationPath: "../../secrets/komet")
    let line = "$KOMET login --user julian --password-command cat \"$PASSWORD_FILE\""
    for _ in 1...2 {
      #expect(try program.shell("\(line); test -L \(Self.token)").status == 0)
      #expect(program.home.content("secrets/komet") == SampleCredentials.userToken + "\n")
      #expect(try mode(of: "secrets/komet", in: program) == 0o600)
      #expect(try program.shell("$KOMET logout; test -L \(Self.token)").status == 0)
      #expect(program.home.content("secrets/komet") == nil)
    }
  }

  @Test func `the name is asked for, and the password without showing it`() throws {
    let program = try program()
    let screen = try TmuxScreen(program, "login")
    try screen.wait(for: "User name:")
    try screen.type("julian")
    try screen.press("Enter")
    try screen.wait(for: "Password of julian:")
    try screen.type("flowerz")
    try screen.press("BSpace")
    try screen.type("s")
    try screen.press("Enter")
    let text = try screen.wait(for: "ended with 0")
    #expect(!text.contains("flower"))
    #expect(program.home.content(Self.token) == SampleCredentials.userToken + "\n")
  }

  @Test func `an interrupt at the password leaves the terminal as it was`() throws {
    let program = try program()
    let screen = try TmuxScreen(program, "login", "--user", "julian")
    try screen.wait(for: "Password of julian:")
    try screen.press("C-c")
    try screen.wait(for: "ended with 130")
    try screen.type("seen")
    try screen.wait(for: "seen")
    #expect(program.home.content(Self.token) == nil)
  }

  @Test func `--print writes the token and keeps nothing`() throws {
    let program = try program()
    let login = try program.shell(
      "$KOMET login --user julian --print --password-command cat \"$PASSWORD_FILE\"")
    #expect(login.output == SampleCredentials.userToken + "\n")
    #expect(program.home.content(Self.token) == nil)
  }

  @Test func `the password may come on stdin, with or without what editors add`() throws {
    for text in ["\(SampleCredentials.password)", "\u{FEFF}\(SampleCredentials.password)\r\nsecond line\n"] {
      let program = try program()
      try program.home.write(text, to: "piped")
      let login = try program.shell("$KOMET login --user julian --password-stdin < piped")
      #expect(login.status == 0, "\(login.errors)")
      #expect(program.home.content(Self.token) == SampleCredentials.userToken + "\n")
      #expect(!(login.output + login.errors).contains(SampleCredentials.password))
    }
  }

  @Test func `a password that does not come on stdin is missed, and one is not asked for twice`() throws {
    let program = try program()
    let empty = try program.shell("$KOMET login --user julian --password-stdin < /dev/null")
    #expect(empty.status == 2)
    #expect(empty.errors.contains("There is no password on stdin."))
    let both = try program.shell("$KOMET login --user julian --password-stdin --password-command echo x")
    #expect(both.status == 2)
    #expect(both.errors.contains("not from both"))
    let command = try program.shell("echo x | $KOMET login --user julian --password-command cat")
    #expect(command.status == 2)
    #expect(command.errors.contains("--password-stdin"))
    let hopeless = try program.shell("setsid $KOMET login --user julian < /dev/null")
    #expect(hopeless.errors.contains("--password-stdin"))
  }

  @Test func `a wrong password is refused and the old token stays`() throws {
    let program = try program()
    try program.home.write("old\n", to: Self.token)
    let login = try program.run("login", "--user", "julian", "--password-command", "echo", "weeds")
    #expect(login.status == 3)
    #expect(login.errors.contains("not right"))
    #expect(program.home.content(Self.token) == "old\n")
  }

  @Test func `a profile has a token of its own`() throws {
    let program = try program()
    try program.home.write("[profile.north.api]\naccount = 1042\n", to: ".config/komet/config.toml")
    let login = try program.shell(
      "$KOMET login --profile north --user julian --password-command cat \"$PASSWORD_FILE\"")
    #expect(login.status == 0)
    #expect(program.home.content(".config/komet/token-north") == SampleCredentials.userToken + "\n")
    #expect(try program.run("list", "--profile", "north").status == 0)
    #expect(try program.run("list").status == 2)
  }

  @Test func `a token file that others may read is refused with the fix`() throws {
    let program = try program()
    try program.home.write("\(SampleCredentials.userToken)\n", to: Self.token, mode: 0o644)
    let list = try program.run("list")
    #expect(list.status == 2)
    #expect(list.errors.contains("chmod 600"))
    #expect(!list.errors.contains(SampleCredentials.userToken))
  }

  @Test func `a token in the environment counts first, and that is said`() throws {
    var program = try program()
    program.variables["KOMET_TOKEN"] = "another"
    let login = try program.shell("$KOMET login --user julian --password-command cat \"$PASSWORD_FILE\"")
    #expect(login.errors.contains("counts first"))
    #expect(try program.run("list").status == 3)
  }

  @Test(arguments: [
    (["--demo"], Int32(2), "nobody"), (["--offline"], 2, "forbids"),
    (["--user", "julian", "--password-command", "false"], 2, "status 1"),
    (
      ["--user", "j", "--base-url", "http://127.0.0.1:1/api", "--password-command", "echo", "x"], 4, "refused"
    ),
    (
      ["--user", "j", "--base-url", "http://example.com/", "--password-command", "echo", "x"], 2, "encrypted"
    ),
  ])
  func `what can't work is said`(arguments: [String], status: Int32, words: String) throws {
    let line = "$KOMET login " + arguments.map { "'\($0)'" }.joined(separator: " ")
    let login = try program().shell(line)
    #expect(login.status == status)
    #expect(login.errors.contains(words))
  }
}
