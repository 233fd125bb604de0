import Foundation
import Testing

/// What stands on the line after a press of Tab, typed into each of the shells.
@Suite struct CompletionTests {
  private let program: Program

  init() throws {
    program = Program(home: try TemporaryHome())
    try program.home.write("[profile.north.api]\naccount = 2\n", to: ".config/komet/config.toml")
  }

  private static let completed = [
    ("komet lis", "komet list "), ("komet list --col", "komet list --columns "),
    ("komet list --columns name,co", "komet list --columns name,code "),
    ("komet list --columns=name,co", "komet list --columns=name,code "),
    ("komet list --columns=acc", "komet list --columns=accounting_code "),
    ("komet list --sort type,-up", "komet list --sort type,-updated "),
    ("komet list --sort -up", "komet list --sort -updated "),
    ("komet list --sort=-up", "komet list --sort=-updated "),
    ("komet list --format=c", "komet list --format=csv "),
    ("komet list --format c", "komet list --format csv "),
    ("komet list --status=in", "komet list --status=inactive "),
    ("komet changes --scope=m", "komet changes --scope=mine "),
    ("komet list --format jsonl --sta", "komet list --format jsonl --status "),
    ("komet list --format=jsonl --sta", "komet list --format=jsonl --status "),
    ("komet list --format=jsonl nam", "komet list --format=jsonl name:"),
    ("komet list nam", "komet list name:"), ("komet list rosa active:n", "komet list rosa active:no "),
    ("komet list has:cod", "komet list has:code "),
    ("komet changes --demo has:cod", "komet changes --demo has:code "),
    ("komet --them", "komet --theme "), ("komet --theme nor", "komet --theme nord "),
    ("komet --theme=nor", "komet --theme=nord "), ("komet list --profile no", "komet list --profile north "),
    ("komet list --profile=no", "komet list --profile=north "),
    ("komet themes check trita", "komet themes check tritanopia "),
    ("komet config ch", "komet config check "),
  ]

  private static let shells: [(name: String, file: String, line: String)] = [
    ("bash", "rc", "bash --noprofile --rcfile rc -i"), ("zsh", "zsh/_komet", "ZDOTDIR=$PWD/zsh zsh -d -i"),
    ("fish", "komet.fish", "fish --private --no-config -C 'source komet.fish; source prompt.fish'"),
  ]

  @Test(arguments: shells.map(\.name))
  func `commands, options and their values are completed, with = and without`(shell: String) throws {
    let (_, file, line) = try #require(Self.shells.first { $0.name == shell })
    let script = try program.run("--generate-completion-script", shell).output
    let settings = shell == "bash" ? "PS1='> '\nbind 'set bell-style none'\n" : ""
    try program.home.write(script + settings, to: file)
    try program.home.write(
      "PS1='> '\nfpath=($ZDOTDIR $fpath)\nautoload -Uz compinit\ncompinit -u -D\nunsetopt beep\n",
      to: "zsh/.zshrc")
    try program.home.write(
      "function fish_prompt; printf '> '; end\nset -g fish_autosuggestion_enabled 0\n", to: "prompt.fish")
    let screen = try TmuxScreen(program, running: line)
    try screen.wait(for: ">")
    for (typed, expected) in Self.completed {
      // Where a value has to follow, zsh goes on behind `=`.
      let line = shell == "zsh" ? expected.replacing(/(--(columns|status|theme)) $/) { "\($0.1)=" } : expected
      try screen.type(typed)
      try screen.press("Tab")
      // A mark shows where the cursor stands, blanks included.
      try screen.type("%")
      try screen.wait(for: "> \(line)%")
      try screen.press("C-u")
    }
  }
}
