import BrowserTesting
import CustomerBrowser
import Customers
import Testing
import Wording

@testable import TerminalUI

/// What is seen of the place where the person is, by whoever sees the screen and by programs that follow its cursor.
@Suite struct FollowedRowTests {
  private static let sizes = [(200, 50), (120, 30), (100, 30), (80, 24), (40, 12), (20, 5)].map {
    Size(columns: $0.0, rows: $0.1)
  }

  private func browser(_ size: Size, _ commands: BrowserCommand...) -> BrowserDriver {
    let customers = (1...80).map {
      Customer(id: $0, name: "Shop \($0 + 100)", code: "C\($0)", customerType: "T\($0 % 30)")
    }
    var browser = BrowserDriver.showing(customers)
    browser.fit(to: size)
    for command in commands {
      browser.give(command)
      browser.fit(to: size)
    }
    return browser
  }

  private func cursorLine(_ browser: BrowserDriver, _ size: Size) -> String {
    let frame = browser.screen(size: size).render()
    guard let cursor = frame.cursor else { return "no cursor" }
    let lines = frame.text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.indices.contains(cursor.row) ? String(lines[cursor.row]) : "none"
  }

  @Test(arguments: sizes)
  func `the terminal's cursor stands on the chosen row, in every focus`(size: Size) {
    #expect(cursorLine(browser(size, .accept, .moveDown, .moveDown), size).contains("Shop 103"))
    #expect(cursorLine(browser(size, .accept, .showDetails, .moveDown), size).contains("Code"))
    #expect(cursorLine(browser(size, .accept, .columns, .moveDown), size).contains("Code"))
    #expect(cursorLine(browser(size, .accept, .commands, .moveDown, .moveDown), size).contains("s"))
    #expect(cursorLine(browser(size, .accept, .sortMenu, .moveDown), size).contains("Code"))
    #expect(cursorLine(browser(size, .moveDown), size).contains("›"))
    for command in [BrowserCommand.help, .copy, .facets, .export, .contacts, .saveFilter] {
      #expect(cursorLine(browser(size, .accept, command), size) != "no cursor", "\(command)")
    }
  }

  @Test func `export, filter, help and quit are always among the hints`() {
    for size in Self.sizes where size.columns >= 80 {
      let list = browser(size, .accept).screen(size: size).render().text.split(separator: "\n").last ?? ""
      for hint in ["e export", "/ filter", "? help", "q quit"] { #expect(list.contains(hint)) }
      let filter = browser(size).screen(size: size).render().text.split(separator: "\n").last ?? ""
      for hint in ["^S export", "F1 help", "^Q quit"] { #expect(filter.contains(hint)) }
    }
    let small = Size(columns: 40, rows: 12)
    let last = browser(small, .accept).screen(size: small).render().text.split(separator: "\n").last ?? ""
    #expect(last.contains("q quit") && last.contains("? help"))
  }

  @Test func `marks of an earlier session are told with the keys of the list`() {
    var recollection = RestoredSession()
    recollection.marks = Array(1...12)
    var browser = BrowserDriver(recalling: recollection)
    browser.load((1...20).map { Customer(id: $0, name: "Shop \($0)") })
    let size = Size(columns: 80, rows: 24)
    #expect(
      browser.screen(size: size).render().text.contains("12 marked earlier · M shows · U clears, in the list")
    )
  }

  @Test func `what a refresh changed may be long, and the key that shows them is told all the same`() {
    var browser = BrowserDriver.showing([Customer(id: 1, name: "Bella")])
    browser.give(.accept, .refresh)
    let kinds = CustomerChange.Kind.allCases.map { ($0, 1_000) }
    browser.load([Customer(id: 1, name: "Bella")], changes: Dictionary(uniqueKeysWithValues: kinds))
    let text = browser.screen(size: Size(columns: 80, rows: 24)).render().text
    #expect(text.contains("1,000 new, 1,000 renamed") && text.contains("… · . shows them"))
  }

  @Test func `only text is underlined`() {
    for command in [BrowserCommand.sortMenu, .columns, .facets, .help, .commands] {
      let size = Size(columns: 80, rows: 24)
      let frame = browser(size, .accept, command).screen(size: size, theme: .mono).render()
      let blanks = (0..<size.rows).flatMap { frame.row($0) }.filter {
        $0.glyph == .blank && $0.style.attributes.contains(.underline)
      }
      #expect(blanks.isEmpty)
    }
  }

  @Test func `help keeps its width while it is scrolled and narrowed`() {
    let size = Size(columns: 80, rows: 24)
    var browser = browser(size, .accept, .help)
    func borders() -> [String] {
      browser.screen(size: size).render().text.split(separator: "\n").filter {
        $0.contains("┌") || $0.contains("└")
      }
      .map {
        String($0.filter { "┌└".contains($0) })
          + "\($0.distance(from: $0.startIndex, to: $0.lastIndex(of: $0.contains("┐") ? "┐" : "┘") ?? $0.startIndex))"
      }
    }
    let before = borders()
    browser.give(.pageDown)
    #expect(borders() == before)
    browser.type("suspend")
    #expect(borders() == before)
    let text = browser.screen(size: size).render().text
    #expect(text.contains("^Z") && !text.contains("export to a file"))
    browser.type("xyz")
    #expect(browser.screen(size: size).render().text.contains("no key does that"))
    #expect(borders() == before)
  }

  @Test func `a failure over an empty screen is told once`() {
    var browser = BrowserDriver()
    browser.fail(UserFacingError(.notReached, what: "The server is not there.", advice: "Try again."))
    let text = browser.screen(size: Size(columns: 80, rows: 24)).render().text
    #expect(text.components(separatedBy: "The server is not there.").count == 2)
  }
}
