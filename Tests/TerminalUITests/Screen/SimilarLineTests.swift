import BrowserTesting
import CustomerBrowser
import Customers
import TerminalText
import Testing

@testable import TerminalUI

/// The line between matches and similar rows, on screens of every size.
@Suite struct SimilarLineTests {
  private static let customers = (1...80).map { Customer(id: $0, name: "Shop \($0 + 100)", code: "C\($0)") }

  private func browser(
    matches: Int, similar: Int, leftOut: [String] = [], isSameLeftOut: Bool = false, wayOut: WayOut? = nil
  ) -> BrowserDriver {
    var browser = BrowserDriver.showing(Self.customers)
    browser.holdsSearches = true
    browser.type("mejai")
    let ids = Self.customers.map(\.id)
    browser.answerSearch(
      matches: Array(ids.prefix(matches)), similar: Array(ids.dropFirst(matches).prefix(similar)),
      leftOut: leftOut, isSameLeftOut: isSameLeftOut, wayOut: wayOut)
    browser.give(.accept)
    return browser
  }

  private func lines(_ browser: BrowserDriver, _ size: Size, charset: Charset = .unicode) -> [Substring] {
    browser.screen(size: size, charset: charset).render().text
      .split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The line as it stands in the list of a screen.
  private func similarLine(_ browser: BrowserDriver, columns: Int, charset: Charset = .unicode) -> String {
    let sign = visibleText("≈", in: charset)
    let lines = lines(browser, Size(columns: columns, rows: 20), charset: charset)
    // The first line of the screen has the sign, too.
    return lines.dropFirst().first { $0.contains("\(sign) ") }.map(String.init) ?? ""
  }

  @Test(arguments: [(20, 5), (20, 6), (30, 8), (40, 12), (80, 24), (100, 30), (120, 30), (200, 50)])
  func `wherever the cursor goes its row is in sight, and a click means the row that is seen`(
    columns: Int, rows: Int
  ) {
    let size = Size(columns: columns, rows: rows)
    for (matches, similar) in [(0, 60), (3, 57), (11, 1), (0, 1), (40, 30)] {
      var browser = browser(matches: matches, similar: similar)
      browser.fit(to: size)
      let walk: [BrowserCommand] = [
        .moveDown, .moveDown, .moveDown, .moveDown, .pageDown, .pageDown, .halfPageUp, .pageUp, .pageUp,
        .moveUp,
        .moveToBottom, .moveUp, .moveToTop,
      ]
      for command in walk {
        browser.give(command)
        let lines = lines(browser, size)
        let name = Self.customers[browser.state.cursor.index].name
        #expect(lines.contains { $0.hasPrefix("▌") && $0.contains(name) })
        #expect(lines.dropFirst().filter { $0.contains("≈") }.count <= 1)
      }
      let isInSight = lines(browser, size).dropFirst().contains { $0.contains("≈ \(similar) similar") }
      #expect(isInSight == (matches < browser.state.viewport.listHeight))
      expectClicksToHit(browser, size)
    }
  }

  private func expectClicksToHit(_ browser: BrowserDriver, _ size: Size) {
    let screen = browser.screen(size: size)
    for (row, line) in lines(browser, size).enumerated() {
      guard let event = screen.event(for: .press, at: Position(column: 4, row: row)),
        case .rowClicked = event
      else { continue }
      var clicked = browser
      clicked.send(event)
      let name = Self.customers[clicked.state.cursor.index].name
      #expect(line.contains(name) || clicked.state.cursor == browser.state.cursor)
    }
  }

  @Test func `it says what was left out`() {
    let same = browser(matches: 0, similar: 34, leftOut: ["xyzzy"], isSameLeftOut: true)
    #expect(similarLine(same, columns: 80).contains("── ≈ 34 similar, without “xyzzy” ──"))
    let some = browser(matches: 1, similar: 34, leftOut: ["a", "b"])
    #expect(similarLine(some, columns: 80).contains("── ≈ 34 similar, some without “a” or “b” ──"))
    let many = browser(matches: 1, similar: 34, leftOut: ["a", "b", "c", "d", "e"])
    #expect(similarLine(many, columns: 80).contains("without “a”, “b”, “c” or 2 more ──"))
    let hostile = browser(matches: 1, similar: 34, leftOut: ["a\u{1b}[2J"], isSameLeftOut: true)
    #expect(similarLine(hostile, columns: 80).contains("without “a␛[2J” ──"))
  }

  @Test func `it says where somebody matches if there is room for it`() {
    let browser = browser(
      matches: 0, similar: 34, wayOut: WayOut(countOfOtherStatus: 1, countOfOthers: 1_200))
    #expect(
      similarLine(browser, columns: 90).contains(
        "── ≈ 34 similar · 1 matches among the inactive (i) · 1,200 match among all customers (m) ┃"))
    #expect(similarLine(browser, columns: 60).contains("── ≈ 34 similar ──"))
  }

  @Test func `it has an ASCII form`() {
    let browser = browser(matches: 0, similar: 34, leftOut: ["a"], isSameLeftOut: true)
    #expect(
      similarLine(browser, columns: 60, charset: .ascii).hasPrefix("-- ~ 34 similar, without \"a\" ---"))
  }

  @Test func `the status line counts both apart`() {
    let both = browser(matches: 3, similar: 34)
    #expect(lines(both, Size(columns: 80, rows: 24))[0].contains("3 of 80 · ≈ 34 similar"))
    #expect(lines(both, Size(columns: 40, rows: 12))[0].contains("3 of 80 · ≈ 34 "))
    #expect(lines(both, Size(columns: 20, rows: 5))[0].hasPrefix(" 3 of 80 · ≈ 34"))
    #expect(lines(browser(matches: 0, similar: 4), Size(columns: 80, rows: 24))[0].contains("0 of 80 · ≈ 4 "))
  }

  @Test func `the position counts all rows`() {
    var browser = browser(matches: 3, similar: 34)
    browser.give(.moveDown, .moveDown, .moveDown)
    #expect(lines(browser, Size(columns: 80, rows: 24)).contains { $0.hasSuffix(" 4/37") })
  }

  @Test func `every term that can't be read is underlined, and the first reason stands beside`() {
    var browser = BrowserDriver.showing(Self.customers)
    browser.type("is:x shop has:y")
    let frame = browser.screen(size: Size(columns: 120, rows: 30)).render()
    let underlined = frame.row(1).enumerated().filter { $0.element.style.attributes.contains(.underline) }
    #expect(underlined.map(\.offset) == Array(3..<7) + Array(13..<18))
    #expect(frame.text.contains("is: knows marked, mine, new, starred, listed, duplicate and recent"))
    // Cut off at the left, a term is underlined as far as it shows.
    let narrow = browser.screen(size: Size(columns: 20, rows: 10)).render()
    let left = narrow.row(1).enumerated().filter { $0.element.style.attributes.contains(.underline) }
    #expect(left.map(\.offset).suffix(5) == Array(13..<18))
  }
}
