import Foundation
import KometSimulator
import Testing

/// `komet config`.
@Suite struct ConfigTests {
  private static let config = ".config/komet/config.toml"
  private let program: Program

  init() throws {
    program = Program(home: try TemporaryHome())
  }

  @Test func `init writes a good config once, for its owner alone`() throws {
    #expect(try program.run("config", "init").status == 0)
    let text = try #require(program.home.content(Self.config))
    let path = "\(program.home.path)/\(Self.config)"
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try program.run("config", "path").output == path + "\n")
    #expect(try program.run("config", "check").status == 0)
    try program.home.write(text + "# mine\n", to: Self.config)
    #expect(try program.run("config", "init").status == 6)
    #expect(program.home.content(Self.config) == text + "# mine\n")
  }

  @Test func `init writes to a name alone in the folder where one stands`() throws {
    #expect(try program.run("config", "init", "--config", "north.toml").status == 0)
    #expect(program.home.files == ["north.toml"])
  }

  @Test func `every setting in the new config is a right one`() throws {
    #expect(try program.run("config", "init").status == 0)
    let text = try #require(program.home.content(Self.config))
    let setting = /# (["\w][\w "-]* = .*|\[.*\])/
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      (try? setting.wholeMatch(in: line)).map { String($0.1) } ?? String(line)
    }
    try program.home.write(lines.joined(separator: "\n"), to: Self.config)
    let check = try program.run("config", "check")
    #expect(check.errors.isEmpty)
    #expect(check.output.contains("north"))
  }

  @Test func `show tells what counts, and no secret`() throws {
    var program = program
    try program.home.write(
      """
      [api]
      company_token = "company-secret"
      account = 1
      [ui]
      sort = "-updated"
      [profile.north.api]
      account = 2
      """, to: Self.config)
    program.variables = ["KOMET_TOKEN": "user-secret", "KOMET_SALESPERSON_ID": "1819"]
    let show = try program.run("config", "show", "--profile", "north", "--scope", "mine")
    #expect(show.status == 0)
    let config = "\(program.home.path)/\(Self.config)"
    for line in [
      "token = \"•••\"  # KOMET_TOKEN", "company_token = \"•••\"  # \(config)", "account = 2  # \(config)",
      "salesperson_id = 1819  # KOMET_SALESPERSON_ID", "scope = \"mine\"  # --scope", "status = \"active\"",
      "sort = \"-updated\"  # \(config)",
    ] {
      #expect(show.output.split(separator: "\n").contains(Substring(line)))
    }
    #expect(!(show.output + show.errors).contains("secret"))
  }

  @Test func `what show writes is a config`() throws {
    var program = program
    try program.home.write(
      """
      [api]
      base_url = "https://example.com/a\\\\b"
      [filters]
      "no salesperson" = "no:rep"
      quoted = '"two words"'
      [export]
      delimiter = "tab"
      format = "xlsx"
      """, to: Self.config)
    let show = try program.run("config", "show").output
    try program.home.write(show, to: "copy.toml")
    program.variables["KOMET_CONFIG"] = "copy.toml"
    // Where each value is from is another file now, and for all of them.
    func values(_ text: String) -> String { text.replacing(#/[ ]+# .*/#, with: "") }
    #expect(values(try program.run("config", "show").output) == values(show))
  }

  @Test func `the machine's config lies under a person's own, and each value says which it is from`() throws {
    let system = ".xdg/komet/config.toml"
    try program.home.write(
      "[api]\naccount = 1\nmax_age = 60\n[filters]\nbig = \"type:wholesale\"\n[profile.north.api]\naccount = 3\n",
      to: system, mode: 0o644)
    let systemPath = "\(program.home.path)/\(system)"
    var show = try program.run("config", "show").output
    #expect(show.contains("account = 1  # \(systemPath)\n"))
    #expect(show.contains("\"big\" = \"type:wholesale\"  # \(systemPath)\n"))
    try program.home.write("[api]\naccount = 2\n", to: Self.config)
    show = try program.run("config", "show").output
    #expect(show.contains("account = 2  # \(program.home.path)/\(Self.config)\n"))
    #expect(show.contains("max_age = 60  # \(systemPath)\n"))
    #expect(
      try program.run("config", "show", "--profile", "north").output.contains(
        "account = 3  # \(systemPath)\n"))
    #expect(try program.run("doctor", "--offline").output.contains("over \(systemPath)"))
    try program.home.write("[api]\nmax_aeg = 1\n", to: system)
    let mistaken = try program.run("config", "check")
    #expect(mistaken.status == 2)
    #expect(mistaken.errors.contains("\(systemPath):2: `max_aeg`"))
  }

  @Test(arguments: [
    ("[api]\ntokn = \"x\"", "did you mean `token`?"), ("[ui]\ntheme = \"drak\"", "did you mean `dark`?"),
    (
      "[keys]\nexport = \"ctrl-i\"",
      "config.toml:2: `ctrl-i` can't be `export`, since terminals send it as `tab`"
    ),
    ("[ui]\nmouse = 1", "`mouse` must be true or false"),
    ("[api]\nbase_url = \"http://example.com/api\"", "encrypted"),
    ("[profile.north.filters]\nbig = \"is:big\"", "`big` can't be read"),
    ("[profile.north.ui]\nsort = \"size\"", "size"),
    ("[profile.north.api]\ntoken = \"\(String(repeating: "x", count: 60))\"", "50 characters"),
  ])
  func `check finds a mistake in any profile`(text: String, words: String) throws {
    try program.home.write(text, to: Self.config)
    let check = try program.run("config", "check")
    #expect(check.status == 2)
    #expect(check.errors.contains(words))
  }

  @Test(arguments: [
    ("komet config check --config /dev/null", "/dev/null is good\n"),
    (
      "komet config show --config <(echo '[ui]'; echo 'sort = \"-updated\"') | grep -o 'sort = [^ ]*'",
      "sort = \"-updated\"\n"
    ),
    (
      "mkfifo pipe; (printf '[profile.north.api]\naccount = 7\n' > pipe &); komet config check --config pipe",
      "pipe is good, profiles north\n"
    ),
    (
      "komet list --config <(echo '[ui]'; echo 'columns = [\"id\"]') --demo=1 | head -1; echo ${PIPESTATUS[0]}",
      "ID\n0\n"
    ),
    ("KOMET_CONFIG=/dev/null komet config path", "/dev/null\n"),
  ])
  func `a config is read from whatever can be read, once`(line: String, output: String) throws {
    let outcome = try program.shell(line)
    #expect(outcome.output == output, "\(outcome.errors)")
    #expect(outcome.errors.isEmpty)
  }
}
