import BrowserTesting
import CustomerBrowser
import Customers
import Testing

@Suite struct LoadTests {
  private let failure = BrowserFailure(.notReached, what: "No answer.", advice: "Try again.")

  @Test func `the start fetches and tells how far it is`() {
    var browser = BrowserDriver()
    #expect(browser.effects.count == 1)
    browser.progress(FetchProgress(receivedBytes: 30))
    #expect(browser.state.load == .running(FetchProgress(receivedBytes: 30)))
  }

  @Test func `requests are counted, also those of a fetch that failed`() {
    var browser = BrowserDriver.showing([])
    let before = browser.state.requestCount
    browser.give(.refresh)
    browser.fail(BrowserFailure(.notReached, what: "No answer.", advice: "Try again.", requestCount: 3))
    #expect(browser.state.requestCount == before + 3)
  }

  @Test func `a failure keeps the old rows and says what to do`() {
    var browser = BrowserDriver.showing([Customer(id: 1, name: "A")])
    browser.give(.refresh)
    browser.fail(failure)
    #expect(browser.state.popup == .failure(failure))
    #expect(browser.shownIDs == [1])
    browser.give(.refresh)
    #expect(browser.state.load.isRunning)
    browser.load([Customer(id: 1, name: "A"), Customer(id: 2, name: "B")])
    #expect(browser.state.popup == nil)
    #expect(browser.shownIDs == [1, 2])
  }

  @Test func `Esc cancels a fetch, and what still comes of it is dropped`() {
    var browser = BrowserDriver()
    browser.give(.back)
    #expect(browser.state.load == .idle)
    browser.load([Customer(id: 1, name: "A")])
    #expect(browser.state.snapshot == nil)
  }

  @Test func `what was left out is said`() {
    var browser = BrowserDriver()
    browser.load([], remarks: ["2 records were skipped."])
    #expect(browser.state.notice == Notice(.warning, "2 records were skipped."))
  }
}
