import Testing

@testable import TerminalUI

struct QuantisingTests {
  @Test(arguments: [
    ("#ff87af", ColorDepth.palette, Color.indexed(211)),
    ("#1c1c1e", .palette, .indexed(234)),
    ("#ffffff", .palette, .indexed(231)),
    ("#000000", .palette, .indexed(16)),
    ("#0050b0", .palette, .indexed(25)),
    ("default", .palette, .terminalDefault),
    ("bright_red", .palette, .indexed(9)),
    ("#ff87af", .sixteen, .indexed(9)),
    ("#87d787", .sixteen, .indexed(2)),
    ("#87d7ff", .sixteen, .indexed(14)),
    ("#a8a8a8", .sixteen, .indexed(8)),
    ("#fafafa", .sixteen, .indexed(15)),
    ("#1c1c1e", .sixteen, .indexed(0)),
    ("#ff00ff", .eight, .indexed(5)),
    ("default", .eight, .terminalDefault),
  ])
  func picksTheNearest(color: String, depth: ColorDepth, expected: Color) throws {
    #expect(try #require(Color(parsing: color)).quantised(to: depth) == expected)
  }

  @Test func everyPlaceOfThePaletteIsItsOwnNearest() {
    for index in UInt8(16)...255 {
      let components = Color.indexed(index).components ?? []
      let color = Color.rgb(
        red: UInt8(components[0]), green: UInt8(components[1]), blue: UInt8(components[2]))
      #expect(color.quantised(to: .palette)?.components == components)
    }
  }

  @Test func withoutColorsTheAttributesTell() throws {
    let theme = try Theme(
      parsing: "[roles]\ntext = { fg = 7, bg = 0 }\ncursor = { bg = \"#333333\" }\nmatch = { fg = 5 }",
      name: "rose", file: "rose.toml"
    ).quantised(to: .none)
    #expect(theme.base == Style())
    #expect(theme[.cursor] == Style(attributes: .reverse))
    #expect(theme[.match] == Style(attributes: [.bold, .underline]))
  }

  @Test(
    arguments: [ColorDepth.none, .eight, .sixteen, .palette, .direct], ["default", "dark", "light", "mono"])
  func theCursorAlwaysShows(depth: ColorDepth, name: String) throws {
    let folders = ThemeFolders(configFolder: "/nowhere", executable: #filePath)
    let theme = try folders.theme(named: name).quantised(to: depth)
    let ground = theme.base
    let row = ground.overlaid(by: theme[.cursor])
    #expect(row != ground)
    for role in [Role.text, .dim, .match, .mark, .inactive, .mine, .changed, .stale] {
      let cell = row.overlaid(by: role == .text ? Style() : theme[role])
      let isPlain = cell.foreground == nil || cell.foreground == .terminalDefault
      #expect(isPlain || cell.foreground != cell.background, "\(role)")
    }
  }
}
