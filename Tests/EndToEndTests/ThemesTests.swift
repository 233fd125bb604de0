import Foundation
import Testing

/// `komet themes`, as a person would use it.
@Suite struct ThemesTests {
  private let home: TemporaryHome
  private let program: Program

  init() throws {
    home = try TemporaryHome()
    program = Program(home: home)
  }

  @Test func `lists a theme of one's own beside those that came along`() throws {
    try home.write("# Mine alone.\n[roles]", to: ".config/komet/themes/rose.toml")
    let outcome = try program.run("themes")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("Mine alone."))
    #expect(outcome.output.contains("\(home.path)/.config/komet/themes/rose.toml"))
    #expect(outcome.output.contains("high-contrast "))
  }

  @Test func `a faint theme is exit code 2 with what to improve`() throws {
    try home.write(
      "[roles]\ntext = { fg = \"#000000\", bg = \"#ffffff\" }\nhint = { fg = \"#cccccc\" }", to: "faint.toml")
    let outcome = try program.run("themes", "check", "faint.toml", "nord")
    #expect(outcome.status == 2)
    #expect(outcome.output.contains("hint on text: 1.6:1, should be 4.5:1 or more (#cccccc on #ffffff)"))
    #expect(outcome.output.contains("nord: readable"))
    #expect(try program.run("themes", "check", "nord").status == 0)
  }

  @Test(arguments: [
    ("themes check nrod", "did you mean `nord`?"), ("themes preview nrod", "did you mean `nord`?"),
    ("themes check ./none.toml", "none.toml can't be read"),
  ])
  func `a theme that isn't there is exit code 2`(line: String, words: String) throws {
    let outcome = try program.shell("$KOMET \(line)")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(words))
  }

  @Test func `a faulty theme is said to be so and the next one checked`() throws {
    try home.write("[roles]\ncurser = {}", to: "faulty.toml")
    let outcome = try program.run("themes", "check", "faulty.toml", "nord")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("faulty.toml:2: `curser` is not a role"))
    #expect(outcome.output.contains("nord: readable"))
  }

  @Test func `a theme's file changes, and so do the colours; a faulty one is said and changes nothing`()
    throws
  {
    let file = ".config/komet/themes/rose.toml"
    let program = try SampleServer(customers: 20).program()
    try program.home.write("[roles]\ntitle = { fg = 201 }", to: file)
    let screen = try TmuxScreen(program, "--theme", "rose")
    try screen.wait(for: "● synced")
    #expect(try screen.styledText().contains("38;5;201m"))
    // A shell writes, so that no other test's process can hold the file open.
    _ = try program.shell("printf '[roles]\\ntitle = { fg = 202 }' > \(file)")
    try screen.wait(for: "Theme: rose")
    #expect(try screen.styledText().contains("38;5;202m"))
    _ = try program.shell("printf '[roles]\\ntitle = { fg = 999 }' > \(file)")
    try screen.wait(for: " rose.toml:2: `999` is not a colour")
    #expect(try screen.styledText().contains("38;5;202m"))
  }

  @Test func `a preview in a pipe is plain text`() throws {
    let outcome = try program.run("themes", "preview", "nord", "dark")
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("nord\n komet   All customers"))
    #expect(outcome.output.contains("\ndark\n komet"))
    #expect(!outcome.output.contains("\u{1B}"))
  }

  @Test func `a preview is ASCII where the locale has no more`() throws {
    var program = program
    program.variables["LC_ALL"] = "C"
    let outcome = try program.run("themes", "preview", "nord")
    #expect(outcome.output.contains("All customers - active"))
    #expect(outcome.output.unicodeScalars.allSatisfy { $0.isASCII })
  }

  @Test func `a preview on a terminal is in colour`() throws {
    var program = program
    program.variables["COLORTERM"] = "truecolor"
    let outcome = try program.shell(
      "python3 -c 'import pty, sys; pty.spawn(sys.argv[1:])' $KOMET themes preview nord")
    #expect(outcome.output.contains("48;2;46;52;64"))
  }

  @Test func `a picture replaces no file unless forced`() throws {
    #expect(try program.run("themes", "picture", "a.svg", "nord").status == 0)
    let picture = try #require(home.content("a.svg"))
    #expect(picture.hasPrefix("<svg"))
    let refused = try program.run("themes", "picture", "a.svg", "dark")
    #expect(refused.status == 6)
    #expect(refused.errors.contains("--force"))
    #expect(home.content("a.svg") == picture)
    #expect(try program.run("themes", "picture", "a.svg", "dark", "--force").status == 0)
    #expect(home.content("a.svg") != picture)
  }

  @Test func `a picture that replaces a file keeps the link to it and its mode`() throws {
    let line = """
      echo old > a.svg; chmod 664 a.svg; ln -s a.svg link.svg
      komet themes picture --force link.svg nord
      stat -c '%a %F' a.svg link.svg; head -c 4 a.svg
      """
    let outcome = try program.shell(line)
    #expect(outcome.output == "664 regular file\n777 symbolic link\n<svg", "\(outcome.errors)")
  }
}
