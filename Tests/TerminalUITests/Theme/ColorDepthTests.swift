import Testing

@testable import TerminalUI

struct ColorDepthTests {
  @Test(arguments: [
    (["COLORTERM": "truecolor", "TERM": "xterm-256color"], ColorDepth.direct),
    (["TERM": "xterm-direct"], .direct),
    (["TERM": "tmux-256color"], .palette),
    (["TERM": "linux"], .eight),
    (["TERM": "dumb"], .none),
    ([:], .none),
    (["NO_COLOR": "1", "COLORTERM": "truecolor", "TERM": "xterm-256color"], .none),
  ])
  func readsTheEnvironment(variables: [String: String], expected: ColorDepth) {
    let depth = ColorDepth(
      noColor: variables["NO_COLOR"], colorTerm: variables["COLORTERM"], term: variables["TERM"])
    #expect(depth == expected)
  }
}

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
    ("#002b36", .sixteen, .indexed(0)),
    ("#a9c4e4", .sixteen, .indexed(12)),
    ("#ebdbb2", .sixteen, .indexed(7)),
    ("#a9c4e4", .eight, .indexed(6)),
    ("#ff00ff", .eight, .indexed(5)),
    ("default", .eight, .terminalDefault),
  ])
  func picksTheNearest(color: String, depth: ColorDepth, expected: Color) throws {
    #expect(try #require(Color(parsing: color)).quantised(to: depth) == expected)
  }

  @Test(arguments: [ColorDepth.sixteen, .eight], ThemeFolders.shipped.names)
  func `in few colours everything can be read that the terminal does not decide`(
    depth: ColorDepth, name: String
  ) throws {
    let theme = try ThemeFolders.shipped.theme(named: name)
    guard theme.base.background?.isTerminalsOwn == false else { return }
    let few = theme.quantised(to: depth)
    for ground in [Role.text, .cursor, .cursorUnfocused, .popup] {
      let row = few.base.overlaid(by: few[ground])
      for role in Role.allCases where role.mayStand(on: ground) {
        let cell = row.overlaid(by: few[role])
        guard let foreground = cell.foreground, let background = cell.background,
          let contrast = foreground.xtermContrast(to: background)
        else { continue }
        #expect(contrast >= 3, "\(role) on \(ground): \(foreground) on \(background)")
      }
    }
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

  @Test(arguments: ColorDepth.allCases, ThemeFolders.shipped.names)
  func theCursorAlwaysShows(depth: ColorDepth, name: String) throws {
    let theme = try ThemeFolders.shipped.theme(named: name).quantised(to: depth)
    for ground in [Role.cursor, .cursorUnfocused] {
      let row = theme.base.overlaid(by: theme[ground])
      #expect(row != theme.base)
      for role in Role.allCases where role.mayStand(on: ground) {
        let cell = row.overlaid(by: theme[role])
        let isPlain = cell.foreground == nil || cell.foreground == .terminalDefault
        #expect(isPlain || cell.foreground != cell.background, "\(role) on \(ground)")
      }
    }
  }
}
