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

  @Test func `in every theme sample data, a profile, old data and an error look different`() throws {
    for entry in ThemeFolders.shipped.entries {
      let theme = try ThemeFolders.shipped.theme(named: entry.name)
      let roles: [Role] = [.placeholder, .key, .stale, .error]
      for (place, role) in roles.enumerated() {
        for other in roles[(place + 1)...] {
          #expect(theme[role] != theme[other], "\(theme.name): \(role) and \(other)")
        }
      }
      let colors = [theme[.stale].foreground, theme[.error].foreground, theme[.warning].foreground]
      #expect(colors[0] == nil || colors[0] != colors[1], "\(theme.name): what is old looks like an error")
      for role in [Role.placeholder, .key] {
        let color = theme[role].foreground
        #expect(color == nil || !colors.contains(color), "\(theme.name): \(role) looks like trouble")
      }
    }
  }

  @Test(arguments: ["\"#12345\"", "\"#12345g\"", "256", "-1", "\"#+12345\"", "\"\"", "true"])
  func refusesWhatIsNotAColor(color: String) {
    let message = message("[palette]\npetal = \(color)")
    #expect(message?.hasPrefix("rose.toml:2: `") == true)
    #expect(message?.contains("is not a colour; a colour is `#rrggbb`, 0–255, `default`, `black`") == true)
  }

  @Test func builtInThemesAreTheFiles() throws {
    #expect(try ThemeFolders.shipped.theme(named: "default") == Theme.default)
    #expect(try ThemeFolders.shipped.theme(named: "mono") == Theme.mono)
  }

  @Test func themesComeForManyTastesAndEyes() {
    let names = ThemeFolders.shipped.names
    #expect(names.count >= 10)
    #expect(
      Set(names).isSuperset(
        of: ["default", "dark", "light", "high-contrast", "deuteranopia", "tritanopia", "mono"]))
  }

  @Test func textLooksLikeWhatItStandsOn() throws {
    let theme = try Theme(
      parsing: "[roles]\ntext = { fg = 7, bg = 0 }\npopup = { bg = 4 }", name: "rose", file: "rose.toml")
    let popup = theme.base.overlaid(by: theme[.popup])
    #expect(popup.overlaid(by: theme[.text]) == Style(foreground: .indexed(7), background: .indexed(4)))
  }
}
