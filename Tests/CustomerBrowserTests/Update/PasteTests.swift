import BrowserTesting
import CustomerBrowser
import Customers
import Testing

/// Lists that are pasted into the filter.
@Suite struct PasteTests {
  private let customers = (1...300).map {
    Customer(id: UInt64($0), name: "Name \($0)", code: "C\($0)", isActive: $0 != 7)
  }

  private func column(_ codes: some Sequence<Int>) -> String {
    codes.map { "C\($0)" }.joined(separator: "\r\n")
  }

  @Test func `quotes, a header and other columns of a pasted table are left out`() {
    var browser = BrowserDriver.showing(customers)
    browser.send(.textPasted("Code,Name\n\"C12\",\"Smith, Ana\"\nC13,b\n"))
    #expect(browser.state.filter.text == "C12 | C13")
    #expect(browser.state.notice?.text == "All 2 found")
  }

  @Test func `a long list becomes one word, and finds exactly whom it names`() {
    var browser = BrowserDriver.showing(customers)
    browser.type("name")
    browser.send(.textPasted(column(2...201)))
    #expect(browser.state.filter.text == "name is:listed")
    #expect(browser.state.result?.matchCount == 199)
    #expect(browser.state.notice?.text == "All 200 found")
    // Another list takes its place.
    browser.send(.textPasted(column(250...400)))
    #expect(browser.state.filter.text == "name is:listed")
    #expect(browser.state.result?.matchCount == 51)
    #expect(browser.state.notice?.text.hasPrefix("51 of 151 found, not C301, C302") == true)
    #expect(browser.state.notice?.text.hasSuffix("C320 and 80 more") == true)
    browser.give(.back)
    #expect(browser.state.rows.count == 299)
  }

  @Test func `while pasted names are looked for, rows of another query or other customers don't come`() {
    var browser = BrowserDriver.showing(customers)
    (browser.holdsSearches, browser.holdsOthers) = (true, true)
    browser.type("3")
    browser.send(.textPasted(column(2...201)))
    browser.load(Array(customers.prefix(5)))
    browser.answerSearches()
    #expect(browser.shownIDs.count == 299)
    #expect(browser.state.isSearching)
    (browser.holdsSearches, browser.holdsOthers) = (false, false)
    browser.answerOthers()
    browser.give(.back)
    #expect(browser.shownIDs == Array(1...5))
  }

  @Test func `what was not found is shown whole and copied`() {
    var browser = BrowserDriver.showing(customers)
    browser.send(.textPasted(column(290...310)))
    browser.give(.accept)
    #expect(browser.state.notice?.followUps.map(\.command) == [.open, .copy])
    browser.give(.open)
    guard case .text(let panel) = browser.state.popup else {
      Issue.record("they are not shown")
      return
    }
    #expect(panel.title == "Not found: 10 of 21")
    #expect(panel.rows == (301...310).map { "C\($0)" })
    browser.give(.copy)
    #expect(browser.copied == (301...310).map { "C\($0)\n" }.joined())
    browser.give(.back, .showMissing)
    #expect(browser.state.popup == .text(panel))
  }

  @Test func `copying right after the paste copies what was not found`() {
    var browser = BrowserDriver.showing(customers)
    browser.send(.textPasted("C1\nZZZ\nYY"))
    browser.give(.accept, .copy)
    #expect(browser.copied == "ZZZ\nYY\n")
  }

  @Test func `a list outlives a refresh, and is no part of history or session`() {
    var browser = BrowserDriver.showing(customers)
    browser.send(.textPasted(column(1...150)))
    browser.give(.accept)
    #expect(browser.state.history.entries.isEmpty)
    browser.load(customers + [Customer(id: 1_000, name: "New")])
    #expect(browser.state.result?.matchCount == 149)
    let views = browser.effects.compactMap { if case .keepView(let view) = $0 { view } else { nil } }
    #expect(views.allSatisfy { $0.filter?.contains("is:listed") != true })
    browser.give(.saveFilter)
    #expect(browser.state.popup == nil)
  }

  @Test func `before the customers are there, a long list is asked for once more`() {
    var browser = BrowserDriver()
    browser.send(.textPasted(column(1...150)))
    #expect(browser.state.filter.isEmpty)
    #expect(browser.state.notice?.text == "The customers are still being loaded; paste again in a moment")
  }

  @Test func `without a pasted list nothing is missing`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.showMissing)
    #expect(browser.state.notice?.text == "No list has been pasted yet")
  }
}
