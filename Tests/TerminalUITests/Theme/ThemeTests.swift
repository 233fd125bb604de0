import Foundation
import Testing

@testable import TerminalUI

struct ThemeTests {
  private func message(_ source: String) -> String? {
    do {
      _ = try Theme(parsing: source, name: "rose", file: "rose.toml")
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test func readsPaletteAndRoles() throws {
    let theme = try Theme(
      parsing: """
        [palette]
        petal = "#ff87af"
        red = 160
        [roles]
        match = { fg = "petal", bg = "bright_blue", attributes = ["bold", "underline"] }
        [roles.error]
        fg = "red"
        bg = 17
        """, name: "rose", file: "rose.toml")
    #expect(
      theme[.match]
        == Style(
          foreground: .rgb(red: 255, green: 135, blue: 175), background: .indexed(12),
          attributes: [.bold, .underline]))
    #expect(theme[.error] == Style(foreground: .indexed(160), background: .indexed(17)))
    #expect(theme[.cursor] == Theme.default[.cursor])
    #expect(theme.name == "rose")
  }

  @Test(arguments: [
    ("[roles]\ncurser = {}", "rose.toml:2: `curser` is not a role of [roles]; did you mean `cursor`?"),
    (
      "[roles.text]\nforeground = 1",
      "rose.toml:2: `foreground` is not a setting of [roles.text]; there is `fg`, `bg`, `attributes`"
    ),
    ("[rolse]", "rose.toml:1: `rolse` is not a table at the top level; did you mean `roles`?"),
    (
      "[palette]\npetal = 1\n[roles]\nkey = { fg = \"petl\" }",
      "rose.toml:4: `petl` is not a colour; did you mean `petal`?"
    ),
    (
      "[roles]\nkey = { attributes = [\"bald\"] }",
      "rose.toml:2: `bald` is not an attribute; did you mean `bold`?"
    ),
    ("[roles]\nkey = 3", "rose.toml:2: `key` must be a table, not a whole number"),
  ])
  func saysWhatIsWrong(source: String, expected: String) {
    #expect(message(source) == expected)
  }

  @Test(arguments: ["\"#12345\"", "\"#12345g\"", "256", "-1", "\"#+12345\"", "\"\"", "true"])
  func refusesWhatIsNotAColor(color: String) {
    let message = message("[palette]\npetal = \(color)")
    #expect(message?.hasPrefix("rose.toml:2: `") == true)
    #expect(message?.contains("is not a colour; a colour is `#rrggbb`, 0–255, `default`, `black`") == true)
  }

  @Test func builtInThemesAreTheFiles() throws {
    #expect(try shippedThemes.theme(named: "default") == Theme.default)
    #expect(try shippedThemes.theme(named: "mono") == Theme.mono)
  }

  @Test func everyShippedThemeReads() throws {
    #expect(Set(shippedThemes.names).isSuperset(of: ["dark", "default", "light", "mono"]))
    for name in shippedThemes.names { _ = try shippedThemes.theme(named: name) }
  }

  /// WCAG 2.1, success criterion 1.4.3: a contrast of 4.5 : 1.
  @Test(arguments: ["dark", "light"], [ColorDepth.palette, .direct])
  func shippedThemesAreReadable(name: String, depth: ColorDepth) throws {
    let theme = try shippedThemes.theme(named: name).quantised(to: depth)
    let grounds: [Role] = [.text, .cursor, .cursorUnfocused, .popup]
    let decoration: Set<Role> = [.border, .borderFocus, .cursor, .cursorUnfocused, .popup]
    for ground in grounds {
      for role in Role.allCases where !decoration.contains(role) {
        let style = theme[.text].overlaid(by: theme[ground]).overlaid(
          by: theme[role == .text ? ground : role])
        let contrast = try contrast(#require(style.foreground), #require(style.background))
        #expect(contrast >= 4.5, "\(role) on \(ground): \(contrast)")
      }
    }
  }

  private var shippedThemes: ThemeFolders {
    ThemeFolders(configFolder: "/nowhere", executable: #filePath)
  }

  private func contrast(_ first: Color, _ second: Color) throws -> Double {
    let luminances = try [first, second].map(luminance).sorted()
    return (luminances[1] + 0.05) / (luminances[0] + 0.05)
  }

  private func luminance(_ color: Color) throws -> Double {
    let linear = try #require(color.components).map { component in
      let share = Double(component) / 255
      return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }
}
