import Foundation
import Testing

/// What `make install` gets from the program.
@Suite struct InstallTests {
  private let program: Program

  init() throws {
    program = Program(home: try TemporaryHome())
  }

  @Test func `the manual names every command and option that help names`() throws {
    let manual = try program.run("manual")
    #expect(manual.status == 0)
    let text = manual.output.replacing("\\-", with: "-")
    let help = try program.run("--help").output
    let list = try #require(help.split(separator: "SUBCOMMANDS:").last)
    let commands = list.split(separator: "\n").filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
      .compactMap { $0.split(separator: " ").first }
    #expect(commands.contains("export"))
    for command in commands where !command.hasPrefix("-") && command != "See" {
      #expect(text.contains(".SS \"\(command)"), "\(command)")
    }
    for option in ["--password-command", "--sort", "--profile", "KOMET_TOKEN"] {
      #expect(text.contains(option))
    }
    #expect(!text.contains(".SS \"manual"))
  }

  @Test(arguments: [
    "", "browse", "list", "export", "show", "sync", "changes", "login", "logout", "config", "config init",
    "config path", "config show", "config check", "doctor", "themes", "themes list", "themes check",
    "themes preview", "themes picture", "simulate",
  ])
  func `help shows examples`(command: String) throws {
    let help = try program.shell("komet \(command) --help")
    #expect(help.status == 0)
    #expect(help.output.contains("xamples:\n  "))
    #expect(help.output.contains("komet \(command)"))
  }

  @Test func `man finds nothing wrong with it`() throws {
    let check = try program.shell(
      "command -v groff >/dev/null || exit 0; $KOMET manual | groff -man -Tutf8 -ww -z")
    #expect(check.status == 0)
    #expect(check.errors.isEmpty)
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `each shell gets completions`(shell: String) throws {
    let script = try program.run("--generate-completion-script", shell)
    #expect(script.status == 0)
    #expect(script.output.contains("password-command"))
    if shell == "zsh" { #expect(script.output.contains("open_completions -S ''")) }
  }

  /// What stands on the line after a press of Tab, each typed into a real bash.
  private static let completed = [
    ("komet lis", "komet list "), ("komet list --col", "komet list --columns "),
    ("komet list --columns name,co", "komet list --columns name,code "),
    ("komet list --sort type,-up", "komet list --sort type,-updated "),
    ("komet list --format jsonl --sta", "komet list --format jsonl --status "),
    ("komet list nam", "komet list name:"), ("komet list rosa active:n", "komet list rosa active:no "),
    ("komet list has:co", "komet list has:code "), ("komet export a.csv rep", "komet export a.csv rep"),
    ("komet --them", "komet --theme "), ("komet --theme nor", "komet --theme nord "),
    ("komet list --profile no", "komet list --profile north "),
    ("komet themes check trita", "komet themes check tritanopia "),
    ("komet config ch", "komet config check "),
  ]

  @Test func `bash completes commands, options, columns, fields, themes and profiles`() throws {
    try program.home.write("[profile.north.api]\naccount = 2\n", to: ".config/komet/config.toml")
    try program.home.write(
      try program.run("--generate-completion-script", "bash").output
        + "PS1='> '\nbind 'set bell-style none'\n",
      to: "rc")
    let screen = try TmuxScreen(program, running: "bash --noprofile --rcfile rc -i")
    try screen.wait(for: ">")
    for (typed, line) in Self.completed {
      try screen.type(typed)
      try screen.press("Tab")
      // A mark shows where the cursor stands, blanks included.
      try screen.type("|")
      try screen.wait(for: "> \(line)|")
      try screen.press("C-u")
    }
  }
}
