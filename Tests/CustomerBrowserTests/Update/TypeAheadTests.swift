import BrowserTesting
import CustomerBrowser
import Customers
import Testing

/// Keys that come faster than the rows they are about.
@Suite struct TypeAheadTests {
  private static let aboutRows: [BrowserCommand] = [
    .accept, .moveDown, .moveToBottom, .toggleMark, .markAll, .copyRow, .export, .contacts,
  ]

  private static let others: [BrowserCommand] = [
    .deleteWord, .cursorLeft, .back, .quit, .toggleScope, .refresh, .help,
  ]

  /// More than are put in order at once.
  private static let many = (1...3_000).map { Customer(id: $0, name: "Bella \($0)") }

  @Test func `what is about the rows waits for those that were asked for`() {
    var browser = BrowserDriver.showing([Customer(id: 1, name: "Bella"), Customer(id: 2, name: "Acme")])
    browser.holdsSearches = true
    browser.type("be")
    #expect(Self.aboutRows.allSatisfy { browser.state.mustWait(for: .commandGiven($0)) })
    #expect(!Self.others.contains { browser.state.mustWait(for: .commandGiven($0)) })
    #expect(!browser.state.mustWait(for: .textTyped("l")))
    browser.answerSearches()
    #expect(!Self.aboutRows.contains { browser.state.mustWait(for: .commandGiven($0)) })
  }

  @Test func `what is about all rows waits for the first ones at the start`() {
    var browser = BrowserDriver()
    browser.holdsSearches = true
    browser.load([Customer(id: 1, name: "Bella"), Customer(id: 2, name: "Acme")])
    #expect(browser.state.result == nil)
    #expect(browser.state.mustWait(for: .commandGiven(.export)))
    #expect(!browser.state.mustWait(for: .commandGiven(.quit)))
    browser.answerSearches()
    #expect(!browser.state.mustWait(for: .commandGiven(.export)))
  }

  @Test func `rows that nobody asked for hold nothing up`() {
    var browser = BrowserDriver.showing([Customer(id: 1, name: "Bella")])
    browser.holdsSearches = true
    browser.load([Customer(id: 1, name: "Bella"), Customer(id: 2, name: "Acme")])
    #expect(!Self.aboutRows.contains { browser.state.mustWait(for: .commandGiven($0)) })
  }

  @Test func `a query with a mistake holds nothing up`() {
    var browser = BrowserDriver.showing([Customer(id: 1, name: "Bella")])
    browser.holdsSearches = true
    browser.type("updated:soon")
    browser.answerSearches()
    #expect(browser.state.query.isUnreadable)
    #expect(!Self.aboutRows.contains { browser.state.mustWait(for: .commandGiven($0)) })
  }

  @Test func `the first rows of many are shown, and counted, before the others`() {
    var browser = BrowserDriver.showing(Self.many)
    browser.holdsSearches = true
    browser.type("b")
    browser.answerSearches(withRest: false)
    #expect(browser.state.result?.count == 3_000)
    #expect(browser.shownIDs.first == 1)
    #expect(browser.shownIDs.count < 3_000)
    #expect(browser.state.mustWait(for: .commandGiven(.moveToBottom)))
    #expect(browser.state.mustWait(for: .commandGiven(.markAll)))
    #expect(!browser.state.mustWait(for: .commandGiven(.accept)))
    #expect(!browser.state.mustWait(for: .commandGiven(.moveDown)))
    browser.answerRest()
    #expect(browser.shownIDs == Self.many.map(\.id))
    browser.give(.accept, .moveToBottom)
    #expect(browser.currentID == 3_000)
  }

  @Test func `who stays the current one is found among all`() {
    var browser = BrowserDriver.showing(Self.many)
    browser.give(.accept, .moveToBottom)
    browser.holdsSearches = true
    browser.give(.cycleStatus)
    browser.answerSearches(withRest: false)
    #expect(browser.currentID == 3_000)
  }
}
