import ArgumentParser
import CustomerBrowser
import Files
import Foundation
import TerminalText
import TerminalUI
import ThemePictures
import Wording

/// `komet themes`: the looks of the browser.
struct ThemesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "themes",
    abstract: "List, check and show themes.",
    discussion: """
      A theme of your own is a file NAME.toml in the folder themes beside the config; what it does not \
      name is taken from the default. Examples:
        komet themes
        komet themes check rose
        komet --theme rose
      """,
    subcommands: [List.self, Check.self, Preview.self, Picture.self, Steps.self],
    defaultSubcommand: List.self)

  /// `komet themes list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Name the themes there are, with their files.",
      discussion: """
        Examples:
          komet themes list
        """)

    func run() throws {
      let entries = ThemesCommand.folders.entries
      let nameWidth = entries.map { displayWidth(of: $0.name) }.max() ?? 0
      let summaryWidth = entries.map { displayWidth(of: $0.summary) }.max() ?? 0
      for entry in entries {
        let columns = [
          padded(entry.name, toWidth: nameWidth), padded(entry.summary, toWidth: summaryWidth),
          entry.path.map { visibleText($0) } ?? "built in",
        ]
        try StandardOutput.write(columns.joined(separator: "  ") + "\n")
      }
    }
  }

  /// `komet themes check`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Say which roles of a theme are hard to read.",
      discussion: """
        Text should have a contrast of 4.5:1 on every ground, lines 3:1 (WCAG 2.1); with --least 7 the demand is \
        that of high contrast. Ends with 2 if something should be better. Examples:
          komet themes check
          komet themes check nord ./rose.toml --least 7
        """)

    @Argument(
      help: "Names of themes, or files; all themes if none is given.", completion: NameCompletion.themes)
    var themes: [String] = []

    @Option(help: "The contrast that text should have.")
    var least = ThemeCheck.leastOfText

    func run() throws {
      var isFaultless = true
      let folders = ThemesCommand.folders
      for word in themes.isEmpty ? folders.names : themes {
        let theme: Theme
        do throws(SetupError) {
          theme = try folders.theme(namedOrAt: word)
        } catch {
          isFaultless = false
          StandardError.write(UserFacingError(error))
          continue
        }
        let check = ThemeCheck(theme, leastOfText: least)
        if !check.findings.isEmpty { isFaultless = false }
        try StandardOutput.write(check.report(named: theme.name))
      }
      if !isFaultless { throw ExitStatus.wrongUsage }
    }
  }

  /// `komet themes preview`.
  struct Preview: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "preview",
      abstract: "Show what themes look like here.",
      discussion: """
        Examples:
          komet themes preview nord light
          komet themes preview ./rose.toml
        """)

    @Argument(
      help: "Names of themes, or files; all themes if none is given.", completion: NameCompletion.themes)
    var themes: [String] = []

    func run() throws {
      let environment = Environment()
      let depth = ColorDepth(
        noColor: environment["NO_COLOR"], colorTerm: environment["COLORTERM"], term: environment["TERM"])
      let columns = min(StandardOutput.columns ?? Self.widest, Self.widest)
      let screen = SampleScreen(size: Size(columns: columns, rows: Self.rows))
      for theme in try ThemesCommand.chosen(themes) {
        let frame = screen.frame(
          in: theme.quantised(to: depth), charset: CharacterLocale.current.isUTF8 ? .unicode : .ascii)
        let rows = StandardOutput.isTerminal ? frame.escapedText : frame.text
        try StandardOutput.write("\(visibleText(theme.name))\n\(rows)\n\n")
      }
    }

    private static let widest = 100
    private static let rows = 11
  }

  /// `komet themes picture`.
  struct Picture: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "picture",
      abstract: "Draw the browser in every theme, as one SVG file.",
      discussion: """
        Examples:
          komet themes picture themes.svg nord light
        """)

    @Argument(help: "The file to write.")
    var file: String

    @Argument(
      help: "Names of themes, or files; all themes if none is given.", completion: NameCompletion.themes)
    var themes: [String] = []

    @Flag(help: "Replace the file if there is one.")
    var force = false

    func run() throws {
      try ThemesCommand.write(ThemesPicture(try ThemesCommand.chosen(themes)).svg, to: file, replacing: force)
    }
  }

  /// `komet themes steps`, for `make pictures`.
  struct Steps: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "steps",
      abstract: "Draw what a terminal showed, captured by tmux, as one SVG file.",
      shouldDisplay: false)

    @Argument(help: "The file to write.")
    var file: String

    @Argument(help: "Files, each a title on a line, then what tmux capture-pane -e -p wrote.")
    var captures: [String]

    @Option(help: "How wide the terminal was.")
    var columns = 100

    @Flag(help: "Replace the file if there is one.")
    var force = false

    func run() throws {
      let captures = try captures.map { String(decoding: try InputFile(path: $0).read(), as: UTF8.self) }
      try ThemesCommand.write(StepsPicture(captures, columns: columns).svg, to: file, replacing: force)
    }
  }

  private static func write(_ picture: String, to file: String, replacing: Bool) throws {
    do throws(FileError) {
      _ = try ExportFile(path: file, contents: "picture").write(picture, replacing: replacing)
    } catch {
      throw error.failure(writing: file)
    }
  }

  private static var folders: ThemeFolders {
    ThemeFolders(configFolder: Environment().configFolder, executable: Bundle.main.executablePath ?? "")
  }

  /// The themes by these names or paths; all if there are none.
  private static func chosen(_ words: [String]) throws -> [Theme] {
    let folders = folders
    do throws(SetupError) {
      var themes: [Theme] = []
      for word in words.isEmpty ? folders.names : words { themes.append(try folders.theme(namedOrAt: word)) }
      return themes
    } catch {
      throw UserFacingError(error)
    }
  }
}

extension ThemeCheck {
  /// One line that sums up, and one for each finding.
  fileprivate func report(named name: String) -> String {
    var sentences: [String] = []
    if measuredCount > 0 {
      sentences.append(
        findings.isEmpty
          ? "readable, \(measuredCount) pairs of colours measured" : "\(findings.count) to improve")
    }
    if unmeasuredCount > 0 {
      sentences.append("\(unmeasuredCount) pairs are up to the terminal's own colours")
    }
    return (["\(visibleText(name)): \(sentences.joined(separator: "; "))"] + findings.map { "  \($0)" })
      .joined(separator: "\n") + "\n"
  }
}
