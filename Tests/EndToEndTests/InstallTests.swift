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

  @Test func `the manual says what is protected from whom, and what is not`() throws {
    let manual = try program.run("manual").output
    let security = try #require(manual.split(separator: ".SH \"SECURITY\"\n").last)
    for person in [
      "Other users", "The network", "A hostile server", "Hostile names", "A lost laptop", "Not protected",
    ] {
      #expect(security.contains(person))
    }
  }

  @Test(arguments: [
    "", "browse", "list", "export", "show", "sync", "changes", "notes", "notes export", "notes import",
    "setup", "login", "logout", "config", "config init",
    "config path", "config show", "config check", "doctor", "themes", "themes list", "themes check",
    "themes preview", "themes picture", "simulate",
  ])
  func `help shows examples`(command: String) throws {
    let help = try program.shell("komet \(command) --help")
    #expect(help.status == 0)
    #expect(help.output.contains("xamples:\n  "))
    #expect(help.output.contains("komet \(command)"))
  }

  @Test func `the version stands alone on its line, above what else a report of a fault needs`() throws {
    let version = try program.run("--version")
    #expect(version.status == 0)
    let lines = version.output.split(separator: "\n")
    #expect(lines.first?.wholeMatch(of: /\d+\.\d+\.\d+/) != nil)
    for word in ["commit ", "libcurl/", "SQLite 3.", "ncurses "] {
      #expect(lines.dropFirst().contains { $0.hasPrefix(word) }, "\(word)")
    }
    // As it is after make install.
    let install = """
      mkdir -p usr/bin usr/share/komet && cp $KOMET usr/bin && echo 'abc123 2026-01-02' > usr/share/komet/build
      usr/bin/komet --version
      """
    #expect(try program.shell(install).output.contains("\ncommit abc123, built 2026-01-02\n"))
    // As it is after make build: beside the program, where swift build has a folder komet.build.
    let build =
      "mkdir new && cp $KOMET new && echo 'def456 2026-01-03' > new/komet-build.txt && new/komet --version"
    #expect(try program.shell(build).output.contains("\ncommit def456, built 2026-01-03\n"))
  }

  @Test func `the manual of the config explains every setting that there is`() throws {
    let manual = try program.run("manual", "komet-config").output.replacing("\\-", with: "-")
    let settings = try program.run("config", "show", "--demo").output
    var table = ""
    for line in settings.split(separator: "\n") {
      if line.hasPrefix("[") { table = "\n.SS \"\(line)\"\n" }
      guard let key = line.firstMatch(of: /^(?:# )?([a-z_]+)(?: =|: )/)?.1 else { continue }
      let section = try #require(manual.split(separator: table).dropFirst().first, "\(table)")
      let entries = section.split(separator: "\n.SS ")[0]
      #expect(entries.contains("\n\\fB\(key) = "), "\(key) in \(table)")
    }
    for words in ["\n.SS \"[[command]]\"\n", "\n.SH \"AN OFFICE OF MANY\"\n", "\\fBtoggle-scope\\fR\n"] {
      #expect(manual.contains(words), "\(words)")
    }
  }

  @Test(arguments: ["komet", "komet-config"])
  func `man finds nothing wrong with it`(page: String) throws {
    let check = try program.shell(
      "command -v groff >/dev/null || exit 0; $KOMET manual \(page) | groff -man -Tutf8 -ww -z")
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
}
