import BrowserTesting
import CustomerBrowser
import Customers
import Testing
import Wording

/// Fetching the contacts of the shown customers, from the palette.
@Suite struct ContactBudgetTests {
  private static let customers = [
    Customer(id: 1, name: "Aster"), Customer(id: 2, name: "Bella"), Customer(id: 3, name: "Bello"),
  ]

  private func ordered(_ browser: BrowserDriver) -> (ids: [UInt64], budget: Int)? {
    for case .fetchManyContacts(let ids, let budget) in browser.effects.reversed() { return (ids, budget) }
    return nil
  }

  private func dialog(_ browser: BrowserDriver) -> ContactBudgetDialog? {
    if case .contactBudget(let dialog) = browser.state.popup { dialog } else { nil }
  }

  @Test func `the contacts of the shown are fetched, marked ones first, for so many requests`() {
    var browser = BrowserDriver.showing(Self.customers)
    browser.type("bell")
    browser.give(.accept, .moveDown, .toggleMark, .fetchContacts)
    #expect(dialog(browser)?.customerCount == 2)
    browser.give(.deleteToStart)
    browser.type("25")
    browser.give(.accept)
    #expect(browser.state.popup == nil)
    #expect(ordered(browser)?.ids == [3, 2])
    #expect(ordered(browser)?.budget == 25)
    browser.send(.contactRoundProgressed(fetched: 3, wanted: 25))
    #expect(browser.state.notice == Notice(.info, "Fetching contacts, 3 of 25"))
  }

  @Test(arguments: ["", "0", "-3", "many", "99999999999999999999999"])
  func `what is no number of requests is asked for again`(text: String) {
    var browser = BrowserDriver.showing(Self.customers)
    browser.give(.accept, .fetchContacts, .deleteToStart)
    browser.type(text)
    browser.give(.accept)
    #expect(dialog(browser)?.problem == "Type a number of requests, 1 or more.")
    browser.give(.back)
    #expect(browser.state.popup == nil)
    #expect(ordered(browser) == nil)
  }

  @Test func `the command once more stops it, and offline nothing is asked`() {
    var browser = BrowserDriver.showing(Self.customers)
    browser.give(.accept, .fetchContacts, .accept, .fetchContacts)
    #expect(browser.state.popup == nil)
    #expect(browser.effects.contains { if case .cancelContactRound = $0 { true } else { false } })
    var offline = BrowserDriver.showing(Self.customers, settings: BrowserSettings(\.isOffline, true))
    offline.give(.accept, .fetchContacts)
    #expect(offline.state.popup == nil)
    #expect(offline.state.notice?.text == "Started with --offline, so the server is not asked")
  }
}
