import Testing

@testable import TerminalUI

struct ThemeCheckTests {
  @Test(arguments: ThemeFolders.shipped.names)
  func shippedThemesAreReadable(name: String) throws {
    let findings = ThemeCheck(try ThemeFolders.shipped.theme(named: name)).findings
    #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
  }

  @Test(arguments: ["high-contrast", "high-contrast-light"])
  func highContrastIsHigh(name: String) throws {
    let theme = try ThemeFolders.shipped.theme(named: name)
    let check = ThemeCheck(theme, leastOfText: ThemeCheck.leastOfHighContrast)
    #expect(check.findings.isEmpty)
    #expect(check.unmeasuredCount == 0)
  }

  /// Grey on white: 4.48 : 1 and 4.54 : 1, by other people's calculators.
  @Test func saysWhatIsHardToRead() throws {
    let check = ThemeCheck(
      try theme(roles: "hint = { fg = \"#777777\" }\ndim = { fg = \"#767676\" }"))
    #expect(
      check.findings.map(\.description) == [
        "hint on text: 4.4:1, should be 4.5:1 or more (#777777 on #ffffff)",
        "hint on popup: 4.4:1, should be 4.5:1 or more (#777777 on #ffffff)",
      ])
  }

  @Test func saysWhatIsHardToReadInThePaletteOf256() throws {
    let check = ThemeCheck(try theme(roles: "dim = { fg = \"#0078a0\" }"))
    #expect(
      check.findings.first?.description
        == "dim on text: 4.1:1 in 256 colours, should be 4.5:1 or more (31 on 231)")
  }

  @Test func linesMayBeFainterThanText() throws {
    #expect(ThemeCheck(try theme(roles: "border = { fg = \"#8a8a8a\" }")).findings.isEmpty)
    #expect(ThemeCheck(try theme(roles: "border = { fg = \"#b0b0b0\" }")).findings.count == 1)
  }

  @Test func measuresNothingThatTheTerminalDecides() {
    let check = ThemeCheck(.default)
    #expect(check.measuredCount == 0)
    #expect(check.unmeasuredCount > 0)
    #expect(check.findings.isEmpty)
  }

  @Test func wantsTheCursorToBeSeen() throws {
    let check = ThemeCheck(try theme(roles: "cursor = {}"))
    #expect(check.findings == [.indistinct(.cursor)])
    #expect(check.findings.map(\.description) == ["cursor looks like text"])
  }

  /// Black on white, all roles alike, and then `roles`.
  private func theme(roles: String) throws -> Theme {
    let others = Role.allCases.filter { ![.text, .cursor, .cursorUnfocused, .popup].contains($0) }
    let named = roles.split(separator: "\n").map { $0.prefix { $0 != " " } }
    var lines = others.map { "\($0.rawValue) = { fg = \"#000000\", attributes = [\"bold\"] }" }
    lines += [
      "text = { fg = \"#000000\", bg = \"#ffffff\" }", "popup = {}",
      "cursor = { attributes = [\"reverse\"] }",
      "cursor_unfocused = { attributes = [\"reverse\"] }",
    ]
    lines.removeAll { line in named.contains { line.hasPrefix($0 + " ") } }
    return try Theme(
      parsing: "[roles]\n" + (lines + [roles]).joined(separator: "\n"), name: "rose", file: "rose.toml")
  }
}
