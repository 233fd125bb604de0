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
    var recollection = Recollection()
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
    let history = FilterHistory((0...FilterHistory.mostEntries).flatMap { ["\($0)", "\($0)", " "] })
    #expect(history.entries.count == FilterHistory.mostEntries)
    #expect(history.entries.first == "1")
  }
}
