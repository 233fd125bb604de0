import Foundation
import Testing
import ThemePictures

@testable import TerminalUI

#if canImport(FoundationXML)
import FoundationXML
#endif

struct ThemesPictureTests {
  @Test func isWellFormedAndAlwaysTheSame() throws {
    let folders = ThemeFolders.shipped
    let themes = try folders.names.map { try folders.theme(named: $0) }
    let svg = ThemesPicture(themes).svg
    #expect(XMLParser(data: Data(svg.utf8)).parse())
    #expect(ThemesPicture(themes).svg == svg)
    for name in folders.names { #expect(svg.contains(">\(name)")) }
  }

  @Test func terminalsOwnColorsAreShownOnDarkAndOnLight() throws {
    let svg = ThemesPicture([.default]).svg
    #expect(svg.contains(">default, in a dark terminal</text>"))
    #expect(svg.contains(">default, in a light terminal</text>"))
    #expect(!ThemesPicture([try ThemeFolders.shipped.theme(named: "dark")]).svg.contains("terminal"))
  }

  @Test func theSampleShowsWhatAThemeIsFor() {
    let text = SampleScreen(size: Size(columns: 100, rows: 14)).frame(in: .default).styledText
    #expect(text.contains("synced 08:12"))
    #expect(text.contains("2 marked"))
    #expect(text.contains("NAME ▲"))
    #expect(text.contains("{bold fg=magenta bg=default}Ros{}"))
    #expect(text.contains("{bold fg=default bg=default}yes{}"))
  }
}
