import Foundation
import TerminalText
import Wording

@testable import SettingsFile
@testable import TerminalUI
@testable import komet

/// Configs and themes: read, or refused with one sentence that names file and line.
enum SettingsFuzzer {
  @Sendable static func readConfig(_ bytes: [UInt8]) {
    do {
      let settings = try settings(of: bytes)
      // What `komet config show` prints can be read again and says the same.
      let text = settings.text
      do {
        let again = try self.settings(of: Array(text.utf8)).text
        require(values(of: again) == values(of: text), "\(text) became \(again)")
      } catch {
        require(false, "\(error) in \(text)")
      }
    } catch let error as SetupError {
      check(error.description)
    } catch let error as UserFacingError {
      check(error.what)
    } catch {
      require(false, "\(error)")
    }
  }

  @Sendable static func readTheme(_ bytes: [UInt8]) {
    do throws(SetupError) {
      let document = try TOMLDocument(Data(bytes), file: "x.toml", subject: .theme)
      let theme = try Theme(document, name: "x")
      _ = ThemeCheck(theme)
      for depth in [ColorDepth.none, .eight, .sixteen, .palette] { _ = theme.quantised(to: depth) }
    } catch {
      check(error.description)
    }
  }

  private static func settings(of bytes: [UInt8]) throws -> Settings {
    let document = try TOMLDocument(Data(bytes), file: "x.toml", subject: .settings)
    // A file that is there and is not read, since what stands in it is given.
    var options = try ConnectionOptions.parse([])
    options.config = "/dev/null"
    let environment = Environment(["HOME": "/nowhere", "XDG_CONFIG_DIRS": "/nowhere"])
    return try Settings(options, environment: environment, config: document)
  }

  private static func check(_ sentence: String) {
    require(sentence.contains(/^x\.toml:[0-9]+: ./), "no file and line: \(sentence)")
    require(visibleText(sentence) == sentence, "it drives the terminal: \(sentence)")
  }

  /// The lines but for where their values are from, and for tokens, which are not shown.
  private static func values(of text: String) -> [String] {
    text.split(separator: "\n").map { line in
      line.contains("token")
        ? "" : line.range(of: "  # ").map { String(line[..<$0.lowerBound]) } ?? String(line)
    }
  }

  static var configs: [[UInt8]] {
    let template = ConfigTemplate.text.split(separator: "\n", omittingEmptySubsequences: false)
    let uncommented = template.map {
      $0.hasPrefix("# ") && $0.contains(" = ") ? String($0.dropFirst(2)) : String($0)
    }
    let parts = uncommented.joined(separator: "\n").components(separatedBy: "\n\n")
    return ([uncommented.joined(separator: "\n")] + parts + pieces).map { Array($0.utf8) }
  }

  static var themes: [[UInt8]] {
    let theme = """
      [palette]
      rose = "#ff0080"
      [roles]
      title = { fg = "rose", bg = 17, attributes = ["bold", "underline"] }
      cursor.bg = "bright-blue"
      text.fg = "default"
      """
    return ([theme] + pieces).map { Array($0.utf8) }
  }

  private static let pieces = [
    "[", "[.]", "[=]", "[é]", "[[", "a.a.a = 1", "x = \"\"\"\\u0007\"\"\"", "x = 1e9999\ny = inf",
    "\u{feff}[ui]",
    "[ui]\ncolumns = [\"name\", \"name\"]", "[keys]\nexport = \"ctrl-i\"",
    "[api]\ntoken_command = [\"\\u001b[2J\"]",
    "[[command]]\nname = \"a\"\nkey = \"f9\"\nargv = [\"echo\", \"{id}\"]",
    "[filters]\n\"a\\nb\" = { query = \"x\", sort = \"-updated\", columns = [\"id\"] }\nbells = \"bell\"",
    "[profile.\"n.o\".api]\naccount = 1", "[open]\nurl = \"https://example.com/{id}?{code}\"",
    "[export]\ndelimiter = \"tab\"\nfolder = \"~/x\"\nformat = \"xlsx\"", "x = 1979-05-27 07:32:00",
  ]
}
