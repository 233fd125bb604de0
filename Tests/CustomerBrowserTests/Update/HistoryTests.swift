import BrowserTesting
import CustomerBrowser
import Customers
import Testing

@Suite struct HistoryTests {
  private let customers = [Customer(id: 1, name: "Bella"), Customer(id: 2, name: "Rosa")]

  @Test func `a filter enters the history when it is left`() {
    var browser = BrowserDriver.showing(customers)
    browser.type("bella")
    browser.give(.accept, .focusFilter, .focusNext, .focusFilter, .deleteToStart)
    browser.type("rosa")
    browser.send(.rowClicked(line: 0, isDouble: false))
    #expect(browser.state.history.entries == ["bella", "rosa"])
    #expect(remembered(by: browser) == ["bella", "rosa"])
  }

  @Test func `a filter that still stands there at the end enters the history, too`() {
    var browser = BrowserDriver.showing(customers)
    browser.type("bella")
    browser.give(.quit)
    #expect(remembered(by: browser) == ["bella"])
  }

  private func remembered(by browser: BrowserDriver) -> [String] {
    browser.effects.compactMap { if case .rememberFilter(let filter) = $0 { filter } else { nil } }
  }

  @Test func `the history is walked, and what was being typed comes back`() {
    var recollection = RestoredSession()
    recollection.history = ["bella", "rosa"]
    var browser = BrowserDriver.showing(customers, recalling: recollection)
    browser.type("x")
    browser.give(.previousFilter)
    #expect(browser.state.filter.text == "rosa")
    #expect(browser.shownIDs == [2])
    browser.give(.previousFilter, .previousFilter)
    #expect(browser.state.filter.text == "bella")
    browser.give(.nextFilter, .nextFilter, .nextFilter)
    #expect(browser.state.filter.text == "x")
  }

  @Test func `the history keeps its last entries only`() {
    let history = FilterHistory((0...FilterHistory.maxEntries).flatMap { ["\($0)", "\($0)", " "] })
    #expect(history.entries.count == FilterHistory.maxEntries)
    #expect(history.entries.first == "1")
  }

  @Test func `the history has one entry for each query that reads the same, the latest first`() {
    let history = FilterHistory(["bella", "rosa", "bella", "bella ", "  Bellá"])
    #expect(history.entries == ["rosa", "  Bellá"])
    var browser = BrowserDriver.showing(customers)
    for text in ["bella", "rosa", "Bella ", "bella  type:x", "updated:>soon", "updated:>never"] {
      browser.type(text)
      browser.give(.accept, .focusFilter, .deleteToStart)
    }
    #expect(
      browser.state.history.entries
        == ["rosa", "Bella ", "bella  type:x", "updated:>soon", "updated:>never"])
  }

  @Test func `a filter cleared by a stray Esc comes back with ^_, and is in the history`() {
    var browser = BrowserDriver.showing(customers)
    browser.send(.textPasted("bella type:wholesale rep:ana"))
    browser.give(.accept, .back)
    #expect(browser.state.filter.isEmpty)
    browser.give(.undoFilter)
    #expect(browser.state.filter.text == "bella type:wholesale rep:ana")
    browser.give(.focusFilter, .back)
    #expect(browser.state.history.entries.last == "bella type:wholesale rep:ana")
    browser.give(.previousFilter)
    #expect(browser.state.filter.text == "bella type:wholesale rep:ana")
  }

  @Test func `^_ undoes what was typed word by word, and what was deleted at once`() {
    var browser = BrowserDriver.showing(customers)
    browser.type("bella rosa")
    browser.give(.deleteBackward, .deleteBackward)
    for text in ["bella rosa", "bella", ""] {
      browser.give(.undoFilter)
      #expect(browser.state.filter.text == text)
    }
    browser.give(.undoFilter)
    #expect(browser.state.notice?.text == "No change of the filter is left to undo")
  }

  @Test func `a filter that was deleted letter by letter is in the history as it was`() {
    var browser = BrowserDriver.showing(customers)
    browser.type("rosa")
    browser.give(.deleteBackward, .deleteBackward, .deleteBackward, .deleteBackward)
    #expect(browser.state.history.entries == ["rosa"])
    browser.type("ab")
    browser.give(.deleteBackward, .deleteBackward)
    #expect(browser.state.history.entries == ["rosa"])
  }
}
